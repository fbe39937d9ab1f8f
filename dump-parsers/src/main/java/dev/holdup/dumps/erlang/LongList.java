package dev.holdup.dumps.erlang;

import java.util.Arrays;

/// Longs, as many as come.
final class LongList {
    private long[] values = new long[256];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return values[index];
    }

    void copyTo(long[] target, int offset) {
        System.arraycopy(values, 0, target, offset, size);
    }
}
