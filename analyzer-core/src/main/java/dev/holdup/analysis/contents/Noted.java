package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Records of the objects that were looked for, by address, so that the same dump gives the same order.
record Noted(List<ObjectRecord> records) {

    static Noted of(List<ObjectRecord> unordered) {
        List<ObjectRecord> records = new ArrayList<>(unordered);
        records.sort(Comparator.comparingLong(ObjectRecord::address));
        return new Noted(records);
    }

    /// Those of the class of that name or one of its subclasses.
    List<ObjectRecord> of(String className) {
        return records.stream()
                .filter(object -> object.heapClass().isA(className))
                .toList();
    }
}
