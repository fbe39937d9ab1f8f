package dev.holdup.analysis.heap;

import java.util.Arrays;

/// From ids to small non-negative numbers, open addressing; [#NONE] for what it does not hold. Reads are
/// thread-safe once filled.
final class LongIntMap {
    static final int NONE = -1;

    private long[] keys;
    private int[] values;
    private int size;

    LongIntMap(int expected) {
        int capacity = Integer.highestOneBit(Math.max(16, expected * 2) - 1) << 1;
        keys = new long[capacity];
        values = new int[capacity];
        Arrays.fill(values, NONE);
    }

    int get(long key) {
        int mask = keys.length - 1;
        for (int at = place(key, mask); values[at] != NONE; at = (at + 1) & mask) {
            if (keys[at] == key) {
                return values[at];
            }
        }
        return NONE;
    }

    void put(long key, int value) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int mask = keys.length - 1;
        int at = place(key, mask);
        while (values[at] != NONE && keys[at] != key) {
            at = (at + 1) & mask;
        }
        if (values[at] == NONE) {
            size++;
        }
        keys[at] = key;
        values[at] = value;
    }

    int size() {
        return size;
    }

    private static int place(long key, int mask) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[2 * oldKeys.length];
        Arrays.fill(values, NONE);
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != NONE) {
                put(oldKeys[i], oldValues[i]);
            }
        }
    }
}
