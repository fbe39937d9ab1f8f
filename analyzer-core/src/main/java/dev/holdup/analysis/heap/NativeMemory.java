package dev.holdup.analysis.heap;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.function.LongConsumer;

/// Zeroed memory from the operating system: pages are committed when first touched.
///
/// On Linux large blocks are mapped one by one, so that freeing them gives the memory back at once, and large pages are
/// asked for: with pages of 4 KB an access to a large table misses the address translation cache, too. One access after
/// the other, each to a place that the one before told, took 308 ns in an array of 400 MB, and 175 ns with large pages
/// (AMD EPYC, a shared machine, 2026-11-26). Elsewhere, and for small blocks, `calloc` serves.
final class NativeMemory {
    private static final long LARGE_BYTES = 1L << 20;
    private static final long HUGE_PAGE_BYTES = 2L << 20;
    private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");

    // From Linux's mman.h: the same on all its architectures that Java runs on.
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;
    private static final int MADV_HUGEPAGE = 14;
    private static final long MAP_FAILED = -1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle CALLOC = function(
            "calloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = function("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
    private static final MethodHandle MMAP = function(
            "mmap",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG));
    private static final MethodHandle MUNMAP = function(
            "munmap", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle MADVISE = function(
            "madvise",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));

    private NativeMemory() {}

    private static MethodHandle function(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
    }

    /// A block and how to give it back.
    ///
    /// @param free takes the block's address
    record Block(long address, LongConsumer free) {}

    /// @throws TableSpace.NoRoom if the system has no more
    static Block allocate(long bytes) {
        try {
            return LINUX && bytes >= LARGE_BYTES ? mapped(bytes) : allocated(bytes);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Block allocated(long bytes) throws Throwable {
        MemorySegment memory = (MemorySegment) CALLOC.invokeExact(bytes, 1L);
        if (memory.address() == 0) {
            throw outOfMemory(bytes);
        }
        return new Block(memory.address(), address -> {
            try {
                FREE.invokeExact(MemorySegment.ofAddress(address));
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    private static Block mapped(long bytes) throws Throwable {
        long mapped = bytes + HUGE_PAGE_BYTES;
        long start = (long) MMAP.invokeExact(0L, mapped, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
        if (start == MAP_FAILED) {
            throw outOfMemory(bytes);
        }
        long aligned = (start + HUGE_PAGE_BYTES - 1) & -HUGE_PAGE_BYTES;
        // Advice only: where it is not taken, the pages are small.
        var _ = (int) MADVISE.invokeExact(aligned, bytes, MADV_HUGEPAGE);
        return new Block(aligned, address -> {
            try {
                var _ = (int) MUNMAP.invokeExact(start, mapped);
            } catch (Throwable impossible) {
                throw new AssertionError(impossible);
            }
        });
    }

    private static TableSpace.NoRoom outOfMemory(long bytes) {
        return new TableSpace.NoRoom("the system has no " + bytes
                + " bytes of memory left for the analysis; allow less with --max-memory, and tables lie in temporary"
                + " files");
    }
}
