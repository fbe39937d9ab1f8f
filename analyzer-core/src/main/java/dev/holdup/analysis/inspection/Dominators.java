package dev.holdup.analysis.inspection;

import dev.holdup.analysis.dominators.ObjectDominators;
import java.util.ArrayList;
import java.util.List;

/// What keeps an object alive, from the nearest up.
///
/// @param reachability as [ObjectFacts#reachability]
record Dominators(String reachability, Capped<ObjectRef> chain) {

    /// Cost: a step for each dominator; a list of a million elements has as many.
    static Dominators of(LookedAt look, int object) {
        ObjectDominators dominators = new ObjectDominators(look.tree);
        List<ObjectRef> shown = new ArrayList<>();
        long total = 0;
        int dominator = dominators.of(object);
        while (dominator >= 0) {
            if (total++ < look.limit) {
                shown.add(look.object(dominator));
            }
            dominator = dominators.of(dominator);
        }
        return new Dominators(reachability(dominator), new Capped<>(total, List.copyOf(shown)));
    }

    private static String reachability(int end) {
        return switch (end) {
            case ObjectDominators.ROOTS -> "strong";
            case ObjectDominators.SOFT -> "soft";
            case ObjectDominators.WEAK -> "weak";
            case ObjectDominators.PHANTOM -> "phantom";
            default -> "unreachable";
        };
    }
}
