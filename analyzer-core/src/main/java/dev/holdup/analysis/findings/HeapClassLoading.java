package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who loaded which classes, which are there more than once, and which a program made while it ran.
///
/// Bytes are of the Java heap: class objects with what their static fields alone keep. What the JVM keeps of a class
/// outside of it, its metaspace, is not in a heap dump.
///
/// @param classes that the heap holds, arrays' aside
/// @param loaders that loaded any of them, the boot loader included
/// @param emptyLoaders class loaders that loaded none
/// @param duplicateNames names that more than one loader has a class of
/// @param duplicateClasses such classes beyond the first of each name
/// @param duplicates by what all but the largest keep, capped
/// @param byLoader what each loader keeps alive with its classes, largest first, capped
/// @param generated classes that are in no class file, by what made them, the most first
public record HeapClassLoading(
        String saying,
        long classes,
        long loaders,
        long emptyLoaders,
        long duplicateNames,
        long duplicateClasses,
        List<DuplicateClass> duplicates,
        long duplicatesLeftOut,
        List<LoadedBy> byLoader,
        long loadersLeftOut,
        List<Generated> generated) {

    /// @param objects instances of all of them
    /// @param retainedBytes what the class objects keep alive, summed up
    /// @param loaderClasses of the loaders, each with how many there are: `3 × java.net.URLClassLoader`
    public record DuplicateClass(
            String className, long loaders, long objects, long retainedBytes, List<String> loaderClasses) {}

    /// @param className of the loader; `boot loader`
    /// @param address null for the boot loader
    /// @param name that the loader bears, such as `app`, with `--show-values`; null if it has none
    /// @param retainedBytes what it and its classes keep alive together, exact
    /// @param keptBy in words what keeps it alive, to stand after "by"; null for the JVM's own loaders
    /// @param root and `path`: a way from a GC root to it
    public record LoadedBy(
            String className,
            @Nullable String address,
            @Nullable String name,
            long classes,
            long objects,
            long retainedBytes,
            @Nullable String keptBy,
            @Nullable String root,
            List<String> path) {}

    /// @param origin such as `lambdas`
    /// @param loaders that have such classes
    /// @param base of most of them: their name without what is counted up
    /// @param ofBase how many have that base
    /// @param hint when such classes become more
    public record Generated(
            String origin,
            long classes,
            long loaders,
            long objects,
            long retainedBytes,
            String base,
            long ofBase,
            String hint) {}
}
