package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the objects of the heap say of themselves. Lists are capped, the largest first; sizes are of what is reachable.
///
/// @param queues that keep much alive or hold many elements
/// @param collections what the suspects collect
/// @param duplicateLoaders class loaders of one kind that each loaded the same classes
/// @param threadLocals what live threads keep in thread-locals, by class
/// @param offHeap memory outside of the heap, by the Java objects that own it
/// @param finalizers null if none waits to be finalized
/// @param waste bytes that serve nothing, by kind and class
/// @param duplicateStrings by what one of each would save; never their content
public record Contents(
        List<Queue> queues,
        List<Collecting> collections,
        List<DuplicateLoaders> duplicateLoaders,
        List<ThreadLocalValue> threadLocals,
        List<OffHeap> offHeap,
        @Nullable Finalizers finalizers,
        List<Waste> waste,
        List<DuplicateString> duplicateStrings) {

    /// @param size elements in it
    /// @param capacity how many it may hold; null if there is no limit
    /// @param retainedBytes what it alone keeps alive; elements that something else refers to are not in it
    /// @param retainedShare by [Memory#share]
    /// @param root and `path`: what keeps it, from a GC root
    /// @param elements classes of its first elements, unwrapped as far as the JDK wraps them
    /// @param content classes of what it retains, largest first, capped
    /// @param pool that takes elements out of it; null if none is known
    public record Queue(
            String className,
            String address,
            long size,
            @Nullable Long capacity,
            long retainedBytes,
            double retainedShare,
            String root,
            List<String> path,
            List<Element> elements,
            List<Suspect.Content> content,
            @Nullable Pool pool) {}

    /// A suspect's collection: the object itself, or the one inside that keeps most of what it keeps.
    ///
    /// @param suspect address of the suspect
    /// @param entries how many it holds
    /// @param bounded whether its class, or a cache around it, can limit how many
    /// @param limit how many it may hold; null if there is no limit or it is not known
    public record Collecting(
            String suspect,
            String className,
            long entries,
            boolean bounded,
            @Nullable Long limit) {}

    /// @param className such as `com.acme.Export`; `lambda in com.acme.Orders`
    /// @param objects of that class among all that the queue retains; null if something else refers to them
    public record Element(String className, @Nullable Long objects) {}

    /// @param workers threads that it has
    /// @param core and `most`: how many it is to keep, and how many it may have; null if it does not say
    /// @param work where its workers stand, the most first
    public record Pool(
            String className,
            String address,
            int workers,
            @Nullable Long core,
            @Nullable Long most,
            List<Work> work) {}

    /// @param doing in words, to stand after "are"
    public record Work(int units, String doing, String frame, boolean idle) {}

    /// @param classes that more than one of them loaded
    /// @param examples names of such classes, capped
    /// @param retainedBytes what all of them keep alive together, their classes included
    /// @param loaders the one that keeps the most first, capped; `count` is how many there are
    public record DuplicateLoaders(
            String loaderClass,
            int count,
            int classes,
            List<String> examples,
            long retainedBytes,
            List<Loader> loaders) {}

    /// @param keptBy in words what keeps it alive, to stand after "by"
    /// @param root and `path`: a way from a GC root to it
    public record Loader(
            String address, int classes, long retainedBytes, String keptBy, String root, List<String> path) {}

    /// @param keyClass of the `ThreadLocal`
    /// @param threads that have such a value
    public record ThreadLocalValue(String className, String keyClass, int threads, long retainedBytes) {}

    /// @param kind such as `direct buffers`
    /// @param bytes outside of the heap; null if the objects do not say
    /// @param limitBytes null if there is none, or it is not known
    public record OffHeap(
            String kind,
            long objects,
            @Nullable Long bytes,
            @Nullable Long limitBytes,
            String text) {}

    /// @param waiting objects whose `finalize` is due
    /// @param retainedBytes what each of them alone keeps alive, summed up
    /// @param all objects with a `finalize` method that has not run yet, due or not
    public record Finalizers(long waiting, long all, long retainedBytes, List<Suspect.Content> byClass) {}

    /// @param kind `duplicate-strings`, `empty-collections`, `sparse-collections`, `boxed-numbers` or `array-tails`
    /// @param className null where it is of no one class
    public record Waste(String kind, @Nullable String className, long objects, long bytes, String text) {}

    /// @param contentBytes length of the characters, as the array holds them
    /// @param hash eight hex digits of a hash of them: the same for equal strings in any dump
    /// @param bytes that all but one take
    public record DuplicateString(long contentBytes, String hash, int strings, int arrays, long bytes) {}
}
