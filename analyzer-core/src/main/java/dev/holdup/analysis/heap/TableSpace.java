package dev.holdup.analysis.heap;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// Where the engine's large tables live: outside the Java heap, so that they need no `-Xmx`, are freed the
/// moment they are done with, and are counted exactly.
///
/// Memory comes zeroed from the C library's `calloc`: pages are committed when first touched, so a generous
/// upper bound costs nothing.
public final class TableSpace implements AutoCloseable {
    private static final MethodHandle CALLOC;
    private static final MethodHandle FREE;

    static {
        Linker linker = Linker.nativeLinker();
        CALLOC = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("calloc"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        FREE = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("free"), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    }

    private final Map<Long, Arena> arenaByAddress = new HashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong peakBytes = new AtomicLong();

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

    /// Bytes asked for at the most at one moment; an upper bound of what was committed.
    public long peakBytes() {
        return peakBytes.get();
    }

    // The arena lives in the map until its table is freed.
    @SuppressWarnings("MustBeClosedChecker")
    private synchronized MemorySegment allocate(long size) {
        // One byte more than nothing: calloc(0) may answer NULL, which means out of memory otherwise.
        long asked = Math.max(size, 8);
        Arena arena = Arena.ofShared();
        MemorySegment memory;
        try {
            memory = (MemorySegment) CALLOC.invokeExact(asked, 1L);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
        if (memory.address() == 0) {
            arena.close();
            throw new OutOfMemoryError("the system has no " + asked + " bytes of memory left for the analysis");
        }
        arenaByAddress.put(memory.address(), arena);
        peakBytes.accumulateAndGet(bytes.addAndGet(asked), Math::max);
        return memory.reinterpret(asked, arena, segment -> {
            free(segment);
            bytes.addAndGet(-asked);
        });
    }

    private static void free(MemorySegment segment) {
        try {
            FREE.invokeExact(segment);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Frees a table early; any later access to it fails.
    public synchronized void free(IntTable table) {
        close(table.segment());
    }

    /// Frees a table early; any later access to it fails.
    public synchronized void free(LongTable table) {
        close(table.segment());
    }

    /// Frees a table early; any later access to it fails.
    public synchronized void free(ByteTable table) {
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
