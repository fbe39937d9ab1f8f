package dev.holdup.analysis.dominators;

import java.util.Arrays;
import java.util.stream.LongStream;

/// The dominator tree as far as its nodes keep much alive.
///
/// Memory: sixteen bytes for each such node; they are few, but in a long list of which each element keeps the rest.
final class LargeNodes {
    /// Dominator in the high half, node in the low half; sorted.
    private long[] dominatorAndNode = new long[1024];

    private int size;

    /// @param leastBytes what a node must retain to be one of them
    LargeNodes(DominatorTree tree, long leastBytes) {
        int objects = tree.trees().objects;
        tree.heap().workers().ranges(objects, (from, to) -> {
            for (int object = (int) from; object < to; object++) {
                if (tree.retainedOf(object) >= leastBytes && tree.isReached(object)) {
                    add(tree.dominatorOf(object), object);
                }
            }
        });
        for (int node = objects; node < objects + tree.virtual().size(); node++) {
            if (tree.retainedOf(node) >= leastBytes) {
                add(tree.dominatorOf(node), node);
            }
        }
        Arrays.sort(dominatorAndNode, 0, size);
    }

    private synchronized void add(int dominator, int node) {
        if (size == dominatorAndNode.length) {
            dominatorAndNode = Arrays.copyOf(dominatorAndNode, 2 * size);
        }
        dominatorAndNode[size++] = (long) dominator << 32 | node;
    }

    /// Those that the node dominates next, in the order of their numbers.
    int[] below(int node) {
        int from = firstFrom((long) node << 32);
        int to = firstFrom((long) (node + 1) << 32);
        return LongStream.of(Arrays.copyOfRange(dominatorAndNode, from, to))
                .mapToInt(pair -> (int) pair)
                .toArray();
    }

    private int firstFrom(long pair) {
        int place = Arrays.binarySearch(dominatorAndNode, 0, size, pair);
        return place < 0 ? -place - 1 : place;
    }
}
