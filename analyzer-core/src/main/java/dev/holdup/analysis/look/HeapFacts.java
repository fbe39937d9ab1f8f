package dev.holdup.analysis.look;

import java.util.List;

/// A kept heap as a whole.
///
/// @param layout the engine's words for how objects lie in memory
/// @param tops what stands at the top of the dominator tree
public record HeapFacts(long objects, int classes, int threads, long gcRoots, String layout, List<Top> tops) {

    /// @param top `roots`, `soft`, `weak`, `phantom` or `unreachable`
    /// @param objects that it dominates next
    public record Top(String top, long objects) {}
}
