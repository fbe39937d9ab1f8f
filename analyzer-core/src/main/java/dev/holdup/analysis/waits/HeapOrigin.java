package dev.holdup.analysis.waits;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a heap dump comes from, as far as it says.
///
/// @param version of the JVM, such as `25.0.3+9-LTS`; empty if unknown
/// @param capturedAt null if unknown
public record HeapOrigin(String version, @Nullable Instant capturedAt) {
    public static final HeapOrigin UNKNOWN = new HeapOrigin("", null);
}
