package dev.holdup.analysis.contents;

import java.util.Arrays;

/// Reachable arrays by class and length.
final class ArrayTally {
    /// Lengths of 31 bits and 0.
    static final int LENGTHS = 32;

    private static final long[] NONE = new long[0];

    /// `objects[classIndex][l]` and `elements`: of the arrays of 2^(l−1) to 2^l − 1 elements, at 0 of the empty ones;
    /// without a length for a class that has none.
    final long[][] objects;

    final long[][] elements;

    ArrayTally(int classes) {
        objects = new long[classes][];
        elements = new long[classes][];
        Arrays.fill(objects, NONE);
        Arrays.fill(elements, NONE);
    }

    void add(int classIndex, int length) {
        makeRoom(classIndex);
        int log = Integer.SIZE - Integer.numberOfLeadingZeros(length);
        objects[classIndex][log]++;
        elements[classIndex][log] += length;
    }

    private void makeRoom(int classIndex) {
        if (objects[classIndex].length == 0) {
            objects[classIndex] = new long[LENGTHS];
            elements[classIndex] = new long[LENGTHS];
        }
    }

    void addAll(ArrayTally other) {
        for (int c = 0; c < objects.length; c++) {
            if (other.objects[c].length > 0) {
                makeRoom(c);
            }
            for (int l = 0; l < other.objects[c].length; l++) {
                objects[c][l] += other.objects[c][l];
                elements[c][l] += other.elements[c][l];
            }
        }
    }

    long objectsOf(int classIndex) {
        return Arrays.stream(objects[classIndex]).sum();
    }

    long elementsOf(int classIndex) {
        return Arrays.stream(elements[classIndex]).sum();
    }
}
