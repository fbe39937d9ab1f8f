package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.ObjectShapes;
import dev.holdup.analysis.heap.TableSpace;

/// What is known of the classes of each tree's members by the tree alone, noted while its members are in the cache
/// anyway.
///
/// Memory: an eighth of a byte an object, four bytes a head.
final class TreeClasses {
    /// `leftOut[objectIndex / 64]`: a bit for each object that hangs below one of its own class in its tree, or below
    /// no head.
    private final LongTable leftOut;
    /// `signatureByRank[rank]`: the [#bit]s of the classes of its members that may dominate others.
    private final IntTable signatureByRank;

    private final ObjectShapes shapes;
    private final PrivateTrees trees;
    /// Objects and bytes of all trees, by class index.
    private final long[] objectsByClass;

    private final long[] shallowByClass;

    TreeClasses(PrivateTrees trees, HeapGraph heap) {
        this.trees = trees;
        this.shapes = heap.shapes();
        leftOut = heap.space().longs(((long) trees.objects + 63) >>> 6);
        signatureByRank = heap.space().ints(trees.ranks);
        objectsByClass = new long[heap.virtualClass()];
        shallowByClass = new long[heap.virtualClass()];
    }

    /// One of 32 bits for a class: classes that have none in common are different ones.
    static int bit(int classIndex) {
        return 1 << ((classIndex * 0x9E37_79B9) >>> 27);
    }

    /// Safe to be called by several threads at once.
    void leaveOut(int object) {
        leftOut.or(object >>> 6, 1L << object);
    }

    boolean isLeftOut(int object) {
        return (leftOut.get(object >>> 6) & 1L << object) != 0;
    }

    /// The classes that may be among those of a tree's members, arrays of primitive values aside.
    int signature(int rank) {
        return signatureByRank.get(rank);
    }

    /// Frees its memory; any later access fails.
    void free(TableSpace space) {
        space.free(leftOut);
        space.free(signatureByRank);
    }

    long[] objectsByClass() {
        return objectsByClass.clone();
    }

    long[] shallowByClass() {
        return shallowByClass.clone();
    }

    /// One thread's way of noting trees.
    final class Notes {
        private final long[] objects = new long[objectsByClass.length];
        private final long[] shallow = new long[objectsByClass.length];

        void tree(int rank, int head, TreeMembers members) {
            int signature = 0;
            long end = members.end(rank);
            for (long place = members.first(rank); place < end; place++) {
                int object = members.object(place);
                int classIndex = shapes.classIndex(object);
                objects[classIndex]++;
                shallow[classIndex] += shapes.shallowBytes(object);
                if (!shapes.refersToNothing(classIndex)) {
                    signature |= bit(classIndex);
                    if (isBelowItsClass(object, head, classIndex)) {
                        leaveOut(object);
                    }
                }
            }
            signatureByRank.set(rank, signature);
        }

        private boolean isBelowItsClass(int object, int head, int classIndex) {
            for (int at = object; at != head; ) {
                at = trees.aboveByObject.get(at) - 1;
                if (shapes.classIndex(at) == classIndex) {
                    return true;
                }
            }
            return false;
        }

        void add() {
            synchronized (TreeClasses.this) {
                ClassRetention.add(objectsByClass, objects);
                ClassRetention.add(shallowByClass, shallow);
            }
        }
    }
}
