package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;

/// The objects of each tree, side by side, so that a tree is worked through while its objects are in the cache.
///
/// Memory: four bytes an object and four a head.
final class TreeMembers {
    private final Offsets offsets;
    /// `objectByPlace[place]`
    private final IntTable objectByPlace;

    /// @param classes told what hangs below no head, as is `unreached`
    TreeMembers(PrivateTrees trees, TreeClasses classes, UnreachedObjects unreached, HeapGraph heap) {
        TableSpace space = heap.space();
        offsets = new Offsets(space, trees.ranks, trees.objects);
        for (int object = 0; object < trees.objects; object++) {
            heap.workers().check(object);
            int rank = trees.rankOf(object);
            if (rank >= 0) {
                offsets.count(rank);
            }
        }
        objectByPlace = space.unsetInts(offsets.sum());
        for (int object = 0; object < trees.objects; object++) {
            heap.workers().check(object);
            int rank = trees.rankOf(object);
            if (rank >= 0) {
                objectByPlace.set(offsets.place(rank), object);
            } else {
                classes.leaveOut(object);
                unreached.add(object);
            }
        }
    }

    /// Members of a head's tree are at `first(rank)` … `end(rank) − 1`, by address.
    long first(int rank) {
        return offsets.start(rank);
    }

    long end(int rank) {
        return offsets.start(rank + 1);
    }

    int object(long place) {
        return objectByPlace.get(place);
    }
}
