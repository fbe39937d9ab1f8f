package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Memory that no thread pins: an object, or all objects of a class, that keeps much alive.
///
/// @param className of the object that keeps it
/// @param objects 1 for a single object
/// @param address of the single object, null for a class
/// @param retainedShare of `memory.reachableBytes`, 0 to 1
/// @param path from the GC root: fields by name, such as `com.acme.Registry.SESSIONS`, `java.util.HashMap.table`
/// @param accumulatesIn class of the accumulation point below it, null if it is the object itself
/// @param content classes of what it retains, largest first, capped
public record Suspect(
        String className,
        long objects,
        @Nullable String address,
        long retainedBytes,
        double retainedShare,
        String root,
        List<String> path,
        @Nullable String accumulatesIn,
        List<Content> content) {

    /// @param bytes shallow, summed over `objects`
    public record Content(String className, long objects, long bytes) {}
}
