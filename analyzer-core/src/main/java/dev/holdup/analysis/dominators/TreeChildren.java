package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;

/// Which trees hang below which in the dominator tree, as linked lists of preorder numbers.
///
/// Memory: twelve bytes a tree.
final class TreeChildren {
    private static final int ROOT = 0;

    /// First of the trees below plus 1, 0 if there is none; the next of the same tree; the tree above.
    private final IntTable firstByPreorder;

    private final IntTable nextByPreorder;
    private final IntTable aboveByPreorder;
    private final TableSpace space;
    private int nextBelowRoot;

    TreeChildren(DominatorTree tree) {
        HeadOrder order = tree.order();
        space = tree.heap().space();
        int size = order.size();
        firstByPreorder = space.ints(size);
        nextByPreorder = space.ints(size);
        aboveByPreorder = space.ints(size);
        for (int v = size - 1; v > ROOT; v--) {
            int head = tree.graph().headOf(order.treeByPreorder.get(v));
            int above = order.preorderOfNode(tree.dominatorOf(head));
            aboveByPreorder.set(v, above);
            nextByPreorder.set(v, firstByPreorder.get(above));
            firstByPreorder.set(above, v + 1);
        }
        nextBelowRoot = first(ROOT);
    }

    /// Hands out the trees below the root, each once; answers how many it wrote into the array, 0 when there are none
    /// left.
    synchronized int takeBelowRoot(int[] preorders) {
        int size = 0;
        for (; size < preorders.length && nextBelowRoot >= 0; nextBelowRoot = next(nextBelowRoot)) {
            preorders[size++] = nextBelowRoot;
        }
        return size;
    }

    /// Preorder number of the first tree below, −1 if there is none.
    int first(int preorder) {
        return firstByPreorder.get(preorder) - 1;
    }

    /// The next tree below the same one, −1 after the last.
    int next(int preorder) {
        return nextByPreorder.get(preorder) - 1;
    }

    int above(int preorder) {
        return aboveByPreorder.get(preorder);
    }

    void free() {
        space.free(firstByPreorder);
        space.free(nextByPreorder);
        space.free(aboveByPreorder);
    }
}
