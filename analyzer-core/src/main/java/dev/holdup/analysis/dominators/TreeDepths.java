package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;

/// How deep the head of each tree lies in the dominator tree: 1 below the GC roots or in no thread's hands, one more
/// below each object. Frames count as their thread; groups of threads and the like do not count.
///
/// Noted by [ClassWalk], which comes by all trees from above.
/// Memory: four bytes a head.
public final class TreeDepths {
    private final DominatorTree tree;
    private final IntTable depthByRank;

    public TreeDepths(DominatorTree tree) {
        this.tree = tree;
        this.depthByRank = tree.heap().space().ints(tree.trees().ranks);
    }

    void set(int rank, int depth) {
        depthByRank.set(rank, depth);
    }

    int of(int rank) {
        return depthByRank.get(rank);
    }

    void free() {
        tree.heap().space().free(depthByRank);
    }
}
