package dev.holdup.analysis.contents;

import dev.holdup.analysis.findings.CollectionsView.BoxedClass;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Boxed numbers, as rows of a report.
final class BoxesFound {
    private BoxesFound() {}

    /// @param bytesByClass shallow bytes of what is reachable
    static List<BoxedClass> rows(HeapGraph heap, Boxes.Tally tally, Duplicates duplicates, long[] bytesByClass) {
        List<BoxedClass> rows = new ArrayList<>();
        for (int c = 0; c < heap.classes().size(); c++) {
            if (tally.objectsByClass[c] > 0) {
                rows.add(new BoxedClass(
                        heap.classes().get(c).name(),
                        tally.objectsByClass[c],
                        bytesByClass[c],
                        tally.cachedByClass[c],
                        tally.cacheableByClass[c],
                        duplicates.objectsByClass[c],
                        duplicates.bytesByClass[c]));
            }
        }
        rows.sort(Comparator.comparingLong(BoxedClass::bytes).reversed().thenComparing(BoxedClass::className));
        return List.copyOf(rows);
    }
}
