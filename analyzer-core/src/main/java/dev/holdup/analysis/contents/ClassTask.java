package dev.holdup.analysis.contents;

/// What the sweep does with the objects of a class; it may be several things.
enum ClassTask {
    /// Notes which array holds the characters.
    STRING,
    /// Notes size, array and what is inside: a collection, or a part of one.
    COLLECTION,
    /// Looks for collections among what its fields refer to.
    HOLDER,
    /// Counts it among the references, and those that wait to be finalized.
    REFERENCE,
    /// Counts it among the boxed numbers.
    BOX,
    /// Notes the record: queues, pools, workers, owners of memory outside of the heap.
    NOTE;

    /// Of a set of tasks.
    int bit() {
        return 1 << ordinal();
    }

    boolean isIn(int tasks) {
        return (tasks & bit()) != 0;
    }
}
