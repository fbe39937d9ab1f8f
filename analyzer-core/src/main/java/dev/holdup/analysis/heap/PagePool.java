package dev.holdup.analysis.heap;

import java.util.HashMap;
import java.util.Map;

/// Pages that tables share one after the other: what one has given back serves the next, so that the system neither
/// has to find nor to clear them anew, which takes it longer than writing to them.
///
/// Tables begin anywhere in a large page, so that none leaves the rest of its last one empty. Pages that wait for a
/// table never make the process larger than its tables were at their peak: they are given back
/// to the system before that.
final class PagePool implements AutoCloseable {
    /// The largest of small pages, which ARM has.
    private static final long UNIT_BYTES = 64 << 10;
    private static final long LEAST_MAPPED_BYTES = 64 << 20;

    /// `mappedBytesByAddress`: what has to be unmapped.
    private final Map<Long, Long> mappedBytesByAddress = new HashMap<>();
    /// Written to by a former table.
    private final FreeRanges used = new FreeRanges();
    /// Zero, and not committed.
    private final FreeRanges untouched = new FreeRanges();

    private long takenBytes;
    private long peakBytes;

    /// @param zeroed whether the memory has to be zero
    /// @throws TableSpace.NoRoom if the system has no more
    synchronized long take(long bytes, boolean zeroed) {
        long size = wholeUnits(bytes);
        takenBytes += size;
        peakBytes = Math.max(peakBytes, takenBytes);
        long address = used.take(size);
        if (address == FreeRanges.NONE) {
            giveBack(takenBytes + used.bytes() - peakBytes);
            return untouched(size);
        }
        if (zeroed) {
            Table.MEMORY.asSlice(address, size).fill((byte) 0);
        }
        return address;
    }

    /// @param bytes as they were asked for
    synchronized void give(long address, long bytes) {
        long size = wholeUnits(bytes);
        takenBytes -= size;
        used.add(address, size);
    }

    /// Gives what no table has now back to the system.
    synchronized void trim() {
        giveBack(used.bytes());
    }

    private static long wholeUnits(long bytes) {
        return (bytes + UNIT_BYTES - 1) & -UNIT_BYTES;
    }

    private void giveBack(long bytes) {
        for (long left = bytes; left > 0; ) {
            long size = Math.min(left, used.largest());
            long address = used.take(size);
            LinuxPages.forget(address, size);
            untouched.add(address, size);
            left -= size;
        }
    }

    private long untouched(long size) {
        long address = untouched.take(size);
        if (address == FreeRanges.NONE) {
            long mapped = LinuxPages.wholePages(Math.max(size, LEAST_MAPPED_BYTES));
            long start = LinuxPages.map(mapped);
            mappedBytesByAddress.put(start, mapped);
            untouched.add(start, mapped);
            address = untouched.take(size);
        }
        return address;
    }

    @Override
    public synchronized void close() {
        mappedBytesByAddress.forEach(LinuxPages::unmap);
        mappedBytesByAddress.clear();
    }
}
