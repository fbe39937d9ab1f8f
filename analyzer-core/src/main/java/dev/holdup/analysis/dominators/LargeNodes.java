package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.ObjectSet;
import dev.holdup.analysis.heap.TableSpace;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// The dominator tree as far as its nodes keep much alive: near its root all of them, farther down those alone that
/// hand down most of what they keep to no single child. So a long list of which each element keeps the rest is no long
/// list here.
///
/// Memory: three quarters of a byte an object while it is made; then some thousand nodes, however the heap is.
final class LargeNodes {
    /// A child that keeps at least this share of its parent is what the parent is about.
    static final double MOST_OF_IT = 0.7;
    /// How many objects above one another are near the root.
    static final int NEAR_LEVELS = 16;

    private final DominatorTree tree;
    private final int objects;

    private final ReentrantLock growth = new ReentrantLock();
    /// Of those near the root: dominator in the high half, node in the low half; sorted.
    private long[] dominatorAndNode = new long[1024];

    private int size;

    /// Ascending.
    private final int[] spread;
    /// `largestBySpread[i]`: what the largest child of `spread[i]` keeps, if that is large; 0 if none is.
    private final long[] largestBySpread;

    /// @param leastBytes what a node must retain to be one of them
    LargeNodes(DominatorTree tree, long leastBytes) {
        this.tree = tree;
        this.objects = tree.trees().objects;
        TableSpace space = tree.heap().space();
        int nodes = objects + tree.virtual().size();
        ObjectSet large = new ObjectSet(space, nodes);
        ObjectSet handsDown = new ObjectSet(space, nodes);
        ObjectSet far = new ObjectSet(space, nodes);
        tree.heap().workers().ranges(objects, (from, to) -> {
            for (int object = (int) from; object < to; object++) {
                if (tree.retainedOf(object) >= leastBytes && tree.isReached(object)) {
                    note(object, large, handsDown, far);
                }
            }
        });
        for (int node = objects; node < nodes; node++) {
            if (tree.retainedOf(node) >= leastBytes) {
                note(node, large, handsDown, far);
            }
        }
        Arrays.sort(dominatorAndNode, 0, size);
        spread = spread(large, handsDown);
        largestBySpread = new long[spread.length];
        noteLargest(large, handsDown);
        large.free(space);
        handsDown.free(space);
        far.free(space);
    }

    /// @param handsDown gets its dominator if it keeps most of what that keeps
    /// @param far gets it if it lies farther down than near the root
    private void note(int node, ObjectSet large, ObjectSet handsDown, ObjectSet far) {
        large.add(node);
        int dominator = tree.dominatorOf(node);
        if (dominator >= 0 && tree.retainedOf(node) >= MOST_OF_IT * tree.retainedOf(dominator)) {
            handsDown.add(dominator);
        }
        if (isFar(node, far)) {
            far.add(node);
        } else {
            add(dominator, node);
        }
    }

    /// Virtual nodes are few above one another, and never below an object.
    private boolean isFar(int node, ObjectSet far) {
        int at = node;
        for (int level = 0; level <= NEAR_LEVELS; level++) {
            if (at < 0 || at >= objects) {
                return false;
            }
            if (far.contains(at)) {
                return true;
            }
            at = tree.dominatorOf(at);
        }
        return true;
    }

    private void add(int dominator, int node) {
        growth.lock();
        try {
            if (size == dominatorAndNode.length) {
                dominatorAndNode = Arrays.copyOf(dominatorAndNode, 2 * size);
            }
            dominatorAndNode[size++] = (long) dominator << 32 | node;
        } finally {
            growth.unlock();
        }
    }

    private static int[] spread(ObjectSet large, ObjectSet handsDown) {
        int[] found = new int[256];
        int count = 0;
        for (int w = 0; w < large.words(); w++) {
            for (long rest = large.word(w) & ~handsDown.word(w); rest != 0; rest &= rest - 1) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = (w << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
        return Arrays.copyOf(found, count);
    }

    private void noteLargest(ObjectSet large, ObjectSet handsDown) {
        for (int w = 0; w < large.words(); w++) {
            for (long rest = large.word(w); rest != 0; rest &= rest - 1) {
                int node = (w << 6) + Long.numberOfTrailingZeros(rest);
                int dominator = tree.dominatorOf(node);
                if (dominator >= 0 && !handsDown.contains(dominator)) {
                    int place = Arrays.binarySearch(spread, dominator);
                    if (place >= 0) {
                        largestBySpread[place] = Math.max(largestBySpread[place], tree.retainedOf(node));
                    }
                }
            }
        }
    }

    /// Those that a node dominates next that is near the root, in the order of their numbers.
    int[] below(int node) {
        int from = firstFrom((long) node << 32);
        int to = firstFrom((long) (node + 1) << 32);
        int[] below = new int[to - from];
        for (int i = 0; i < below.length; i++) {
            below[i] = (int) dominatorAndNode[from + i];
        }
        return below;
    }

    private int firstFrom(long pair) {
        int place = Arrays.binarySearch(dominatorAndNode, 0, size, pair);
        return place < 0 ? -place - 1 : place;
    }

    /// How many large nodes have no child that is [#MOST_OF_IT], wherever they lie.
    int spreads() {
        return spread.length;
    }

    /// The nodes of these, ascending.
    int spread(int i) {
        return spread[i];
    }

    /// What the largest child of one of these keeps; 0 if that is not large.
    long largestBelow(int i) {
        return largestBySpread[i];
    }
}
