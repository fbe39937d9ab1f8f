package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ObjectLayout;
import dev.holdup.dumps.model.FieldType;
import java.util.BitSet;

/// How full collections are, by class: arrays that were made and hold nothing, and arrays more than half of whose bytes
/// no element needs.
///
/// A pass that meets the collection does not see the length of its array, only how many bytes that takes: what is
/// wasted is counted in bytes, and exact.
final class CollectionTally {
    static final long UNKNOWN = -1;

    final long[] objectsByClass;
    final long[] emptyByClass;
    final long[] emptyBytesByClass;
    final long[] sparseByClass;
    final long[] sparseBytesByClass;
    /// Arrays counted as empty or sparse here, by object index, from [ArrayTailTally#FEWEST_BYTES] on.
    final BitSet largeArrays = new BitSet();

    private final HeapGraph heap;
    private final ObjectLayout layout;
    private final long emptyArrayBytes;

    CollectionTally(HeapGraph heap) {
        this.heap = heap;
        this.layout = heap.layout();
        this.emptyArrayBytes = layout.arrayBytes(FieldType.OBJECT, 0);
        int classes = heap.classes().size();
        objectsByClass = new long[classes];
        emptyByClass = new long[classes];
        emptyBytesByClass = new long[classes];
        sparseByClass = new long[classes];
        sparseBytesByClass = new long[classes];
    }

    /// @param array object index of its array, negative if it has none
    /// @param size [#UNKNOWN] or another negative number if it cannot be told
    void add(int classIndex, int array, long size, CollectionShape shape) {
        objectsByClass[classIndex]++;
        if (size < 0) {
            return;
        }
        long room = array < 0 ? 0 : heap.shallowBytes(array);
        if (size == 0) {
            emptyByClass[classIndex]++;
            // An array without slots is one that the class keeps for all its empty ones.
            if (room > emptyArrayBytes) {
                emptyBytesByClass[classIndex] += room;
                note(array, room);
            }
            return;
        }
        double slots = Math.ceil(size * shape.perElement() / shape.fullest());
        long needed = layout.arrayBytes(FieldType.OBJECT, (int) Math.min(Integer.MAX_VALUE, slots));
        if (2 * needed < room) {
            sparseByClass[classIndex]++;
            sparseBytesByClass[classIndex] += room - needed;
            note(array, room);
        }
    }

    private void note(int array, long room) {
        if (room >= ArrayTailTally.FEWEST_BYTES) {
            largeArrays.set(array);
        }
    }

    /// How many references fit into the array's bytes, which may be one more than its length.
    long slots(int array) {
        return (heap.shallowBytes(array) - layout.arrayBase(FieldType.OBJECT)) / layout.referenceBytes();
    }

    void addAll(CollectionTally other) {
        for (int c = 0; c < objectsByClass.length; c++) {
            objectsByClass[c] += other.objectsByClass[c];
            emptyByClass[c] += other.emptyByClass[c];
            emptyBytesByClass[c] += other.emptyBytesByClass[c];
            sparseByClass[c] += other.sparseByClass[c];
            sparseBytesByClass[c] += other.sparseBytesByClass[c];
        }
        largeArrays.or(other.largeArrays);
    }
}
