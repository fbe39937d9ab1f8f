package dev.holdup.analysis.dominators;

import org.jspecify.annotations.Nullable;

/// What would be freed if all objects of a label were gone, for all labels at once and exactly: whatever the label
/// stands on every way to. Eclipse Memory Analyzer calls it the retained set of the label's objects.
///
/// @param objectsByLabel in the set, the label's own ones included
/// @param bytesByLabel their shallow sizes, summed
/// @param objectsBySize of the classes asked about, `[asked][range]`: reachable objects of more than 2^(range − 1) and
///     at most 2^range units of eight bytes
public record LabelRetention(long[] objectsByLabel, long[] bytesByLabel, long[][] objectsBySize) {
    /// Ranges of sizes.
    public static final int RANGES = 62;

    /// Nothing asked about sizes.
    ///
    /// @return null if it would take too much memory
    public static @Nullable LabelRetention of(DominatorTree tree, ClassLabels labels) {
        return TreeFacts.of(tree, new TreeFacts.LabelsAsked(LabelWays.of(tree, labels), new int[0]), null)
                .labels();
    }
}
