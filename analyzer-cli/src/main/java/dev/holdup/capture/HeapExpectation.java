package dev.holdup.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// What a heap dump will cost, told before it is taken.
///
/// A dump has between one and one and a half times the bytes that are in use: references of compressed heaps take twice
/// the room, and each object a header of the file's.
///
/// @param fileBytes at most
/// @param shortest and `longest`: the JVM stands still for as long
record HeapExpectation(long fileBytes, Duration shortest, Duration longest) {
    private static final long PROBE_BYTES = 32L << 20;
    private static final long BASE_BYTES = 64L << 20;
    /// What a JVM writes at best in a second, and at best compresses.
    private static final long FASTEST_BYTES = 1L << 30;

    private static final long FASTEST_PACKED_BYTES = 150L << 20;

    /// @param bytesPerSecond that the disk takes
    static HeapExpectation of(long usedBytes, long bytesPerSecond, boolean packedByJvm) {
        long most = usedBytes + usedBytes / 2 + BASE_BYTES;
        long rate = Math.max(1, Math.min(bytesPerSecond, packedByJvm ? FASTEST_PACKED_BYTES : FASTEST_BYTES));
        return new HeapExpectation(
                packedByJvm ? most / 2 : most,
                Duration.ofMillis(1000 * (usedBytes >> 10) / (Math.max(rate, FASTEST_PACKED_BYTES) >> 10)),
                // Twice what the disk alone needs: the JVM walks the heap, and others write, too.
                Duration.ofMillis(1000 + 2000 * (most >> 10) / Math.max(1, rate >> 10)));
    }

    /// How fast the disk of a folder takes bytes, by writing some and waiting until they are there.
    static long bytesPerSecond(Path folder) throws IOException {
        Path probe = folder.resolve("probe");
        ByteBuffer block = ByteBuffer.allocateDirect(1 << 20);
        long start = System.nanoTime();
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long written = 0; written < PROBE_BYTES; ) {
                written += channel.write(block.clear());
            }
            channel.force(false);
        } finally {
            Files.deleteIfExists(probe);
        }
        return PROBE_BYTES * 1_000_000_000L / Math.max(1, System.nanoTime() - start);
    }
}
