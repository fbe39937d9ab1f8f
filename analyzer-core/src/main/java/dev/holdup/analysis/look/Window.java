package dev.holdup.analysis.look;

/// Which page of many things is asked for.
///
/// @param offset from 0
/// @param limit at least 1
public record Window(long offset, int limit) {
    /// Most things that are told at once.
    public static final int LARGEST = 500;

    public Window {
        if (offset < 0 || limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("a page begins at 0 or behind and has 1 to " + LARGEST + " things");
        }
    }
}
