package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.findings.CollectionsView.OverheadClass;
import dev.holdup.analysis.findings.CollectionsView.OverheadSeen;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What headers and alignment take, by class. Class objects are left out: what their mirrors hold beside static
/// fields is not known.
final class OverheadFound {
    private static final int MOST = 30;

    private final HeapGraph heap;
    private final RetainedFacts facts;
    private final ArraysFound arrays;

    OverheadFound(HeapGraph heap, RetainedFacts facts, ArraysFound arrays) {
        this.heap = heap;
        this.facts = facts;
        this.arrays = arrays;
    }

    OverheadSeen seen(Detail detail) {
        int most = detail.scaled(MOST);
        List<OverheadClass> rows = new ArrayList<>();
        long headers = 0;
        long padding = 0;
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            long objects = facts.classes().objectsByClass()[c];
            if (objects > 0 && !heapClass.name().equals("java.lang.Class")) {
                OverheadClass row = row(heapClass, objects, facts.classes().shallowByClass()[c]);
                headers += row.headerBytes();
                padding += row.paddingBytes();
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparingLong((OverheadClass row) -> row.headerBytes() + row.paddingBytes())
                .reversed()
                .thenComparing(OverheadClass::className)
                .thenComparingLong(OverheadClass::objects));
        return new OverheadSeen(headers, padding, CollectionsFound.first(rows, most), Math.max(0, rows.size() - most));
    }

    private OverheadClass row(HeapClass heapClass, long objects, long bytes) {
        FieldType element = heapClass.elementType();
        long header;
        long content;
        if (element != null) {
            // With the length.
            header = objects * (heap.layout().headerBytes() + Integer.BYTES);
            content = arrays.elementsOf(heapClass.classIndex())
                    * element.bytes(heap.layout().referenceBytes());
        } else {
            header = objects * heap.layout().headerBytes();
            content = objects
                    * heapClass.fields().stream()
                            .mapToLong(field -> field.type().bytes(heap.layout().referenceBytes()))
                            .sum();
        }
        return new OverheadClass(heapClass.name(), objects, bytes, header, Math.max(0, bytes - header - content));
    }
}
