package dev.holdup.analysis.findings;

import java.util.List;

/// Collections that hold far more than others of their kind, which are those of one class in one field.
///
/// Sizes are compared by powers of two, since they differ by factors: a collection has grown beyond its kind if it
/// holds a thousand elements or more, and is farther above the upper quartile than three times the distance between the
/// quartiles, or than a factor of eight where the quartiles are near to each other. A few large ones move neither
/// quartile.
///
/// @param kinds with enough collections to compare
/// @param grown by how many elements they hold beyond what is usual, capped
public record HeapGrowth(String saying, long kinds, List<Grown> grown, long grownLeftOut) {

    /// @param field that holds them, `com.acme.Account.entries`; `[]` behind it for elements of that field's collection
    /// @param size elements in it
    /// @param ofKind how many collections there are of the kind
    /// @param usual most elements that half of them hold, to the next power of two
    /// @param upperQuartile most elements that three quarters of them hold, to the next power of two
    /// @param root and `path`: what keeps it
    /// @param text all that in a sentence
    public record Grown(
            String field,
            String className,
            String address,
            long size,
            long ofKind,
            long usual,
            long upperQuartile,
            long retainedBytes,
            String root,
            List<String> path,
            String text) {}
}
