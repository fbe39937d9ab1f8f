package dev.holdup.analysis.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One bit per possible object address, set while the dump is walked for the first time.
///
/// Pages of bits exist only where objects are; a page covers 2¹⁸ granules of `1 << shift` bytes (2 MiB of heap
/// at eight bytes a granule, 32 KiB of bits).
public final class AddressBits {
    static final int WORDS_PER_PAGE = 1 << 12;
    static final int GRANULES_PER_PAGE_SHIFT = 18;
    private static final long PAGE_BYTES = WORDS_PER_PAGE * 8L;
    private static final int PAGES_PER_TABLE = 128;

    private final ConcurrentHashMap<Long, Page> pageByNumber = new ConcurrentHashMap<>();
    private final TableSpace space;
    private final List<LongTable> tables = new ArrayList<>();
    private int pagesInLast = PAGES_PER_TABLE;
    private final int shift;
    private final long maxPages;

    /// @param shift log2 of the bytes a granule covers: 3, or 0 where addresses are no multiples of eight
    /// @param fileBytes of the dump: what limits the pages, so that scattered ids cannot exhaust the memory
    AddressBits(int shift, long fileBytes, TableSpace space) {
        this.space = space;
        this.shift = shift;
        this.maxPages = ((64L << 20) + 8 * fileBytes) / PAGE_BYTES;
    }

    int shift() {
        return shift;
    }

    Map<Long, Page> sortedPages() {
        return new TreeMap<>(pageByNumber);
    }

    /// Frees its memory; any later access fails.
    void free() {
        tables.forEach(space::free);
    }

    private synchronized Page newPage() {
        if (pagesInLast == PAGES_PER_TABLE) {
            tables.add(space.longs((long) PAGES_PER_TABLE * WORDS_PER_PAGE));
            pagesInLast = 0;
        }
        return new Page(tables.getLast(), (long) pagesInLast++ * WORDS_PER_PAGE);
    }

    /// Its words are those of the table from `firstWord` on.
    record Page(LongTable table, long firstWord) {
        long word(int w) {
            return table.get(firstWord + w);
        }
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
        private @Nullable Page words;

        /// Sets the object's bit.
        void mark(long objectId) {
            long granule = objectId >>> shift;
            if (granule << shift != objectId) {
                throw new UnalignedAddress();
            }
            long itsPage = granule >>> GRANULES_PER_PAGE_SHIFT;
            Page its = words;
            if (its == null || itsPage != page) {
                its = turnTo(itsPage);
            }
            its.table.or(its.firstWord + ((granule >>> 6) & (WORDS_PER_PAGE - 1)), 1L << granule);
        }

        private Page turnTo(long itsPage) {
            page = itsPage;
            Page its = pageByNumber.computeIfAbsent(itsPage, p -> newPage());
            words = its;
            if (pageByNumber.size() > maxPages) {
                throw new ScatteredAddresses();
            }
            return its;
        }
    }
}
