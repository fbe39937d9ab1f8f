package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object, or all objects of a class, that keeps much alive, named by what keeps it.
///
/// @param className of the object that keeps it
/// @param objects 1 for a single object
/// @param address of the single object, null for a class
/// @param retainedShare by [Memory#share]
/// @param path from the GC root: fields by name, such as `com.acme.Registry.SESSIONS`, `java.util.HashMap.table`; of a
///     class what the ways to its objects have in common
/// @param accumulatesIn class of the accumulation point below it, null if it is the object itself
/// @param content classes of what it retains, largest first, capped
/// @param thread name of the thread that alone keeps it, by a local variable or a thread-local; null if memory that no
///     thread pins
/// @param ways further ways in which it is kept: all of them have to go before it does; of a class all ways, by how
/// many
///     of its objects are kept so
/// @param waysLeftOut how many more there are
/// @param loader the class loader of the application's class that keeps it, and what keeps that one; null if it is the
///     JVM's or the program's own
public record Suspect(
        String className,
        long objects,
        @Nullable String address,
        long retainedBytes,
        double retainedShare,
        String root,
        List<String> path,
        @Nullable String accumulatesIn,
        List<Content> content,
        @Nullable String thread,
        List<Way> ways,
        long waysLeftOut,
        @Nullable Loader loader) {

    /// Kept in one way only, and by no thread alone.
    public Suspect(
            String className,
            long objects,
            @Nullable String address,
            long retainedBytes,
            double retainedShare,
            String root,
            List<String> path,
            @Nullable String accumulatesIn,
            List<Content> content) {
        this(
                className,
                objects,
                address,
                retainedBytes,
                retainedShare,
                root,
                path,
                accumulatesIn,
                content,
                null,
                List.of(),
                0,
                null);
    }

    /// @param bytes shallow, summed over `objects`
    public record Content(String className, long objects, long bytes) {}

    /// @param root and `path` as those of the suspect
    /// @param objects that are kept so; of a class among those that were looked at
    public record Way(String root, List<String> path, long objects) {}

    /// @param root and `path`: what keeps the loader
    public record Loader(String className, String root, List<String> path) {}
}
