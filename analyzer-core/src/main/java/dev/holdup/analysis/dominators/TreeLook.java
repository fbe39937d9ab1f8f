package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.Workers;
import java.util.List;

/// One look at every object that the search came to, tree by tree, on all workers: all who ask look at a tree while its
/// members are in the cache.
final class TreeLook {
    private TreeLook() {}

    /// Who asks.
    interface Question {
        /// What one worker asks with.
        Asking worker();
    }

    /// One worker's.
    interface Asking {
        /// Called with all objects of each tree of the worker's share, tree by tree.
        void look(TreeBlock block);

        /// Called after the last tree.
        void add();
    }

    static void at(DominatorTree tree, List<Question> questions) {
        Workers workers = tree.heap().workers();
        workers.ranges(tree.trees().ranks, (from, to) -> {
            List<Asking> asking = questions.stream().map(Question::worker).toList();
            TreeBlock block = new TreeBlock(tree);
            for (int rank = (int) from; rank < to; rank++) {
                workers.check(rank);
                if (tree.order().preorderOf(rank) >= 0) {
                    block.begin(rank);
                    while (block.next()) {
                        for (Asking one : asking) {
                            one.look(block);
                        }
                    }
                }
            }
            asking.forEach(Asking::add);
        });
    }
}
