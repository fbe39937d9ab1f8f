package dev.holdup.analysis.contents;

/// What the sweep does with the objects of a class.
enum ClassTask {
    /// Passes them by.
    NONE,
    /// Notes which array holds the characters.
    STRING,
    /// Compares size and room.
    COLLECTION,
    /// Counts those that wait to be finalized.
    FINALIZER,
    /// Notes the record: queues, pools, workers, owners of memory outside of the heap.
    NOTE
}
