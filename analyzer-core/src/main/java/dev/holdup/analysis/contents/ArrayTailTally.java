package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import java.util.Arrays;

/// Large arrays of which more than half, from some element on, is zero or null.
final class ArrayTailTally {
    /// Smaller ones are not looked at.
    static final long FEWEST_BYTES = 1024;

    static final int FEWEST_IDS = 256;

    private final HeapGraph heap;
    /// Object indexes, and the bytes that end behind the last element that is not zero would save.
    private int[] objects = new int[64];

    private long[] wastes = new long[64];
    private int size;

    ArrayTailTally(HeapGraph heap) {
        this.heap = heap;
    }

    boolean isMuch(long used, long length) {
        return 2 * used < length;
    }

    /// Bytes up to the last one that is not zero.
    static long filledBytes(HeapBytes bytes, long offset, long length) {
        long at = length;
        while (at >= 8 && bytes.u8(offset + at - 8) == 0) {
            at -= 8;
        }
        while (at > 0 && bytes.u1(offset + at - 1) == 0) {
            at--;
        }
        return at;
    }

    void add(int object, FieldType elementType, long used, int length) {
        long waste =
                heap.layout().arrayBytes(elementType, length) - heap.layout().arrayBytes(elementType, (int) used);
        if (waste < FEWEST_BYTES / 2) {
            return;
        }
        if (size == objects.length) {
            objects = Arrays.copyOf(objects, 2 * size);
            wastes = Arrays.copyOf(wastes, 2 * size);
        }
        objects[size] = object;
        wastes[size++] = waste;
    }

    /// Adds arrays and wasted bytes by class index.
    ///
    /// @param collections whose arrays are told as theirs
    void addTo(long[] arraysByClass, long[] wasteByClass, CollectionTally collections) {
        for (int i = 0; i < size; i++) {
            if (!collections.ownArrays.get(objects[i])) {
                int c = heap.shapes().classIndex(objects[i]);
                arraysByClass[c]++;
                wasteByClass[c] += wastes[i];
            }
        }
    }
}
