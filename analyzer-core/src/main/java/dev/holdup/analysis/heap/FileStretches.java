package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapRegion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which addresses each stretch of the file holds, so that a single object's record is found again without a table of
/// file offsets.
///
/// A JVM writes objects by address, so a stretch covers a small range of them and mostly one alone can hold an address.
/// Memory: by stretches, some hundred bytes for each 256 KB of the file.
final class FileStretches {
    /// A stretch is cut when it has grown to this.
    static final long STRETCH_BYTES = 256 << 10;

    /// `stretches` by lowest address.
    private final List<Stretch> stretches;
    /// `highestUpTo[i]`: highest address of stretches 0…i.
    private final long[] highestUpTo;

    /// @param lowest and highest: smallest and largest object id in the region, unsigned
    record Stretch(HeapRegion region, long lowest, long highest) {}

    FileStretches(List<Stretch> unordered) {
        stretches = new ArrayList<>(unordered);
        stretches.sort(Comparator.<Stretch, Long>comparing(Stretch::lowest, Long::compareUnsigned)
                .thenComparingLong(stretch -> stretch.region().offset()));
        highestUpTo = new long[stretches.size()];
        long highest = 0;
        for (int i = 0; i < highestUpTo.length; i++) {
            long its = stretches.get(i).highest();
            highest = Long.compareUnsigned(its, highest) > 0 ? its : highest;
            highestUpTo[i] = highest;
        }
    }

    /// Stretches one of which holds the object's record, the most likely first; empty if none does.
    List<HeapRegion> holding(long address) {
        int low = 0;
        int high = stretches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(stretches.get(middle).lowest(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<HeapRegion> holding = new ArrayList<>();
        for (int i = low - 1; i >= 0 && Long.compareUnsigned(highestUpTo[i], address) >= 0; i--) {
            if (Long.compareUnsigned(stretches.get(i).highest(), address) >= 0) {
                holding.add(stretches.get(i).region());
            }
        }
        return holding;
    }

    /// Notes the stretches of a walk, one thread's.
    static final class Recorder {
        final List<Stretch> stretches = new ArrayList<>();
        private long start;
        private long boundary;
        private long lowest;
        private long highest;

        void begin(HeapRegion region) {
            boundary = region.offset();
            open(boundary);
        }

        private void open(long offset) {
            start = offset;
            lowest = -1;
            highest = 0;
        }

        /// @param recordEnd where its record ends in the file
        void object(long objectId, long recordEnd) {
            if (boundary - start > STRETCH_BYTES) {
                close(boundary);
                open(boundary);
            }
            if (Long.compareUnsigned(objectId, lowest) < 0) {
                lowest = objectId;
            }
            if (Long.compareUnsigned(objectId, highest) > 0) {
                highest = objectId;
            }
            boundary = recordEnd;
        }

        /// An object whose record's end is not known; it lies behind the one before.
        void object(long objectId) {
            object(objectId, boundary);
        }

        void end(HeapRegion region) {
            close(region.end());
        }

        private void close(long end) {
            if (end > start) {
                stretches.add(new Stretch(new HeapRegion(start, end), lowest, highest));
            }
        }
    }
}
