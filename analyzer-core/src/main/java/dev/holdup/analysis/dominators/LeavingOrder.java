package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;

/// The trees in the reverse of the order in which the search has left them: but for rings, a tree comes after all that
/// refer to it.
///
/// Memory: eight bytes a head, four more while computing.
final class LeavingOrder {
    /// `numberByTree[tree]`; of what was not reached it says nothing.
    private final IntTable numberByTree;

    private final IntTable treeByNumber;
    private final int size;

    /// Uses up the search tree.
    LeavingOrder(HeadGraph graph, HeadOrder order, TableSpace space) {
        size = order.size();
        numberByTree = space.ints(graph.size);
        treeByNumber = space.ints(size);
        // Whatever hangs below v in the search tree are the preorder numbers from v to this, exclusive.
        IntTable endByPreorder = space.ints(size);
        for (int v = size - 1; v >= 0; v--) {
            int end = Math.max(endByPreorder.get(v), v + 1);
            endByPreorder.set(v, end);
            int parent = order.parentByPreorder.get(v);
            endByPreorder.set(parent, Math.max(endByPreorder.get(parent), end));
        }
        for (int v = 0; v < size; v++) {
            int parent = order.parentByPreorder.get(v);
            // Siblings that were visited later were left later, and come first here.
            int number = v == 0
                    ? 0
                    : number(order.treeByPreorder.get(parent)) + 1 + endByPreorder.get(parent) - endByPreorder.get(v);
            int tree = order.treeByPreorder.get(v);
            numberByTree.set(tree, number);
            treeByNumber.set(number, tree);
        }
        space.free(endByPreorder);
        order.freeParents();
    }

    int number(int tree) {
        return numberByTree.get(tree);
    }

    int tree(int number) {
        return treeByNumber.get(number);
    }

    int size() {
        return size;
    }

    void free(TableSpace space) {
        space.free(numberByTree);
        space.free(treeByNumber);
    }
}
