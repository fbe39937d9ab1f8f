package dev.holdup.dumps.hprof;

import java.util.concurrent.ThreadLocalRandom;

/// File offsets by id: open addressing, linear probing, 16 bytes a slot, at most two thirds full.
///
/// Offset 0 marks a free slot: nothing but the header stands there. A later entry of the same id replaces the earlier.
/// The hash is seeded afresh, so that no file can be made to collide on purpose.
final class OffsetTable {
    /// Result of [#get] for an id that is not there.
    static final long NONE = 0;

    private final long seed = ThreadLocalRandom.current().nextLong();
    private long[] ids = new long[1 << 10];
    private long[] offsets = new long[1 << 10];
    private int size;

    int size() {
        return size;
    }

    /// @param offset above 0
    void put(long id, long offset) {
        if (size >= ids.length / 3 * 2) {
            grow();
        }
        int slot = slotOf(id);
        if (offsets[slot] == NONE) {
            ids[slot] = id;
            size++;
        }
        offsets[slot] = offset;
    }

    long get(long id) {
        return offsets[slotOf(id)];
    }

    /// The slot that holds `id`, or the free one where it belongs.
    private int slotOf(long id) {
        int mask = ids.length - 1;
        int slot = hash(id) & mask;
        while (offsets[slot] != NONE && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int hash(long id) {
        // Stafford's mix 13, as in SplittableRandom.
        long h = id + seed;
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return (int) (h ^ (h >>> 31));
    }

    private void grow() {
        long[] oldIds = ids;
        long[] oldOffsets = offsets;
        ids = new long[Math.multiplyExact(oldIds.length, 2)];
        offsets = new long[ids.length];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldOffsets[i] != NONE) {
                int slot = slotOf(oldIds[i]);
                ids[slot] = oldIds[i];
                offsets[slot] = oldOffsets[i];
            }
        }
    }
}
