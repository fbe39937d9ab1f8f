package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import java.util.Set;

/// What some objects keep alive together, as the dominator tree gives it: the retained sizes of those that no other of
/// them dominates, summed up.
final class SetRetention {
    private static final int DEEPEST = 10_000;

    private SetRetention() {}

    /// @param objects object indexes
    static long of(DominatorTree tree, Set<Integer> objects) {
        long sum = 0;
        for (int object : objects) {
            int above = tree.immediateDominator(object);
            for (int depth = 0; above >= 0 && depth < DEEPEST && !objects.contains(above); depth++) {
                above = tree.immediateDominator(above);
            }
            sum += above >= 0 && objects.contains(above) ? 0 : tree.retainedBytes(object);
        }
        return sum;
    }
}
