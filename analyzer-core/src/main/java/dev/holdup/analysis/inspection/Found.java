package dev.holdup.analysis.inspection;

import dev.holdup.analysis.heap.HeapClass;

/// What a target turned out to be in this heap.
sealed interface Found {
    record AnObject(int objectIndex) implements Found {}

    record AClass(HeapClass heapClass) implements Found {}

    /// @param threadIndex into the heap graph's threads
    record AThread(int threadIndex) implements Found {}

    record APath(int objectIndex) implements Found {}
}
