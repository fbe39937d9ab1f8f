package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What keeps most alive: the dominator tree as far as it is large. All sizes are of what is reachable.
///
/// @param tree under each of `memory.byHolder`'s holders what they keep, the largest first
/// @param drops where much comes together: objects that keep much, none of which any single one below keeps
/// @param byClass what no other object dominates, by class
/// @param classesLeftOut of `byClass`
/// @param immediate of the classes that take the most: which classes' objects dominate theirs next
/// @param concentration how few objects, or threads, of all that nothing else dominates keep which share
/// @param depth how deep objects lie in the dominator tree; null in reports from before it was told
public record HeapDominators(
        String saying,
        List<Dominator> tree,
        List<Drop> drops,
        List<TopClass> byClass,
        long classesLeftOut,
        List<DominatedClass> immediate,
        List<Concentration> concentration,
        @Nullable Depth depth) {

    /// A holder, a thread or an object, and what it dominates next.
    ///
    /// @param name of a class; `class com.acme.Registry` of a class object; of a holder or thread its own
    /// @param address null of a holder
    /// @param retainedBytes what would be freed with it
    /// @param smallerBytes what it dominates next and is not among its `children`, with itself:
    ///     not large, or beyond the caps
    /// @param smaller of a holder: the classes that take most of `smallerBytes`, capped; otherwise empty
    public record Dominator(
            String name,
            @Nullable String address,
            long retainedBytes,
            long smallerBytes,
            List<Dominator> children,
            List<TopClass> smaller) {}

    /// An accumulation point.
    ///
    /// @param largestChildBytes retained by the largest of what it dominates next
    /// @param children how many it dominates next
    /// @param childClass of most of these
    /// @param path names from what nothing else dominates down to it, capped
    public record Drop(
            String name,
            String address,
            long retainedBytes,
            long largestChildBytes,
            long children,
            String childClass,
            List<String> path) {}

    /// @param objects that nothing but GC roots and threads dominates
    /// @param retainedBytes of all of them, summed
    public record TopClass(String className, long objects, long retainedBytes) {}

    /// @param objects reachable
    /// @param dominators the classes of what dominates these next, the most first, capped
    public record DominatedClass(String className, long objects, List<By> dominators) {}

    /// @param className `GC roots` where no object does
    /// @param objects so many of the class have such a dominator
    /// @param bytes these take alone
    public record By(String className, long objects, long bytes) {}

    /// @param share of the reachable bytes, 0 to 1
    /// @param objects that together keep it
    public record Concentration(double share, long objects) {}

    /// An object that none dominates is 1 deep. Threads count as objects; their frames and groups do not count.
    ///
    /// @param deepest of any object
    /// @param ranges that double, from the top down; empty ones are left out
    public record Depth(long deepest, List<DepthRange> ranges) {}

    /// @param upTo depth that is included; the range begins behind half of it
    /// @param objects so deep
    /// @param bytes these take alone
    public record DepthRange(long upTo, long objects, long bytes) {}
}
