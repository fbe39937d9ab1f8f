package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;

/// Which trees dominate which: the trees below one are a span of consecutive numbers.
///
/// Memory: eight bytes a head, eight more while computing.
final class DominatorSpans {
    /// `startByPreorder[preorder]`, `endByPreorder[preorder]`: first number of its span, its own, and the first behind.
    private final IntTable startByPreorder;

    private final IntTable endByPreorder;
    private final TableSpace space;

    DominatorSpans(DominatorTree tree) {
        HeapGraph heap = tree.heap();
        HeadOrder order = tree.order();
        space = heap.space();
        int size = order.size();
        IntTable aboveByPreorder = space.ints(size);
        heap.workers().ranges(size, (from, to) -> {
            for (int v = (int) Math.max(1, from); v < to; v++) {
                int head = tree.graph().headOf(order.treeByPreorder.get(v));
                aboveByPreorder.set(v, order.preorderOfNode(tree.dominatorOf(head)));
            }
        });
        // Whatever dominates a tree was reached before it, so that one pass down and one up will do.
        IntTable treesBelow = space.ints(size);
        for (int v = size - 1; v > 0; v--) {
            int above = aboveByPreorder.get(v);
            treesBelow.set(above, treesBelow.get(above) + treesBelow.get(v) + 1);
        }
        startByPreorder = space.ints(size);
        // Until all of its span is given away, the end is where that of the next tree below begins.
        endByPreorder = space.ints(size);
        endByPreorder.set(0, 1);
        for (int v = 1; v < size; v++) {
            int above = aboveByPreorder.get(v);
            int start = endByPreorder.get(above);
            endByPreorder.set(above, start + treesBelow.get(v) + 1);
            startByPreorder.set(v, start);
            endByPreorder.set(v, start + 1);
        }
        space.free(aboveByPreorder);
        space.free(treesBelow);
    }

    /// Whether a tree is the other or dominates it, both by preorder number.
    boolean dominates(int above, int below) {
        int number = startByPreorder.get(below);
        return number >= startByPreorder.get(above) && number < endByPreorder.get(above);
    }

    void free() {
        space.free(startByPreorder);
        space.free(endByPreorder);
    }
}
