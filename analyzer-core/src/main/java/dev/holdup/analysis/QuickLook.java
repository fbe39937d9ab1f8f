package dev.holdup.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one pass over a heap dump tells: objects and bytes by class, and the live threads. Plain values.
///
/// @param shallowBytes of all objects in the dump, reachable or not
/// @param layout in words
/// @param histogram all classes with objects, by bytes
/// @param threads in the order of the dump
/// @param warnings what was damaged, and what that costs
public record QuickLook(
        String input,
        long objects,
        long shallowBytes,
        long gcRoots,
        String layout,
        List<Row> histogram,
        List<ThreadRow> threads,
        List<String> warnings) {

    public record Row(String className, long objects, long shallowBytes) {}

    /// A live thread.
    ///
    /// @param id `#41`, null if unknown
    /// @param state null if unknown
    /// @param frames as a JVM prints them, innermost first
    public record ThreadRow(
            String name, @Nullable String id, @Nullable String state, List<String> frames) {}
}
