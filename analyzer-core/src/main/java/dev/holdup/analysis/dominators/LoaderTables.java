package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The lists in which class loaders keep the classes that they loaded, with the arrays inside.
final class LoaderTables {
    /// Beyond these, loaders are small ones that a program makes by the thousand.
    private static final int MOST_LOADERS = 10_000;
    /// A `Vector` up to JDK 17, an `ArrayList` since.
    private static final String CLASSES = "classes";

    private static final String ARRAY = "elementData";

    private LoaderTables() {}

    /// Object indexes, ascending.
    static int[] of(HeapGraph heap) {
        Set<Long> loaders = new HashSet<>();
        for (int c = 0; c < heap.classes().size() && loaders.size() < MOST_LOADERS; c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (heapClass.loaderId() != 0) {
                loaders.add(heapClass.loaderId());
            }
        }
        List<Long> lists = referencesOf(heap, List.copyOf(loaders), CLASSES);
        List<Long> tables = new ArrayList<>(lists);
        tables.addAll(referencesOf(heap, lists, ARRAY));
        return tables.stream()
                .mapToInt(heap.objects()::indexOf)
                .filter(object -> object >= 0)
                .sorted()
                .distinct()
                .toArray();
    }

    private static List<Long> referencesOf(HeapGraph heap, List<Long> addresses, String field) {
        heap.reader().findAll(addresses);
        List<Long> references = new ArrayList<>();
        for (long address : addresses) {
            ObjectRecord object = heap.reader().at(address);
            long reference = object == null ? 0 : heap.reader().reference(object, field);
            if (reference != 0) {
                references.add(reference);
            }
        }
        return references;
    }
}
