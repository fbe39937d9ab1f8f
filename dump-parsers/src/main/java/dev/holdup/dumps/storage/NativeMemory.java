package dev.holdup.dumps.storage;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// Memory outside the Java heap from the C library's `calloc`: zeroed, and committed by the threads that write to it,
/// where the JDK's own would be zeroed by one thread first and counted against `-Xmx`.
public final class NativeMemory {
    private static final MethodHandle CALLOC = function(
            "calloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = function("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    private NativeMemory() {}

    /// A function of the C library.
    public static MethodHandle function(String name, FunctionDescriptor type) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /// Where so many bytes begin; 0 if the system does not have them.
    public static long zeroed(long bytes) {
        try {
            return ((MemorySegment) CALLOC.invokeExact(Math.max(bytes, 1), 1L)).address();
        } catch (Throwable failed) {
            throw thrown(failed);
        }
    }

    /// So many bytes that live as long as the arena; null if the system does not have them.
    public static @Nullable MemorySegment zeroed(long bytes, Arena arena) {
        long address = zeroed(bytes);
        return address == 0
                ? null
                : MemorySegment.ofAddress(address).reinterpret(bytes, arena, segment -> free(segment.address()));
    }

    public static void free(long address) {
        try {
            FREE.invokeExact(MemorySegment.ofAddress(address));
        } catch (Throwable failed) {
            throw thrown(failed);
        }
    }

    /// Method handles declare every throwable, functions throw none: what comes is a bug.
    public static RuntimeException thrown(Throwable failed) {
        return switch (failed) {
            case Error error -> throw error;
            case RuntimeException bug -> bug;
            default -> new IllegalStateException(failed);
        };
    }
}
