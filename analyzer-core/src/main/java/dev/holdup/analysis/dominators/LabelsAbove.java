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
    /// Of the edges that are looked at together.
    private final int[] targetByEdge = new int[LabelsInTree.MOST_AT_ONCE];

    private final int[] sourceByEdge = new int[LabelsInTree.MOST_AT_ONCE];
    private final int[] setByEdge = new int[LabelsInTree.MOST_AT_ONCE];

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
        TreesAhead ahead = new TreesAhead(tree, turns, inTree.labels());
        boolean isFirstRound = true;
        int gone = 0;
        for (int turn = waiting.nextSetBit(0); turn >= 0; ) {
            heap.workers().check(gone++);
            waiting.clear(turn);
            ahead.goTo(turn, isFirstRound);
            tell(ahead);
            int next = waiting.nextSetBit(turn);
            isFirstRound &= next >= 0;
            turn = next >= 0 ? next : waiting.nextSetBit(0);
        }
    }

    /// Whatever stands above the head, and the head itself, stands above all of the tree. So a target that has no more
    /// than that keeps it, and the referring object need not be looked at: two edges of three, of a server's heap.
    private void tell(TreesAhead ahead) {
        int which = ahead.tree();
        boolean isReal = ahead.head() >= 0;
        int ofHead = isReal ? inTree.begin(ahead.head(), ahead.kind(), of(which)) : LabelSets.EMPTY;
        long end = ahead.endEdge();
        for (long edge = ahead.firstEdge(); edge < end; edge += LabelsInTree.MOST_AT_ONCE) {
            int size = gather(edge, Math.min(end, edge + LabelsInTree.MOST_AT_ONCE), ofHead, which);
            if (isReal) {
                inTree.of(sourceByEdge, size, setByEdge);
            } else {
                for (int i = 0; i < size; i++) {
                    setByEdge[i] = ofVirtual(sourceByEdge[i]);
                }
            }
            for (int i = 0; i < size; i++) {
                keepCommon(targetByEdge[i], setByEdge[i]);
            }
        }
    }

    /// Puts those of some edges together whose targets may come to have less. In steps of which each looks up one thing
    /// for all of them, so that the processor waits for many places of memory at once.
    private int gather(long first, long end, int ofHead, int which) {
        int edges = (int) (end - first);
        for (int i = 0; i < edges; i++) {
            setByEdge[i] = of(graph.target(first + i));
        }
        int size = 0;
        for (int i = 0; i < edges; i++) {
            int its = setByEdge[i];
            if (inTree.sets().both(its, ofHead) != its && counts(which, graph.target(first + i))) {
                targetByEdge[size] = graph.target(first + i);
                sourceByEdge[size++] = graph.edgeSource(first + i);
            }
        }
        return size;
    }

    /// All that the first phase refers to is in it.
    private boolean counts(int which, int target) {
        int firstThatCounts = order.firstThatCounts(order.preorderOf(which));
        return firstThatCounts == 0 || order.preorderOf(target) >= firstThatCounts;
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
