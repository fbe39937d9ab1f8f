package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.analysis.heap.TableSpace;
import org.jspecify.annotations.Nullable;

/// Which numbers near zero there are as objects of a class: a bit each, so that of the many boxed numbers of a heap
/// most need neither be hashed nor kept to be compared with each other.
///
/// Memory, outside of the Java heap: two megabytes for each class of boxed numbers that has many objects.
final class SmallNumbers implements AutoCloseable {
    private static final int LEAST = -(1 << 20);
    private static final int VALUES = 1 << 24;
    /// A class with fewer objects is not worth the memory.
    private static final long FEWEST_OBJECTS = 1 << 16;

    private final TableSpace space;
    /// `[classIndex]`: a bit for each value, from [#LEAST] on; null for classes that are not told of here.
    private final @Nullable LongTable[] presentByClass;

    SmallNumbers(HeapGraph heap) {
        space = heap.space();
        presentByClass = new LongTable[heap.classes().size()];
        for (String name : Boxes.CLASSES) {
            // One of each name: a dump may claim as many as it likes.
            var heapClass = heap.classes().named(name);
            if (heapClass != null && heap.totals().objectsByClass()[heapClass.classIndex()] >= FEWEST_OBJECTS) {
                presentByClass[heapClass.classIndex()] = space.longs(VALUES / Long.SIZE);
            }
        }
    }

    /// Notes the value if it is one of these; several threads may do so at once.
    ///
    /// @param value of a fraction its bits
    /// @return whether it is
    boolean note(int classIndex, long value) {
        LongTable present = presentByClass[classIndex];
        long place = value - LEAST;
        if (present == null || place < 0 || place >= VALUES) {
            return false;
        }
        long bit = 1L << place;
        if ((present.get(place / Long.SIZE) & bit) == 0) {
            present.or(place / Long.SIZE, bit);
        }
        return true;
    }

    /// How many different values were noted of a class.
    long different(int classIndex) {
        LongTable present = presentByClass[classIndex];
        long values = 0;
        for (int word = 0; present != null && word < VALUES / Long.SIZE; word++) {
            values += Long.bitCount(present.get(word));
        }
        return values;
    }

    @Override
    public void close() {
        for (LongTable present : presentByClass) {
            if (present != null) {
                space.free(present);
            }
        }
    }
}
