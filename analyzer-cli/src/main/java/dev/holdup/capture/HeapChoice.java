package dev.holdup.capture;

/// What of the heap is dumped.
public enum HeapChoice {
    /// What is reachable: the JVM collects garbage first.
    LIVE,
    /// With garbage.
    ALL,
    NONE
}
