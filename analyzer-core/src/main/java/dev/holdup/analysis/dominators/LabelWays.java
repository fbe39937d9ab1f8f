package dev.holdup.analysis.dominators;

import org.jspecify.annotations.Nullable;

/// Which labels stand on every way from the roots to each object: the half of [LabelRetention] that takes one thread,
/// so that others can do something else meanwhile.
public final class LabelWays {
    private final LabelSets sets;
    private final @Nullable LabelsAbove above;

    private LabelWays(LabelSets sets, @Nullable LabelsAbove above) {
        this.sets = sets;
        this.above = above;
    }

    /// Time: a look at every reference to a head; again at those of rings whose members turn out to have less.
    ///
    /// @param tree made by [DominatorTree#withWays]; its references between trees are used up
    public static LabelWays of(DominatorTree tree, ClassLabels labels) {
        if (!tree.graph().keepsEdges()) {
            throw new IllegalStateException("the tree was made without ways");
        }
        LabelSets sets = new LabelSets(labels);
        try {
            return new LabelWays(sets, new LabelsAbove(tree, sets));
        } catch (LabelSets.TooMany tooMany) {
            return new LabelWays(sets, null);
        }
    }

    LabelSets sets() {
        return sets;
    }

    /// Null if there are more sets than memory is to be given to.
    @Nullable
    LabelsAbove above() {
        return above;
    }
}
