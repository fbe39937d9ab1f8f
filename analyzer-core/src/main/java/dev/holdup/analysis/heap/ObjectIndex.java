package dev.holdup.analysis.heap;

import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/// Object id ↔ object index, without a table of ids: an object's index is the rank of its bit, so indexes
/// follow address order and neighbours in the heap stay neighbours.
///
/// `bitsAndRank[2 * word]` holds 64 granules' bits, `bitsAndRank[2 * word + 1]` the number of objects before
/// them: both in one cache line. Words of a page are consecutive; pages are in address order.
public final class ObjectIndex {
    /// Answer for an id that is no object of the dump.
    public static final int NONE = -1;

    private static final int WORDS_PER_PAGE_SHIFT = 12;
    private static final int DENSE_DIRECTORY_LIMIT = 1 << 24;

    private final int shift;
    private final LongTable bitsAndRank;
    private final long[] pages;
    private final long firstPage;
    /// `slotByPage[page - firstPage]`, −1 for none; empty if the pages lie too far apart and are searched for
    /// instead.
    private final int[] slotByPage;

    private final int size;

    private ObjectIndex(int shift, LongTable bitsAndRank, long[] pages, int size) {
        this.shift = shift;
        this.bitsAndRank = bitsAndRank;
        this.pages = pages;
        this.size = size;
        this.firstPage = pages.length == 0 ? 0 : pages[0];
        long span = pages.length == 0 ? 0 : pages[pages.length - 1] - firstPage + 1;
        if (span > 0 && span <= DENSE_DIRECTORY_LIMIT) {
            slotByPage = new int[(int) span];
            Arrays.fill(slotByPage, NONE);
            for (int slot = 0; slot < pages.length; slot++) {
                slotByPage[(int) (pages[slot] - firstPage)] = slot;
            }
        } else {
            slotByPage = new int[0];
        }
    }

    /// Uses up the bits.
    ///
    /// @throws TooManyObjects if there are more than 2³¹ − 2 − 2²⁴
    static ObjectIndex of(AddressBits bits, TableSpace space) {
        Map<Long, AddressBits.Page> sorted = bits.sortedPages();
        long[] pages = new long[sorted.size()];
        LongTable bitsAndRank = space.longs(2L * AddressBits.WORDS_PER_PAGE * pages.length);
        int slot = 0;
        long rank = 0;
        long at = 0;
        for (Map.Entry<Long, AddressBits.Page> page : sorted.entrySet()) {
            pages[slot++] = page.getKey();
            for (int w = 0; w < AddressBits.WORDS_PER_PAGE; w++) {
                long word = page.getValue().word(w);
                bitsAndRank.set(at++, word);
                bitsAndRank.set(at++, rank);
                rank += Long.bitCount(word);
            }
        }
        bits.free();
        if (rank > TooManyObjects.LIMIT) {
            throw new TooManyObjects(rank);
        }
        return new ObjectIndex(bits.shift(), bitsAndRank, pages, (int) rank);
    }

    /// Number of objects.
    public int size() {
        return size;
    }

    /// The object's index, or [#NONE] if no object of the dump has that id.
    public int indexOf(long objectId) {
        long granule = objectId >>> shift;
        int slot = slot(granule >>> AddressBits.GRANULES_PER_PAGE_SHIFT);
        if (slot < 0 || granule << shift != objectId) {
            return NONE;
        }
        long word = ((long) slot << WORDS_PER_PAGE_SHIFT) + ((granule >>> 6) & (AddressBits.WORDS_PER_PAGE - 1));
        long bits = bitsAndRank.get(2 * word);
        long bit = 1L << granule;
        if ((bits & bit) == 0) {
            return NONE;
        }
        return (int) bitsAndRank.get(2 * word + 1) + Long.bitCount(bits & (bit - 1));
    }

    private int slot(long page) {
        if (slotByPage.length > 0) {
            long at = page - firstPage;
            return at >= 0 && at < slotByPage.length ? slotByPage[(int) at] : NONE;
        }
        return Arrays.binarySearch(pages, page);
    }

    /// The object's id. Cost: a binary search.
    public long addressOf(int objectIndex) {
        long word = wordOf(objectIndex);
        return addressIn(word, bitsFrom(objectIndex, word));
    }

    private long wordOf(int objectIndex) {
        long low = 0;
        long high = ((long) pages.length << WORDS_PER_PAGE_SHIFT) - 1;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (bitsAndRank.get(2 * middle + 1) <= objectIndex) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The bits of its word without those of the objects before it.
    private long bitsFrom(int objectIndex, long word) {
        long bits = bitsAndRank.get(2 * word);
        for (long before = objectIndex - bitsAndRank.get(2 * word + 1); before > 0; before--) {
            bits &= bits - 1;
        }
        return bits;
    }

    /// The id that the lowest of the bits in that word stands for.
    private long addressIn(long word, long bits) {
        long granuleInPage = ((word & (AddressBits.WORDS_PER_PAGE - 1)) << 6) + Long.numberOfTrailingZeros(bits);
        long page = pages[(int) (word >>> WORDS_PER_PAGE_SHIFT)];
        return ((page << AddressBits.GRANULES_PER_PAGE_SHIFT) + granuleInPage) << shift;
    }

    /// The ids of all objects in the order of their indexes.
    public PrimitiveIterator.OfLong addresses() {
        return addressesFrom(0);
    }

    /// The same, from the object of that index on.
    public PrimitiveIterator.OfLong addressesFrom(int first) {
        return new PrimitiveIterator.OfLong() {
            private int next = first;
            private long word = first < size ? wordOf(first) : -1;
            private long bits = first < size ? bitsFrom(first, word) : 0;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public long nextLong() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                while (bits == 0) {
                    bits = bitsAndRank.get(2 * ++word);
                }
                long address = addressIn(word, bits);
                bits &= bits - 1;
                next++;
                return address;
            }
        };
    }

    /// Bytes to the next object's address, or [Long#MAX_VALUE] if none follows within `limit` bytes.
    long gapAfter(long objectId, long limit) {
        for (long next = objectId + (1L << shift); next - objectId <= limit; next += 1L << shift) {
            if (indexOf(next) != NONE) {
                return next - objectId;
            }
        }
        return Long.MAX_VALUE;
    }

    /// More objects than indexes.
    public static final class TooManyObjects extends RuntimeException {
        private static final long serialVersionUID = 1L;
        /// Room is left for the virtual nodes of subsystems, groups, threads and frames.
        static final long LIMIT = Integer.MAX_VALUE - 1 - (1 << 24);

        TooManyObjects(long objects) {
            super("the dump holds " + objects + " objects, more than the " + LIMIT + " that can be analysed");
        }
    }
}
