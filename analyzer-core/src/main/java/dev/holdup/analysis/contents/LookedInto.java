package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.ObjectSet;
import dev.holdup.analysis.heap.ObjectShapes;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// What the sweep notes of each collection, each part of one and each array that may be one's: their records lie
/// anywhere in the file, so that nothing can be put together before its end.
///
/// Tables by rank in the set of these objects: sixteen bytes an object, outside of the Java heap.
final class LookedInto implements AutoCloseable {
    /// Of a collection whose fields do not say, or say what cannot be.
    static final int UNKNOWN = Integer.MIN_VALUE;

    final HeapGraph heap;
    final DominatorTree tree;
    final DescribedClasses described;
    /// Classes whose objects are in the set.
    private final BitSet classes = new BitSet();

    private final ObjectSet set;
    private final int size;
    /// Of a collection or part, what its own fields say; of an array, its length.
    private final IntTable numbers;
    /// Of a collection or part, the object index of its array, plus 1; of an array of objects, the slots that are
    /// not null.
    private final IntTable arrays;
    /// Of a collection or part, the object index of what is inside, or of its second array, plus 1.
    private final IntTable links;
    /// Of a collection, the number of the field that holds it, plus 1.
    private final IntTable fields;

    LookedInto(HeapGraph heap, DominatorTree tree, DescribedClasses described) {
        this.heap = heap;
        this.tree = tree;
        this.described = described;
        for (int c = 0; c < heap.classes().size(); c++) {
            String name = heap.classes().get(c).name();
            if (described.of(c) != null
                    || (heap.classes().get(c).isArray() && !name.equals("byte[]") && !name.equals("char[]"))) {
                classes.set(c);
            }
        }
        set = new ObjectSet(heap.space(), heap.size());
        fill();
        size = set.rank();
        numbers = heap.space().ints(size);
        arrays = heap.space().ints(size);
        links = heap.space().ints(size);
        fields = heap.space().ints(size);
    }

    private void fill() {
        ObjectShapes shapes = heap.shapes();
        for (int w = 0; w < set.words(); w++) {
            heap.workers().check(w);
            long bits = 0;
            int first = w << 6;
            int end = Math.min(64, heap.size() - first);
            for (int i = 0; i < end; i++) {
                if (classes.get(shapes.classIndex(first + i)) && tree.isReachable(first + i)) {
                    bits |= 1L << i;
                }
            }
            set.setWord(w, bits);
        }
    }

    int size() {
        return size;
    }

    boolean has(int object) {
        return object >= 0 && set.contains(object);
    }

    int rankOf(int object) {
        return set.rankOf(object);
    }

    /// Each object of the set, with these words of it: by address.
    void each(int firstWord, int endWord, IntConsumer object) {
        for (int w = firstWord; w < endWord; w++) {
            for (long bits = set.word(w); bits != 0; bits &= bits - 1) {
                object.accept((w << 6) + Long.numberOfTrailingZeros(bits));
            }
        }
    }

    int words() {
        return set.words();
    }

    /// @param array object index, negative for none
    /// @param link object index, negative for none
    void note(int object, long number, int array, int link) {
        int rank = set.rankOf(object);
        numbers.set(rank, number > Integer.MAX_VALUE || number <= UNKNOWN ? UNKNOWN : (int) number);
        arrays.set(rank, array + 1);
        links.set(rank, link + 1);
    }

    void noteArray(int object, int length, int filled) {
        int rank = set.rankOf(object);
        numbers.set(rank, length);
        arrays.set(rank, filled);
    }

    void noteField(int collection, int field) {
        fields.set(set.rankOf(collection), field + 1);
    }

    int number(int rank) {
        return numbers.get(rank);
    }

    void setNumber(int rank, int number) {
        numbers.set(rank, number);
    }

    /// Of a collection or part: object index of its array, −1 for none.
    int array(int rank) {
        return arrays.get(rank) - 1;
    }

    /// Of an array of objects.
    int filled(int rank) {
        return arrays.get(rank);
    }

    int link(int rank) {
        return links.get(rank) - 1;
    }

    /// −1 if no field of an object that alone keeps it does.
    int field(int rank) {
        return fields.get(rank) - 1;
    }

    /// Null if the object is in no described class.
    @Nullable
    DescribedClass describedOf(int object) {
        return described.of(heap.shapes().classIndex(object));
    }

    @Override
    public void close() {
        set.free(heap.space());
        List.of(numbers, arrays, links, fields).forEach(heap.space()::free);
    }
}
