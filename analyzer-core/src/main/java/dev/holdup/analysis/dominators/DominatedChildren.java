package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;

/// The dominator tree read downwards: the nodes that each node immediately dominates.
///
/// Row i is `childByPlace[firstByPreorder[i]]` … `childByPlace[firstByPreorder[i + 1] − 1]`, in preorder.
/// Memory: eight bytes a node, until it is closed.
final class DominatedChildren implements AutoCloseable {
    final IntTable firstByPreorder;
    final IntTable childByPlace;
    private final TableSpace space;

    DominatedChildren(DominatorTree tree) {
        int size = tree.size();
        space = tree.heap().space();
        firstByPreorder = space.ints(size + 1L);
        childByPlace = space.ints(size);
        // Count, sum up, fill from the end, so that the rows come out in preorder.
        for (int i = 1; i < size; i++) {
            int dominator = tree.dominatorOf(i);
            firstByPreorder.set(dominator, firstByPreorder.get(dominator) + 1);
        }
        int sum = 0;
        for (int i = 0; i <= size; i++) {
            sum += firstByPreorder.get(i);
            firstByPreorder.set(i, sum);
        }
        for (int i = size - 1; i > 0; i--) {
            int dominator = tree.dominatorOf(i);
            int place = firstByPreorder.get(dominator) - 1;
            firstByPreorder.set(dominator, place);
            childByPlace.set(place, i);
        }
    }

    int first(int preorder) {
        return firstByPreorder.get(preorder);
    }

    int end(int preorder) {
        return firstByPreorder.get(preorder + 1L);
    }

    int child(int place) {
        return childByPlace.get(place);
    }

    @Override
    public void close() {
        space.free(firstByPreorder);
        space.free(childByPlace);
    }
}
