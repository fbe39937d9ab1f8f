package dev.holdup.analysis.kept;

import dev.holdup.analysis.dominators.ObjectDominators;
import java.util.Locale;
import java.util.Optional;

/// What stands at the top of the dominator tree in the place of an object.
///
/// In the file the codes are these constants' ordinals, and object indexes follow behind.
public enum TreeTop {
    /// Dominated by no single object: roots themselves, and what several of them lead to.
    ROOTS(ObjectDominators.ROOTS, Reachability.STRONG),
    SOFT(ObjectDominators.SOFT, Reachability.SOFT),
    WEAK(ObjectDominators.WEAK, Reachability.WEAK),
    PHANTOM(ObjectDominators.PHANTOM, Reachability.PHANTOM),
    UNREACHABLE(ObjectDominators.UNREACHABLE, Reachability.UNREACHABLE);

    static final int COUNT = values().length;

    private final int answer;
    private final Reachability reachability;

    TreeTop(int answer, Reachability reachability) {
        this.answer = answer;
        this.reachability = reachability;
    }

    Reachability reachability() {
        return reachability;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TreeTop> of(String word) {
        for (TreeTop top : values()) {
            if (top.word().equals(word)) {
                return Optional.of(top);
            }
        }
        return Optional.empty();
    }

    /// Of what [ObjectDominators] answers.
    static int code(int dominator) {
        if (dominator >= 0) {
            return dominator + COUNT;
        }
        for (TreeTop top : values()) {
            if (top.answer == dominator) {
                return top.ordinal();
            }
        }
        return UNREACHABLE.ordinal();
    }
}
