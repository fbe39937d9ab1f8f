package dev.holdup.analysis.heap;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// One bit per possible object address, set while the dump is walked for the first time.
///
/// Pages of bits exist only where objects are; a page covers 2¹⁸ granules of `1 << shift` bytes (2 MiB of heap
/// at eight bytes a granule, 32 KiB of bits).
public final class AddressBits {
    static final int WORDS_PER_PAGE = 1 << 12;
    static final int GRANULES_PER_PAGE_SHIFT = 18;
    private static final long PAGE_BYTES = WORDS_PER_PAGE * 8L;
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private final ConcurrentHashMap<Long, long[]> wordsByPage = new ConcurrentHashMap<>();
    private final int shift;
    private final long maxPages;

    /// @param shift log2 of the bytes a granule covers: 3, or 0 where addresses are no multiples of eight
    /// @param fileBytes of the dump: what limits the pages, so that scattered ids cannot exhaust the memory
    AddressBits(int shift, long fileBytes) {
        this.shift = shift;
        this.maxPages = ((64L << 20) + 8 * fileBytes) / PAGE_BYTES;
    }

    int shift() {
        return shift;
    }

    Map<Long, long[]> sortedPages() {
        return new TreeMap<>(wordsByPage);
    }

    /// Thrown when ids spread so far that no bitmap of them fits: no JVM lays a heap out so.
    public static final class ScatteredAddresses extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ScatteredAddresses() {
            super("object ids are scattered over the address space as no heap is", null, false, false);
        }
    }

    /// Thrown when an address is not a multiple of the granule; the walk has to start over with a finer one.
    static final class UnalignedAddress extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnalignedAddress() {
            super("an object id is not a multiple of eight", null, false, false);
        }
    }

    /// One thread's way of setting bits: remembers the page it was last in.
    final class Marker {
        private long page = -1;
        private long[] words = new long[0];

        /// Sets the object's bit; false if it was set before, so that the id stands twice in the dump.
        boolean mark(long objectId) {
            long granule = objectId >>> shift;
            if (granule << shift != objectId) {
                throw new UnalignedAddress();
            }
            long itsPage = granule >>> GRANULES_PER_PAGE_SHIFT;
            if (itsPage != page) {
                turnTo(itsPage);
            }
            long bit = 1L << granule;
            long before = (long) WORDS.getAndBitwiseOr(words, (int) (granule >>> 6) & (WORDS_PER_PAGE - 1), bit);
            return (before & bit) == 0;
        }

        private void turnTo(long itsPage) {
            page = itsPage;
            words = wordsByPage.computeIfAbsent(itsPage, p -> new long[WORDS_PER_PAGE]);
            if (wordsByPage.size() > maxPages) {
                throw new ScatteredAddresses();
            }
        }
    }
}
