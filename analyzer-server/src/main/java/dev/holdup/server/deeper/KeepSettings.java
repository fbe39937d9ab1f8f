package dev.holdup.server.deeper;

import java.time.Duration;

/// How heaps are kept.
///
/// @param bytes of all kept heaps together
/// @param idle after so long without a question, a heap is closed
/// @param open how many are open at once at most
public record KeepSettings(long bytes, Duration idle, int open) {
    public static final long DEFAULT_BYTES = 20L << 30;

    public static KeepSettings of(long bytes) {
        return new KeepSettings(bytes, Duration.ofMinutes(10), 4);
    }
}
