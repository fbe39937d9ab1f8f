package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a class of queues keeps its elements, and how many it may hold.
///
/// @param className of the class, or of a superclass
/// @param keepsSize whether it knows how many it holds; its nodes are counted otherwise
/// @param capacity field with the limit, or with the array whose length is the limit; null if there is none
/// @param elements field with the array of the elements; null for linked queues
/// @param first of a linked queue: the field with the first node, whose `item` and `next` are followed; null for others
record QueueShape(
        String className,
        boolean keepsSize,
        @Nullable String capacity,
        @Nullable String elements,
        @Nullable String first) {

    static final String RING_BUFFER = "com.lmax.disruptor.RingBuffer";

    /// By the sources of JDK 8 to 25 and of the libraries; subclasses are their superclass's.
    static final List<QueueShape> KNOWN = List.of(
            new QueueShape("java.util.concurrent.LinkedBlockingQueue", true, "capacity", null, "head"),
            new QueueShape("java.util.concurrent.LinkedBlockingDeque", true, "capacity", null, "first"),
            new QueueShape("java.util.concurrent.ArrayBlockingQueue", true, "items", "items", null),
            new QueueShape("java.util.concurrent.PriorityBlockingQueue", true, null, "queue", null),
            new QueueShape(
                    "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", true, null, "queue", null),
            new QueueShape("java.util.concurrent.DelayQueue", true, null, "q.queue", null),
            new QueueShape("java.util.TaskQueue", true, null, "queue", null),
            new QueueShape("java.util.concurrent.ConcurrentLinkedQueue", false, null, null, "head"),
            new QueueShape("java.util.concurrent.ConcurrentLinkedDeque", false, null, null, "head"),
            new QueueShape("java.util.concurrent.LinkedTransferQueue", false, null, null, "head"),
            new QueueShape(RING_BUFFER, true, "entries", "entries", null));

    /// Null if it is no queue of which the shape is known.
    static @Nullable QueueShape of(HeapClass heapClass) {
        return KNOWN.stream()
                .filter(shape -> heapClass.isA(shape.className))
                .findFirst()
                .orElse(null);
    }
}
