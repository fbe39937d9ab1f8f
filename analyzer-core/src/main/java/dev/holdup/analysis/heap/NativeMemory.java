package dev.holdup.analysis.heap;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Memory from the operating system, by the functions of the C library: zeroed, and committed when first touched.
final class NativeMemory {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CALLOC = function(
            "calloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = function("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

    private NativeMemory() {}

    static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }

    /// @throws TableSpace.NoRoom if the system has no more
    static long allocate(long bytes) {
        try {
            long address = ((MemorySegment) CALLOC.invokeExact(bytes, 1L)).address();
            if (address == 0) {
                throw outOfMemory(bytes);
            }
            return address;
        } catch (Throwable failed) {
            throw thrown(failed);
        }
    }

    static void free(long address) {
        try {
            FREE.invokeExact(MemorySegment.ofAddress(address));
        } catch (Throwable failed) {
            throw thrown(failed);
        }
    }

    static TableSpace.NoRoom outOfMemory(long bytes) {
        return new TableSpace.NoRoom("the system has no " + bytes
                + " bytes of memory left for the analysis; allow less with --max-memory, and tables lie in temporary"
                + " files");
    }

    /// A method handle declares every throwable; a function throws none but what is a bug.
    static RuntimeException thrown(Throwable failed) {
        return switch (failed) {
            case Error error -> throw error;
            case RuntimeException bug -> bug;
            default -> new IllegalStateException(failed);
        };
    }
}
