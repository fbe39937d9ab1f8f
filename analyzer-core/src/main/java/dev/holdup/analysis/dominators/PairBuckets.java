package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The references that are no edges of the search tree, as (source, target) pairs, parted by target while they
/// are noted.
///
/// A bucket holds the pairs of 2¹³ neighbouring targets, so that its rows are sorted within the cache when they
/// are needed.
/// Memory: eight bytes a pair, and up to four kilobytes a bucket.
final class PairBuckets {
    static final int TARGETS_SHIFT = 13;
    static final int TARGETS = 1 << TARGETS_SHIFT;

    private static final int CHUNK_SHIFT = 9;
    private static final int CHUNK = 1 << CHUNK_SHIFT;
    /// Longs allocated at a time.
    private static final int SLAB_SHIFT = 20;

    private static final int SLAB_MASK = (1 << SLAB_SHIFT) - 1;

    private final TableSpace space;
    private final List<LongTable> slabs = new ArrayList<>();
    /// Where the bucket's next pair goes: a position over all slabs; a multiple of the chunk size means a new
    /// chunk is needed.
    private final long[] nextByBucket;
    /// `chunksByBucket[bucket]`: the positions of its chunks, in order.
    private final long[][] chunksByBucket;
    private final int[] chunkCountByBucket;
    private LongTable slab;
    private long slabBase;
    private long allocated;

    PairBuckets(int targets, TableSpace space) {
        int buckets = (targets >>> TARGETS_SHIFT) + 1;
        this.space = space;
        this.slab = space.longs(1 << SLAB_SHIFT);
        slabs.add(slab);
        nextByBucket = new long[buckets];
        chunksByBucket = new long[buckets][];
        chunkCountByBucket = new int[buckets];
    }

    void add(int source, int target) {
        int bucket = target >>> TARGETS_SHIFT;
        long next = nextByBucket[bucket];
        if ((next & (CHUNK - 1)) == 0) {
            next = chunkFor(bucket);
        }
        // Mostly one of the last slabs: buckets fill at about the same pace as the search goes on.
        LongTable table = next >= slabBase ? slab : slabs.get((int) (next >>> SLAB_SHIFT));
        table.set(next & SLAB_MASK, (long) source << 32 | target);
        nextByBucket[bucket] = next + 1;
    }

    private long chunkFor(int bucket) {
        if (allocated == slabBase + SLAB_MASK + 1) {
            slab = space.longs(1 << SLAB_SHIFT);
            slabs.add(slab);
            slabBase = allocated;
        }
        long chunk = allocated;
        allocated += CHUNK;
        int count = chunkCountByBucket[bucket]++;
        if (chunksByBucket[bucket] == null) {
            chunksByBucket[bucket] = new long[4];
        } else if (count == chunksByBucket[bucket].length) {
            chunksByBucket[bucket] = Arrays.copyOf(chunksByBucket[bucket], 2 * count);
        }
        chunksByBucket[bucket][count] = chunk;
        return chunk;
    }

    int buckets() {
        return nextByBucket.length;
    }

    /// The pairs of a bucket in the order they were added, copied into `pairs`; it is replaced by a larger one
    /// where it is too small.
    ///
    /// @return number of pairs
    int copy(int bucket, Copied into) {
        int chunks = chunkCountByBucket[bucket];
        if (chunks == 0) {
            return 0;
        }
        long inLast = ((nextByBucket[bucket] - 1) & (CHUNK - 1)) + 1;
        long size = (long) (chunks - 1) * CHUNK + inLast;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("more than 2^31 references to 8,192 neighbouring objects");
        }
        into.ensure((int) size);
        int at = 0;
        for (int c = 0; c < chunks; c++) {
            int here = c == chunks - 1 ? (int) inLast : CHUNK;
            long chunk = chunksByBucket[bucket][c];
            LongTable table = slabs.get((int) (chunk >>> SLAB_SHIFT));
            for (int i = 0; i < here; i++) {
                into.pairs[at++] = table.get((chunk & SLAB_MASK) + i);
            }
        }
        return at;
    }

    /// Room for one bucket's pairs, reused from bucket to bucket: source in the high half, target in the low
    /// half.
    static final class Copied {
        long[] pairs = new long[1 << 12];

        private void ensure(int size) {
            if (size > pairs.length) {
                pairs = new long[Math.max(size, (int) Math.min(2L * pairs.length, Integer.MAX_VALUE - 8))];
            }
        }
    }

    void free() {
        slabs.forEach(space::free);
        slabs.clear();
    }
}
