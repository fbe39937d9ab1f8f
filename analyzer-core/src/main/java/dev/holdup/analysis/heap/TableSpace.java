package dev.holdup.analysis.heap;

import dev.holdup.dumps.storage.NativeMemory;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Where the engine's large tables live: outside the Java heap, so that they need no `-Xmx`, are freed the
/// moment they are done with, and are counted exactly.
///
/// Memory comes zeroed, and pages are committed when first touched, so a generous upper bound costs little. Tables for
/// which the limit leaves no room lie in temporary files: slower where the machine is short of memory, and the same
/// otherwise.
public final class TableSpace implements AutoCloseable {
    /// Neither memory nor disk has room for a table.
    public static final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRoom(String message) {
            super(message);
        }

        static NoRoom inMemory(long bytes) {
            return new NoRoom("the system has no " + bytes
                    + " bytes of memory left for the analysis; allow less with --max-memory, and tables lie in"
                    + " temporary files");
        }
    }

    /// Smaller tables are always kept in memory.
    private static final long LEAST_SPILLED_BYTES = 1L << 20;
    /// Larger tables consist of pages of their own.
    private static final long LEAST_POOLED_BYTES = 4L << 20;

    private final long limitBytes;
    private final PagePool pool = new PagePool();
    private final Map<Long, Runnable> freeByAddress = new HashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong peakBytes = new AtomicLong();

    public TableSpace(MemoryLimit limit) {
        this.limitBytes = limit.tableBytes();
    }

    /// `length` ints, all 0.
    public IntTable ints(long length) {
        return new IntTable(allocate(Math.multiplyExact(length, Integer.BYTES), true), length);
    }

    /// `length` ints of any value, for who writes all of them first.
    public IntTable unsetInts(long length) {
        return new IntTable(allocate(Math.multiplyExact(length, Integer.BYTES), false), length);
    }

    /// `length` longs, all 0.
    public LongTable longs(long length) {
        return new LongTable(allocate(Math.multiplyExact(length, Long.BYTES), true), length);
    }

    /// `length` longs of any value, for who writes all of them first.
    public LongTable unsetLongs(long length) {
        return new LongTable(allocate(Math.multiplyExact(length, Long.BYTES), false), length);
    }

    /// `length` bytes, all 0.
    public ByteTable bytes(long length) {
        return new ByteTable(allocate(length, true), length);
    }

    /// Bytes asked for in memory at the most at one moment; an upper bound of what was committed.
    public long peakBytes() {
        return peakBytes.get();
    }

    // The arena lives in the map until its table is freed.
    @SuppressWarnings("MustBeClosedChecker")
    private synchronized long allocate(long size, boolean zeroed) {
        // More than nothing: an empty block has no address of its own.
        long asked = Math.max(size, 8);
        if (asked >= LEAST_SPILLED_BYTES && bytes.get() + asked > limitBytes) {
            Arena arena = Arena.ofShared();
            try {
                long address = SpilledMemory.allocate(asked, arena).address();
                freeByAddress.put(address, arena::close);
                return address;
            } catch (Throwable failed) {
                arena.close();
                throw failed;
            }
        }
        boolean pooled = LinuxPages.SUPPORTED && asked >= LEAST_POOLED_BYTES;
        long address = pooled ? pool.take(asked, zeroed) : NativeMemory.zeroed(asked);
        if (address == 0) {
            throw NoRoom.inMemory(asked);
        }
        peakBytes.accumulateAndGet(bytes.addAndGet(asked), Math::max);
        freeByAddress.put(address, () -> {
            bytes.addAndGet(-asked);
            if (pooled) {
                pool.give(address, asked);
            } else {
                NativeMemory.free(address);
            }
        });
        return address;
    }

    /// Frees a table early; any later access to it fails.
    public synchronized void free(Table table) {
        table.end();
        Runnable free = freeByAddress.remove(table.address);
        if (free != null) {
            free.run();
        }
    }

    /// Gives memory that was freed back to the system: for where the tables are past their peak, and the rest of the
    /// process is about to grow.
    public void trim() {
        pool.trim();
    }

    @Override
    public synchronized void close() {
        freeByAddress.values().forEach(Runnable::run);
        freeByAddress.clear();
        pool.close();
    }
}
