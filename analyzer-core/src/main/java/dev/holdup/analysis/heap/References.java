package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapRegion;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Outgoing references of all objects: one row an object, in the order of the file, in one table of ints.
///
/// A row is `header · [size] · [count] · target…`: the header's low 22 bits are the class index, its high 10
/// bits the number of targets; `size` (in units of eight bytes) follows for classes whose objects differ in
/// size; `count` follows where the header's is 1023. Targets are object indexes.
///
/// Rows are written in chunks, each by one thread. A chunk remembers where in the file its first record lies,
/// so that an object's record is found again by walking one chunk, and no table of file offsets is kept.
public final class References {
    /// A header's low bits: the class index.
    public static final int CLASS_BITS = 22;

    public static final int CLASS_MASK = (1 << CLASS_BITS) - 1;
    /// The count in a header's high bits that means: the count follows.
    public static final int MANY = 1023;

    private static final int CHUNK_SHIFT = 14;
    private static final int CHUNK_INTS = 1 << CHUNK_SHIFT;

    private final IntTable rows;
    /// `fileRangeByChunk[2 * chunk]` first record's offset, `[2 * chunk + 1]` end of the last; both 0 inside a
    /// long row.
    private final LongTable fileRangeByChunk;

    /// log2 of the ints that rows are aligned to: places are counted in these, so that they fit an int.
    private final int placeShift;
    // Chunk 0 is left to place 0: the empty row of whatever was marked and then not read.
    private final AtomicLong nextChunk = new AtomicLong(1);

    /// @param mostInts upper bound of all rows' lengths together
    /// @param starts how often a writer will begin a chunk before the last one is full
    References(TableSpace space, long mostInts, long starts) {
        // A row that no longer fits its chunk opens the next one, so up to half of a chunk may stay empty.
        long capacity = 2 * mostInts + (starts + 4) * CHUNK_INTS;
        int shift = 0;
        while (capacity >>> shift >= Integer.MAX_VALUE) {
            shift++;
        }
        placeShift = shift;
        capacity <<= shift > 0 ? 1 : 0;
        rows = space.ints(capacity);
        fileRangeByChunk = space.longs(2 * ((capacity >>> CHUNK_SHIFT) + 1));
    }

    /// All rows; see the class's description.
    public IntTable rows() {
        return rows;
    }

    /// Ints of a row begin at `(long) place << placeShift()`.
    public int placeShift() {
        return placeShift;
    }

    /// Ints used so far, whole chunks.
    public long usedInts() {
        return nextChunk.get() << CHUNK_SHIFT;
    }

    /// Class index of the object whose row is there.
    int classIndex(int place) {
        return rows.get((long) place << placeShift) & CLASS_MASK;
    }

    /// The part of the file that holds the record of the object with that row; empty for class objects and
    /// virtual nodes.
    List<HeapRegion> chunkOfFile(int place) {
        long chunk = chunkOf(place);
        long offset = fileRangeByChunk.get(2 * chunk);
        long end = fileRangeByChunk.get(2 * chunk + 1);
        return end > offset ? List.of(new HeapRegion(offset, end)) : List.of();
    }

    private long chunkOf(int place) {
        return ((long) place << placeShift) >>> CHUNK_SHIFT;
    }

    /// One thread's way of writing rows: open, write targets through [#rows], close.
    public final class Writer {
        private long chunk = -1;
        private long at;
        private long end;

        /// Leaves the chunk: what comes next lies elsewhere in the file.
        void leaveChunk() {
            end = at;
        }

        /// Makes room for a row of `ints` and answers where it begins.
        ///
        /// @param recordOffset where the object's record begins in the file, or a record boundary before it
        public long open(long ints, long recordOffset) {
            if (at + ints > end) {
                long chunks = (ints + CHUNK_INTS - 1) >>> CHUNK_SHIFT;
                chunk = nextChunk.getAndAdd(Math.max(1, chunks));
                at = chunk << CHUNK_SHIFT;
                end = (chunk + Math.max(1, chunks)) << CHUNK_SHIFT;
                fileRangeByChunk.set(2 * chunk, recordOffset);
            }
            return at;
        }

        /// Ends the row.
        ///
        /// @param ints it took in the end, at most what it was opened with
        /// @param recordEnd where the object's record ends in the file
        /// @return the row's place
        public int close(long ints, long recordEnd) {
            int place = (int) (at >>> placeShift);
            at += ints;
            long unit = 1L << placeShift;
            at = (at + unit - 1) & -unit;
            fileRangeByChunk.set(2 * chunk + 1, recordEnd);
            // A row of several chunks is alone in them: what follows could not be found by its own chunk.
            if (at - (chunk << CHUNK_SHIFT) >= CHUNK_INTS) {
                end = at;
            }
            return place;
        }
    }
}
