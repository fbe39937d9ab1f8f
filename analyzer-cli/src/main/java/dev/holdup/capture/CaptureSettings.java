package dev.holdup.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What to take of which JVM.
///
/// @param jcmd the JDK's tool
/// @param threadDumps how many, at least 1
/// @param interval between the beginnings of two of them
/// @param packedByJvm whether the JVM compresses the heap dump itself: needs less disk and stops it for longer
/// @param longestPause the heap dump is left out if it may take longer; null for no limit
/// @param patience for the answer to anything but the heap dump
/// @param bundle the file to write
/// @param tool name and version of this program
public record CaptureSettings(
        Path jcmd,
        long pid,
        int threadDumps,
        Duration interval,
        HeapChoice heap,
        boolean packedByJvm,
        @Nullable Duration longestPause,
        Duration patience,
        Path bundle,
        String tool) {

    /// In which the bundle is to lie.
    Path folder() {
        return Objects.requireNonNull(bundle.toAbsolutePath().getParent(), "a file lies in a folder");
    }
}
