package dev.holdup.analysis.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Where the engine's large tables live: outside the Java heap, so that they need no `-Xmx`, are freed the
/// moment they are done with, and are counted exactly.
///
/// Memory comes zeroed, and pages are committed when first touched, so a generous upper bound costs nothing. Tables for
/// which the limit leaves no room lie in temporary files: slower where the machine is short of memory, and the same
/// otherwise.
public final class TableSpace implements AutoCloseable {
    /// Neither memory nor disk has room for a table.
    public static final class NoRoom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoRoom(String message) {
            super(message);
        }
    }

    /// Smaller tables are always kept in memory.
    private static final long LEAST_SPILLED_BYTES = 1L << 20;

    private final long limitBytes;
    private final Map<Long, Arena> arenaByAddress = new HashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong peakBytes = new AtomicLong();

    public TableSpace(MemoryLimit limit) {
        this.limitBytes = limit.tableBytes();
    }

    /// `length` ints, all 0.
    public IntTable ints(long length) {
        return new IntTable(allocate(Math.multiplyExact(length, Integer.BYTES)));
    }

    /// `length` longs, all 0.
    public LongTable longs(long length) {
        return new LongTable(allocate(Math.multiplyExact(length, Long.BYTES)));
    }

    /// `length` bytes, all 0.
    public ByteTable bytes(long length) {
        return new ByteTable(allocate(length));
    }

    /// Bytes asked for in memory at the most at one moment; an upper bound of what was committed.
    public long peakBytes() {
        return peakBytes.get();
    }

    // The arena lives in the map until its table is freed.
    @SuppressWarnings("MustBeClosedChecker")
    private synchronized MemorySegment allocate(long size) {
        // More than nothing: an empty block has no address of its own.
        long asked = Math.max(size, 8);
        Arena arena = Arena.ofShared();
        try {
            boolean spilled = asked >= LEAST_SPILLED_BYTES && bytes.get() + asked > limitBytes;
            MemorySegment memory = spilled ? SpilledMemory.allocate(asked, arena) : inMemory(asked, arena);
            arenaByAddress.put(memory.address(), arena);
            return memory;
        } catch (Throwable failed) {
            arena.close();
            throw failed;
        }
    }

    private MemorySegment inMemory(long asked, Arena arena) {
        NativeMemory.Block block = NativeMemory.allocate(asked);
        peakBytes.accumulateAndGet(bytes.addAndGet(asked), Math::max);
        return MemorySegment.ofAddress(block.address()).reinterpret(asked, arena, segment -> {
            block.free().accept(segment.address());
            bytes.addAndGet(-asked);
        });
    }

    /// Frees a table early; any later access to it fails.
    public synchronized void free(Table table) {
        table.end();
        close(table.segment());
    }

    private void close(MemorySegment segment) {
        Arena arena = arenaByAddress.remove(segment.address());
        if (arena != null) {
            arena.close();
        }
    }

    @Override
    public synchronized void close() {
        arenaByAddress.values().forEach(Arena::close);
        arenaByAddress.clear();
    }
}
