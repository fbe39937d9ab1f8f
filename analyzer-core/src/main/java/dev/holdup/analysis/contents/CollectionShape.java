package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a class of collections keeps its size and the array that it fills.
///
/// @param className of the class; subclasses are its own
/// @param size field with the number of elements; null if it has `head` and `tail` of a ring instead
/// @param array field with the array
/// @param unless field that, if it is not null, makes the size unreliable; null if there is none
/// @param perElement slots that an element takes
/// @param fullest share of the slots that is filled before the array grows
record CollectionShape(
        String className,
        @Nullable String size,
        String array,
        @Nullable String unless,
        int perElement,
        double fullest) {
    private static final double LIST = 1;
    private static final double HASH = 0.75;

    /// By the sources of JDK 8 to 25.
    static final List<CollectionShape> KNOWN = List.of(
            new CollectionShape("java.util.ArrayList", "size", "elementData", null, 1, LIST),
            new CollectionShape("java.util.Vector", "elementCount", "elementData", null, 1, LIST),
            new CollectionShape("java.util.PriorityQueue", "size", "queue", null, 1, LIST),
            new CollectionShape("java.util.ArrayDeque", null, "elements", null, 1, LIST),
            new CollectionShape("java.util.HashMap", "size", "table", null, 1, HASH),
            // Where several threads wrote at once, counts lie in cells beside.
            new CollectionShape(
                    "java.util.concurrent.ConcurrentHashMap", "baseCount", "table", "counterCells", 1, HASH),
            new CollectionShape("java.util.Hashtable", "count", "table", null, 1, HASH),
            new CollectionShape("java.util.WeakHashMap", "size", "table", null, 1, HASH),
            new CollectionShape("java.util.IdentityHashMap", "size", "table", null, 2, 2.0 / 3));

    /// Null if it is no collection of which the shape is known.
    static @Nullable CollectionShape of(HeapClass heapClass) {
        return KNOWN.stream()
                .filter(shape -> heapClass.isA(shape.className))
                .findFirst()
                .orElse(null);
    }
}
