package dev.holdup.dumps.unpack;

import java.util.List;

/// What unpacking may cost: a few packed bytes can stand for any number, and archives can hold archives.
///
/// Each is a system property with a default, see `docs/limits.md`.
///
/// @param maxUnpackedBytes of one given file, all entries and layers together
/// @param maxRatio of unpacked to packed bytes, minded above [#RATIO_FREE_BYTES]
/// @param maxDepth packings within one another
/// @param maxEntries of all archives within one given file
/// @param maxNameChars of an entry; what is longer is cut there
/// @param maxTextBytes of one unpacked text
/// @param maxDecoderBytes of memory for a decompressor's window
/// @param maxMemoryBytes of an unpacked heap dump that is kept in memory instead of a temporary file
public record UnpackLimits(
        long maxUnpackedBytes,
        long maxRatio,
        int maxDepth,
        int maxEntries,
        int maxNameChars,
        long maxTextBytes,
        long maxDecoderBytes,
        long maxMemoryBytes) {
    /// So much may be unpacked from any file: small heaps of nothing but zeroes are no attack.
    public static final long RATIO_FREE_BYTES = 1L << 30;

    private static final String PREFIX = "holdup.unpack.";
    private static final String THREADS = "maxThreads";
    /// Part of the memory that is free at the start which an unpacked heap dump may take.
    private static final int MEMORY_SHARE = 4;

    public static UnpackLimits ofSystemProperties() {
        return new UnpackLimits(
                bound("maxBytes", 256L << 30),
                bound("maxRatio", 2_000),
                (int) Math.min(bound("maxDepth", 8), 100),
                (int) Math.min(bound("maxEntries", 10_000), Integer.MAX_VALUE),
                (int) Math.min(bound("maxNameLength", 1_000), 1 << 16),
                bound("maxTextBytes", 1L << 30),
                bound("maxDecoderBytes", 512L << 20),
                bound("maxMemoryBytes", FreeMemory.bytes() / MEMORY_SHARE));
    }

    /// The same for a process that may take no more memory than this.
    public UnpackLimits within(long memoryBytes) {
        return new UnpackLimits(
                maxUnpackedBytes,
                maxRatio,
                maxDepth,
                maxEntries,
                maxNameChars,
                maxTextBytes,
                maxDecoderBytes,
                Math.min(maxMemoryBytes, memoryBytes / MEMORY_SHARE));
    }

    /// How many threads unpack what can be unpacked in parts.
    static int threads() {
        return Math.clamp(bound(THREADS, Runtime.getRuntime().availableProcessors()), 1, 1 << 10);
    }

    /// Bounds the threads that read and unpack in this process: to be said before anything is read, as the system's
    /// common threads are made once.
    public static void limitThreads(int threads) {
        System.setProperty(PREFIX + THREADS, Integer.toString(threads));
        // Whoever starts work helps with it.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", Integer.toString(threads - 1));
    }

    /// The bounds that differ from the usual ones, as options for another virtual machine.
    public static List<String> asOptions() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .sorted()
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
    }

    private static long bound(String name, long usual) {
        long given = Long.getLong(PREFIX + name, usual);
        return given < 0 ? usual : given;
    }

    /// How to allow more, half a sentence.
    static String raise(String name) {
        return "raise it with HOLDUP_OPTS=-D" + PREFIX + name + "=NUMBER if you trust the file";
    }
}
