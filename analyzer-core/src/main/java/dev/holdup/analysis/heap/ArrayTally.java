package dev.holdup.analysis.heap;

/// Lengths of one class's arrays, summed so that their bytes can be told for any layout afterwards.
///
/// A length is 16 times a quotient and a remainder: quotients are summed, remainders counted, and sixteen
/// elements of any size fill a whole number of alignment units.
final class ArrayTally {
    private static final int UNIT = 16;

    private final long[] arraysByRemainder = new long[UNIT];
    private long quotients;

    void add(int length) {
        int counted = Math.max(length, 0);
        quotients += counted / UNIT;
        arraysByRemainder[counted % UNIT]++;
    }

    void add(ArrayTally other) {
        quotients += other.quotients;
        for (int r = 0; r < UNIT; r++) {
            arraysByRemainder[r] += other.arraysByRemainder[r];
        }
    }

    long arrays() {
        return java.util.Arrays.stream(arraysByRemainder).sum();
    }

    /// Exact for alignments up to sixteen bytes.
    long bytes(ObjectLayout layout, dev.holdup.dumps.model.FieldType elementType) {
        long bytes = quotients * UNIT * elementType.bytes(layout.referenceBytes());
        for (int r = 0; r < UNIT; r++) {
            bytes += arraysByRemainder[r] * layout.arrayBytes(elementType, r);
        }
        return bytes;
    }
}
