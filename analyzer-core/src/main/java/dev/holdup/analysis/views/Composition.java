package dev.holdup.analysis.views;

import dev.holdup.analysis.findings.HeapOverview.Part;
import dev.holdup.analysis.heap.ClassTotals;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import java.util.List;

/// All objects of the heap by what they are: instances, object arrays, primitive arrays, class objects.
final class Composition {
    private static final List<String> KINDS =
            List.of("instances", "object arrays", "primitive arrays", "class objects");
    private static final int INSTANCES = 0;
    private static final int OBJECT_ARRAYS = 1;
    private static final int PRIMITIVE_ARRAYS = 2;
    private static final int CLASS_OBJECTS = 3;

    private final long[] objectsByKind = new long[KINDS.size()];
    private final long[] bytesByKind = new long[KINDS.size()];

    private Composition() {}

    /// In the order of the kinds; empty ones too.
    static List<Part> of(HeapGraph heap) {
        Composition work = new Composition();
        ClassTotals totals = heap.totals();
        for (int i = 0; i < heap.classes().size(); i++) {
            HeapClass heapClass = heap.classes().get(i);
            work.add(kindOf(heapClass), totals.objectsByClass()[i], totals.bytesByClass()[i]);
            if (heapClass.objectIndex() >= 0) {
                // It is among the instances of its own class, java.lang.Class, until here.
                long bytes = heap.shallowBytes(heapClass.objectIndex());
                work.add(kindOf(heap.classOf(heapClass.objectIndex())), -1, -bytes);
                work.add(CLASS_OBJECTS, 1, bytes);
            }
        }
        return java.util.stream.IntStream.range(0, KINDS.size())
                .mapToObj(kind -> new Part(KINDS.get(kind), work.objectsByKind[kind], work.bytesByKind[kind]))
                .toList();
    }

    private static int kindOf(HeapClass heapClass) {
        FieldType element = heapClass.elementType();
        return element == null ? INSTANCES : element == FieldType.OBJECT ? OBJECT_ARRAYS : PRIMITIVE_ARRAYS;
    }

    private void add(int kind, long objects, long bytes) {
        objectsByKind[kind] += objects;
        bytesByKind[kind] += bytes;
    }
}
