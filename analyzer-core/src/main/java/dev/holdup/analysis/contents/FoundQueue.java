package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A queue, or the queues of a fork-join pool together.
///
/// @param owner the queue, or the pool
/// @param shape null for a fork-join pool
/// @param tops object indexes of what holds the elements; none keeps another one alive
/// @param retainedBytes what these keep alive
/// @param pool that takes elements out of it; null if none is known
/// @param workers addresses of the pool's threads
record FoundQueue(
        ObjectRecord owner,
        @Nullable QueueShape shape,
        List<Integer> tops,
        long retainedBytes,
        @Nullable ObjectRecord pool,
        List<Long> workers) {}
