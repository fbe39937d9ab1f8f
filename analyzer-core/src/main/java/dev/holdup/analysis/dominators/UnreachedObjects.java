package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;

/// What the search has not come to, as a bit an object: asked of every object, so that nobody has to walk up to its
/// head for it.
///
/// Memory: an eighth of a byte an object.
final class UnreachedObjects {
    private final LongTable bits;

    UnreachedObjects(TableSpace space, int objects) {
        bits = space.longs(((long) objects + Long.SIZE - 1) >>> 6);
    }

    /// Safe to be called by several threads at once.
    void add(int object) {
        bits.or(object >>> 6, 1L << object);
    }

    /// Adds the members of all trees without a number.
    void addTrees(HeadOrder order, TreeMembers members, int ranks, Workers workers) {
        workers.ranges(ranks, (from, to) -> {
            for (int rank = (int) from; rank < to; rank++) {
                if (order.preorderOf(rank) < 0) {
                    for (long place = members.first(rank); place < members.end(rank); place++) {
                        add(members.object(place));
                    }
                }
            }
        });
    }

    boolean contains(int object) {
        return (bits.get(object >>> 6) & 1L << object) != 0;
    }
}
