package dev.holdup.dumps.unpack;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Memory outside the Java heap from the C library's `calloc`: zeroed, and committed by the threads that write to it,
/// where the JDK's own would be zeroed by one thread first and counted against `-Xmx`.
final class NativeMemory {
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

    private NativeMemory() {}

    /// So many bytes that live as long as the arena; null if the system does not have them.
    static @Nullable MemorySegment zeroed(long bytes, Arena arena) {
        MemorySegment memory;
        try {
            memory = (MemorySegment) CALLOC.invokeExact(Math.max(bytes, 1), 1L);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
        return memory.address() == 0 ? null : memory.reinterpret(bytes, arena, NativeMemory::free);
    }

    private static void free(MemorySegment segment) {
        try {
            FREE.invokeExact(segment);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
