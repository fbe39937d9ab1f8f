package dev.holdup.analysis.dominators;

/// What has to be known of each of the next trees before its edges can be looked at: looked up for all of them at once,
/// so that the processor waits for many places of memory at once.
final class TreesAhead {
    private static final int MOST = 32;

    private final DominatorTree tree;
    private final HeadGraph graph;
    private final LeavingOrder turns;
    private final ClassLabels labels;
    private int firstTurn;
    private int size;
    private int at;

    private final int[] treeByPlace = new int[MOST];
    /// Object index; −1 for trees of virtual nodes.
    private final int[] headByPlace = new int[MOST];
    private final int[] kindByPlace = new int[MOST];
    private final long[] firstEdgeByPlace = new long[MOST];
    private final long[] endEdgeByPlace = new long[MOST];

    TreesAhead(DominatorTree tree, LeavingOrder turns, ClassLabels labels) {
        this.tree = tree;
        this.graph = tree.graph();
        this.turns = turns;
        this.labels = labels;
    }

    /// Goes on to the tree whose turn it is.
    ///
    /// @param nextSoon whether the turns behind it will come soon, most of them
    void goTo(int turn, boolean nextSoon) {
        at = turn - firstTurn;
        if (at < 0 || at >= size) {
            lookUp(turn, nextSoon ? Math.min(MOST, turns.size() - turn) : 1);
        }
    }

    private void lookUp(int turn, int trees) {
        firstTurn = turn;
        size = trees;
        at = 0;
        int ranks = tree.trees().ranks;
        for (int i = 0; i < trees; i++) {
            treeByPlace[i] = turns.tree(turn + i);
        }
        for (int i = 0; i < trees; i++) {
            headByPlace[i] = treeByPlace[i] < ranks ? tree.trees().headByRank.get(treeByPlace[i]) : -1;
            firstEdgeByPlace[i] = graph.first(treeByPlace[i]);
            endEdgeByPlace[i] = graph.end(treeByPlace[i]);
        }
        for (int i = 0; i < trees; i++) {
            kindByPlace[i] = headByPlace[i] < 0
                    ? -1
                    : labels.kind(headByPlace[i], tree.heap().shapes());
        }
    }

    int tree() {
        return treeByPlace[at];
    }

    /// Object index of its head, −1 if it is a tree of virtual nodes.
    int head() {
        return headByPlace[at];
    }

    /// Kind of its head, −1 likewise.
    int kind() {
        return kindByPlace[at];
    }

    long firstEdge() {
        return firstEdgeByPlace[at];
    }

    long endEdge() {
        return endEdgeByPlace[at];
    }
}
