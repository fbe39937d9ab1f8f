package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers that are objects, and those of them that the JDK keeps for everybody.
final class Boxes implements AutoCloseable {
    static final List<String> CLASSES = List.of(
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Boolean",
            "java.lang.Double",
            "java.lang.Float");

    private static final int MOST_CACHED = 1 << 16;

    /// Object indexes of what `valueOf` answers with without making an object.
    private final BitSet cached = new BitSet();
    /// By class index: the values that have one in the cache; null for classes without a cache.
    private final @Nullable Range[] rangeByClass;

    private final SmallNumbers small;

    /// From and to a value.
    private record Range(long low, long high) {}

    Boxes(HeapGraph heap) {
        rangeByClass = new Range[heap.classes().size()];
        small = new SmallNumbers(heap);
        Statics statics = new Statics(heap);
        for (String name : CLASSES) {
            var heapClass = heap.classes().named(name);
            if (heapClass == null) {
                continue;
            }
            String simple = name.substring(name.lastIndexOf('.') + 1);
            long filled = statics.reference(name + "$" + simple + "Cache", "cache");
            // Of a cache that nobody has asked for the JVM's archive may hold the numbers.
            long array = filled != 0 ? filled : statics.reference(name + "$" + simple + "Cache", "archivedCache");
            ObjectRecord cache = heap.reader().at(array);
            if (cache != null && cache.heapClass().isArray()) {
                cache(heap, heapClass.classIndex(), heap.reader().elements(cache, MOST_CACHED));
            }
            if (name.equals("java.lang.Boolean")) {
                cache(heap, heapClass.classIndex(), new long[] {
                    statics.reference(name, "FALSE"), statics.reference(name, "TRUE")
                });
            }
        }
    }

    private void cache(HeapGraph heap, int classIndex, long[] addresses) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (long address : addresses) {
            ObjectRecord number = heap.reader().at(address);
            int object = number == null ? -1 : heap.objects().indexOf(address);
            if (number != null && object >= 0 && number.heapClass().classIndex() == classIndex) {
                cached.set(object);
                long value = heap.reader().integer(number, "value", 0);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        rangeByClass[classIndex] = new Range(low, high);
    }

    /// Objects beyond the first of each small number, by class index, once all workers are done.
    long[] repeatedSmall(List<Tally> tallies) {
        long[] repeatedByClass = new long[rangeByClass.length];
        for (int c = 0; c < repeatedByClass.length; c++) {
            repeatedByClass[c] = -small.different(c);
            for (Tally tally : tallies) {
                repeatedByClass[c] += tally.smallByClass[c];
            }
        }
        return repeatedByClass;
    }

    @Override
    public void close() {
        small.close();
    }

    /// One worker's count, by class index.
    final class Tally {
        final long[] objectsByClass = new long[rangeByClass.length];
        /// Those of the cache.
        final long[] cachedByClass = new long[rangeByClass.length];
        /// Others whose value the cache has.
        final long[] cacheableByClass = new long[rangeByClass.length];
        private final long[] smallByClass = new long[rangeByClass.length];

        /// @return whether it is known how often the number occurs, without its being compared with others
        boolean add(int object, int classIndex, long value) {
            objectsByClass[classIndex]++;
            Range range = rangeByClass[classIndex];
            if (cached.get(object)) {
                cachedByClass[classIndex]++;
            } else if (range != null && value >= range.low() && value <= range.high()) {
                cacheableByClass[classIndex]++;
            }
            boolean isSmall = small.note(classIndex, value);
            smallByClass[classIndex] += isSmall ? 1 : 0;
            return isSmall;
        }

        void addAll(Tally other) {
            for (int c = 0; c < objectsByClass.length; c++) {
                objectsByClass[c] += other.objectsByClass[c];
                cachedByClass[c] += other.cachedByClass[c];
                cacheableByClass[c] += other.cacheableByClass[c];
            }
        }
    }
}
