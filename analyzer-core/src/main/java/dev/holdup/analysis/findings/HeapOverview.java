package dev.holdup.analysis.findings;

import java.util.List;

/// What the file of a heap dump holds, reachable or not.
///
/// @param composition instances, arrays and class objects: parts that add up to `memory.totalBytes`
public record HeapOverview(String saying, List<Part> composition) {

    /// @param kind `instances`, `object arrays`, `primitive arrays` or `class objects`
    public record Part(String kind, long objects, long bytes) {}
}
