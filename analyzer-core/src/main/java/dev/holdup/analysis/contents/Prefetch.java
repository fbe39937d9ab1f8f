package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.List;

/// Looks up what many objects refer to in one go, level by level: one by one, each look costs a walk over a part of the
/// file.
final class Prefetch {
    private final HeapObjects reader;

    Prefetch(HeapObjects reader) {
        this.reader = reader;
    }

    /// What the objects refer to in any of the fields.
    List<ObjectRecord> follow(List<ObjectRecord> objects, String... fields) {
        List<Long> addresses = new ArrayList<>();
        for (ObjectRecord object : objects) {
            for (String field : fields) {
                long address = reader.reference(object, field);
                if (address != 0) {
                    addresses.add(address);
                }
            }
        }
        List<Long> distinct = addresses.stream().distinct().toList();
        reader.findAll(distinct);
        List<ObjectRecord> found = new ArrayList<>();
        for (long address : distinct) {
            ObjectRecord record = reader.at(address);
            if (record != null) {
                found.add(record);
            }
        }
        return found;
    }
}
