package dev.holdup.dumps.erlang;

/// From a long to an index; open addressing, at most half full.
final class LongIndex {
    static final int NONE = -1;

    private final long[] keyBySlot;
    /// One more than the index; 0 for an empty slot.
    private final int[] nextBySlot;
    private final int mask;

    /// @param most how many keys it will have to hold
    LongIndex(int most) {
        int slots = Integer.highestOneBit(Math.max(8, Math.min(most, 1 << 28)) * 2 - 1) << 1;
        keyBySlot = new long[slots];
        nextBySlot = new int[slots];
        mask = slots - 1;
    }

    /// Keeps the first index given for a key.
    void putIfAbsent(long key, int index) {
        int slot = slot(key);
        if (nextBySlot[slot] == 0) {
            keyBySlot[slot] = key;
            nextBySlot[slot] = index + 1;
        }
    }

    /// Index of the key, or [#NONE].
    int get(long key) {
        return nextBySlot[slot(key)] - 1;
    }

    private int slot(long key) {
        long hash = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 32) & mask;
        while (nextBySlot[slot] != 0 && keyBySlot[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
