package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.TableSpace;
import dev.holdup.analysis.heap.Workers;
import java.util.Arrays;

/// The objects of each tree, from the head down level by level, so that each comes after the one it hangs below.
///
/// Memory: four bytes an object and eight a head.
final class TreeMembers {
    private final PrivateTrees trees;
    private final Offsets offsets;
    /// `objectByPlace[place]`
    private final IntTable objectByPlace;

    TreeMembers(PrivateTrees trees, TableSpace space, Workers workers) {
        this.trees = trees;
        offsets = new Offsets(space, trees.ranks);
        IntTable rankByObject = trees.rankByObject;
        for (int object = 0; object < trees.objects; object++) {
            int rank = rankByObject.get(object) - 1;
            if (rank >= 0) {
                offsets.count(rank);
            }
        }
        objectByPlace = space.ints(offsets.sum());
        for (int object = 0; object < trees.objects; object++) {
            int rank = rankByObject.get(object) - 1;
            if (rank >= 0) {
                objectByPlace.set(offsets.place(rank), object);
            }
        }
        workers.ranges(trees.ranks, (from, to) -> new Sorter().sort((int) from, (int) to));
    }

    /// Members of a head's tree are at `first(rank)` … `end(rank) − 1`, the head first.
    long first(int rank) {
        return offsets.start(rank);
    }

    long end(int rank) {
        return offsets.start(rank + 1);
    }

    int object(long place) {
        return objectByPlace.get(place);
    }

    /// Sorts by level: counts, sums up, fills.
    private final class Sorter {
        private final int[] placeByLevel = new int[PrivateTrees.MOST_LEVELS + 2];
        private int[] sorted = new int[1024];

        void sort(int from, int to) {
            for (int rank = from; rank < to; rank++) {
                if (end(rank) - first(rank) > 1) {
                    sort(first(rank), (int) (end(rank) - first(rank)));
                }
            }
        }

        private void sort(long first, int size) {
            if (sorted.length < size) {
                sorted = new int[Math.max(size, 2 * sorted.length)];
            }
            Arrays.fill(placeByLevel, 0);
            for (int i = 0; i < size; i++) {
                placeByLevel[trees.levelByObject.get(objectByPlace.get(first + i)) + 1]++;
            }
            for (int level = 1; level < placeByLevel.length; level++) {
                placeByLevel[level] += placeByLevel[level - 1];
            }
            for (int i = 0; i < size; i++) {
                int object = objectByPlace.get(first + i);
                sorted[placeByLevel[trees.levelByObject.get(object)]++] = object;
            }
            for (int i = 0; i < size; i++) {
                objectByPlace.set(first + i, sorted[i]);
            }
        }
    }
}
