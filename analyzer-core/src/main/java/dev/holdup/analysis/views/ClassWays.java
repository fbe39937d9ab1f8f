package dev.holdup.analysis.views;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.LabelWays;
import dev.holdup.analysis.heap.HeapGraph;
import org.jspecify.annotations.Nullable;

/// What the view `classes` begins with, and what takes one thread long enough to be done beside something else.
public final class ClassWays {
    private final HeapLabels labels;
    private @Nullable LabelWays found;

    /// Reads the names of loaders and components.
    public ClassWays(HeapGraph heap) {
        this.labels = new HeapLabels(heap);
    }

    /// Finds the ways; reads graph and tree only.
    public void find(DominatorTree tree) {
        found = LabelWays.of(tree, labels.labels());
    }

    HeapLabels labels() {
        return labels;
    }

    /// @throws IllegalStateException before [#find]
    LabelWays found() {
        if (found == null) {
            throw new IllegalStateException("the ways of labels are not looked for yet");
        }
        return found;
    }
}
