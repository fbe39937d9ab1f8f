package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.CollectionsView.ArrayClass;
import dev.holdup.analysis.findings.CollectionsView.ArrayCopies;
import dev.holdup.analysis.findings.CollectionsView.ArraysSeen;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Arrays by class: how long they are, which say nothing, which say what another one says, which refer to little.
final class ArraysFound {
    private static final int MOST_CLASSES = 60;
    /// Shorter ones are not told to be sparse.
    private static final int FEWEST_REFERENCES = 4;

    private final HeapGraph heap;
    private final ArrayTally tally;
    private final long[] constantByClass;
    private final long[] constantBytesByClass;
    private final long[] zeroByClass;
    private final long[] sparseByClass;
    private final long[] sparseBytesByClass;

    ArraysFound(HeapGraph heap, ArrayTally tally) {
        this.heap = heap;
        this.tally = tally;
        int classes = heap.classes().size();
        constantByClass = new long[classes];
        constantBytesByClass = new long[classes];
        zeroByClass = new long[classes];
        sparseByClass = new long[classes];
        sparseBytesByClass = new long[classes];
    }

    /// Primitive arrays of no string whose elements are all the same.
    void addConstant(ContentTable table, ContentTable.Users users) {
        for (long place = 0; place < table.places(); place++) {
            heap.workers().check(place);
            int array = table.object(place);
            long hash = table.hash(place);
            if (array < 0 || (hash & ContentHash.CONSTANT) == 0 || users.of(array) > 0) {
                continue;
            }
            int c = heap.shapes().classIndex(array);
            FieldType type = heap.classes().get(c).elementType();
            long bytes = heap.shallowBytes(array);
            // Of one element, or none, there is nothing to say.
            if (type != null
                    && type != FieldType.OBJECT
                    && bytes > heap.layout().arrayBytes(type, 1)) {
                constantByClass[c]++;
                constantBytesByClass[c] += bytes;
                zeroByClass[c] += hash & ContentHash.ZERO;
            }
        }
    }

    /// Arrays of references that are no collection's, and mostly null.
    void addSparse(LookedInto lookedInto, BitSet ownArrays) {
        lookedInto.each(0, lookedInto.words(), object -> {
            int c = heap.shapes().classIndex(object);
            if (heap.classes().get(c).elementType() == FieldType.OBJECT && !ownArrays.get(object)) {
                int rank = lookedInto.rankOf(object);
                long length = lookedInto.number(rank);
                long filled = lookedInto.filled(rank);
                if (length >= FEWEST_REFERENCES && 4 * filled <= length) {
                    sparseByClass[c]++;
                    sparseBytesByClass[c] += (length - filled) * heap.layout().referenceBytes();
                }
            }
        });
    }

    long elementsOf(int classIndex) {
        return tally.elementsOf(classIndex);
    }

    /// @param bytesByClass shallow bytes of what is reachable
    ArraysSeen seen(long[] bytesByClass, Duplicates duplicates, Detail detail) {
        int most = detail.scaled(MOST_CLASSES);
        List<ArrayClass> rows = new ArrayList<>();
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (tally.objectsOf(c) > 0) {
                rows.add(new ArrayClass(
                        heapClass.name(),
                        tally.objectsOf(c),
                        tally.elementsOf(c),
                        bytesByClass[c],
                        byLength(tally.objects[c]),
                        constantByClass[c],
                        constantBytesByClass[c],
                        zeroByClass[c],
                        duplicates.objectsByClass[c],
                        duplicates.bytesByClass[c],
                        sparseByClass[c],
                        sparseBytesByClass[c]));
            }
        }
        rows.sort(Comparator.comparingLong(ArrayClass::bytes)
                .reversed()
                .thenComparing(ArrayClass::className)
                .thenComparingLong(ArrayClass::objects));
        List<ArrayCopies> copies = new ArrayList<>();
        for (Duplicates.Same same : duplicates.largestArrays.list()) {
            ArrayCopies row = copies(same);
            if (row != null) {
                copies.add(row);
            }
        }
        return new ArraysSeen(
                CollectionsFound.first(rows, most), Math.max(0, rows.size() - most), List.copyOf(copies), (int)
                        Math.min(Integer.MAX_VALUE, duplicates.arrayContents - copies.size()));
    }

    private @Nullable ArrayCopies copies(Duplicates.Same same) {
        ObjectRecord record = heap.reader().at(heap.objects().addressOf(same.first()));
        return record == null
                ? null
                : new ArrayCopies(
                        record.heapClass().name(),
                        record.length(),
                        StringsFound.hash(same.hash()),
                        same.objects(),
                        same.bytes());
    }

    private static List<Long> byLength(long[] objects) {
        int end = objects.length;
        while (end > 0 && objects[end - 1] == 0) {
            end--;
        }
        return Arrays.stream(objects, 0, end).boxed().toList();
    }
}
