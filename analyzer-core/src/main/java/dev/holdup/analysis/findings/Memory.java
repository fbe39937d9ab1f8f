package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the memory is. Sizes are shallow sums by the inferred layout; of an Erlang node what it counts itself, with no
/// objects, classes or roots.
///
/// @param totalBytes all objects in the dump; reachable plus unreachable
/// @param reachableBytes reached from the GC roots over any reference, soft and weak included
/// @param byHolder parts that add up to `totalBytes`, largest first
/// @param unreachableByClass the classes that take the most of what nothing reaches, largest first; null where it is
/// not
///     told
public record Memory(
        long totalBytes,
        long reachableBytes,
        long unreachableBytes,
        long objects,
        long classes,
        long classLoaders,
        long gcRoots,
        Layout layout,
        List<Holder> byHolder,
        @Nullable List<OfClass> unreachableByClass) {

    /// The share of what is reachable, 0 to 1; in a heap without GC roots of all there is, since nobody knows what
    /// they would reach.
    public double share(long bytes) {
        long whole = objects > 0 && gcRoots == 0 ? totalBytes : reachableBytes;
        return whole <= 0 ? 0 : Math.min(1, (double) bytes / whole);
    }

    public record OfClass(String className, long objects, long bytes) {}

    /// @param source how it is known, such as `inferred from address gaps`
    public record Layout(int headerBytes, int referenceBytes, int alignmentBytes, String source) {}

    /// @param holder such as `blocked threads`, `idle threads`, `running threads`, `static fields`, `unreachable`
    public record Holder(String holder, long bytes) {}
}
