package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the file of a heap dump holds, reachable or not. Totals, sizes of objects and what is unreachable by class
/// stand in `memory`.
///
/// @param format as the file's header says
/// @param idBytes of an object's id in the file: 4 or 8
/// @param capturedAt null if the header does not say
/// @param jvmVersion null if the heap does not say
/// @param composition instances, arrays and class objects: parts that add up to `memory.totalBytes`
/// @param rootsByKind root records of the file, the most first
/// @param reachability parts that add up to `memory.totalBytes`
/// @param records of the file, in the format's words
/// @param properties system properties
/// @param environment variables that the JVM has read
/// @param arguments of the JVM, if somebody asked the JVM for them before the dump
public record HeapOverview(
        String saying,
        String format,
        int idBytes,
        long fileBytes,
        @Nullable String capturedAt,
        @Nullable String jvmVersion,
        List<Part> composition,
        List<Roots> rootsByKind,
        List<Reach> reachability,
        Gaps gaps,
        List<Records> records,
        List<Setting> properties,
        List<Setting> environment,
        List<Setting> arguments) {

    /// @param kind `instances`, `object arrays`, `primitive arrays` or `class objects`
    public record Part(String kind, long objects, long bytes) {}

    public record Roots(String kind, long records) {}

    /// @param how `strongly`, `by finalizers only`, `softly`, `weakly`, `by phantom references`, `not at all`
    public record Reach(String how, long bytes) {}

    /// Room between neighbouring objects, as far as their addresses tell. Gaps of a megabyte and more are regions that
    /// were free or not dumped; smaller ones are holes among objects.
    ///
    /// @param holeBytes in gaps under a megabyte
    /// @param largestHole bytes
    /// @param spanBytes from the first object to the end of the last, without the gaps of a megabyte and more
    public record Gaps(long holes, long holeBytes, long largestHole, long largeGaps, long spanBytes) {}

    /// @param bytes in the file
    public record Records(
            String record, long count, @Nullable Long bytes) {}

    /// @param value null unless values are asked for
    public record Setting(String name, @Nullable String value) {}
}
