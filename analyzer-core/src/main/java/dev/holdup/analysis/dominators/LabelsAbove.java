package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import java.util.BitSet;

/// Which labels stand on every way from the roots to each head, the head itself left out: those of whatever refers to
/// it that are common to all of them.
///
/// Each head begins with everything, and each tree tells those that it refers to what stands on every way to the
/// referring object: they keep what they have in common with that. A tree is gone through when all that refer to it
/// have been, rings aside, and so its objects are looked at once, and close to each other; again only if it has come to
/// have less since. What remains when nothing changes any more is the most that holds everywhere.
///
/// Memory: four bytes a head, and eight while computing; the sets.
final class LabelsAbove {
    /// What is kept of a head is the number of its set plus this: 0 for everything.
    private static final int SHIFT = 1;

    private final DominatorTree tree;
    private final HeapGraph heap;
    private final HeadGraph graph;
    private final HeadOrder order;
    private final LeavingOrder turns;
    private final LabelsInTree inTree;
    private final IntTable setByRank;
    /// Turns of the trees that have to be gone through, perhaps again.
    private final BitSet waiting = new BitSet();

    /// Uses up the edges of the graph.
    ///
    /// @throws LabelSets.TooMany if memory is not to be given to all of them
    LabelsAbove(DominatorTree tree, LabelSets sets) {
        this.tree = tree;
        this.heap = tree.heap();
        this.graph = tree.graph();
        this.order = tree.order();
        this.inTree = new LabelsInTree(tree, sets);
        this.setByRank = heap.space().ints(tree.trees().ranks);
        this.turns = new LeavingOrder(graph, order, heap.space());
        boolean complete = false;
        try {
            enterPhases();
            goOn();
            complete = true;
        } finally {
            turns.free(heap.space());
            graph.freeOutgoing();
            if (!complete) {
                free();
            }
        }
    }

    /// Number of the set above a head that was reached.
    int of(int rank) {
        return setByRank.get(rank) - SHIFT;
    }

    void free() {
        heap.space().free(setByRank);
    }

    /// Nothing stands above what the virtual node of a phase refers to.
    private void enterPhases() {
        for (int v = 0; v < order.size(); v++) {
            int which = order.treeByPreorder.get(v);
            if (which >= tree.trees().ranks) {
                waiting.set(turns.number(which));
            } else if (order.enteredFrom(v) >= 0) {
                keepCommon(which, LabelSets.EMPTY);
            }
        }
    }

    private void goOn() {
        int gone = 0;
        for (int turn = waiting.nextSetBit(0); turn >= 0; ) {
            heap.workers().check(gone++);
            waiting.clear(turn);
            tell(turns.tree(turn));
            int next = waiting.nextSetBit(turn);
            turn = next >= 0 ? next : waiting.nextSetBit(0);
        }
    }

    private void tell(int which) {
        if (which < tree.trees().ranks) {
            inTree.begin(which, of(which));
        }
        int firstThatCounts = order.firstThatCounts(order.preorderOf(which));
        int source = -1;
        int set = LabelSets.EMPTY;
        long end = graph.end(which);
        for (long edge = graph.first(which); edge < end; edge++) {
            int target = graph.target(edge);
            // What has nothing cannot come to have less, and all that the first phase refers to is in it.
            if (of(target) == LabelSets.EMPTY || (firstThatCounts > 0 && order.preorderOf(target) < firstThatCounts)) {
                continue;
            }
            int node = graph.edgeSource(edge);
            if (node != source) {
                source = node;
                set = node < tree.trees().objects ? inTree.of(node) : ofVirtual(node);
            }
            keepCommon(target, set);
        }
    }

    private void keepCommon(int rank, int set) {
        int its = of(rank);
        int common = inTree.sets().both(its, set);
        if (common != its) {
            setByRank.set(rank, common + SHIFT);
            waiting.set(turns.number(rank));
        }
    }

    /// Of all virtual nodes only those of threads have a class.
    private int ofVirtual(int node) {
        for (int at = node; at >= 0; at = tree.virtual().parentOf(at)) {
            if (tree.objectOf(at) >= 0) {
                return inTree.sets().with(LabelSets.EMPTY, inTree.kind(tree.objectOf(at)));
            }
        }
        return LabelSets.EMPTY;
    }
}
