package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Which trees hang below which in the dominator tree, as linked lists of preorder numbers.
///
/// Memory: twelve bytes a tree.
final class TreeChildren {
    private static final int ROOT = 0;
    private static final int CHUNK = 256;

    /// First of the trees below plus 1, 0 if there is none; the next of the same tree; the tree above.
    private final IntTable firstByPreorder;

    private final IntTable nextByPreorder;
    private final IntTable aboveByPreorder;
    private final TableSpace space;
    private final int size;
    private final AtomicInteger next = new AtomicInteger(1);

    TreeChildren(DominatorTree tree) {
        HeadOrder order = tree.order();
        space = tree.heap().space();
        size = order.size();
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

    /// Hands out the trees right below the root among all that call this at the same time.
    void eachBelowRoot(IntConsumer below) {
        for (int from = next.getAndAdd(CHUNK); from < size && from > 0; from = next.getAndAdd(CHUNK)) {
            for (int v = from; v < Math.min(from + CHUNK, size); v++) {
                if (above(v) == ROOT) {
                    below.accept(v);
                }
            }
        }
    }

    void free() {
        space.free(firstByPreorder);
        space.free(nextByPreorder);
        space.free(aboveByPreorder);
    }
}
