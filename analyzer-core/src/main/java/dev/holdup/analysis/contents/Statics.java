package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads static fields by name.
final class Statics {
    private final HeapGraph heap;

    Statics(HeapGraph heap) {
        this.heap = heap;
    }

    /// What the field refers to; 0 for null, or if the heap has no such class or field.
    long reference(String className, String field) {
        HeapClassRecord.StaticField found = field(className, field);
        return found == null || found.type() != FieldType.OBJECT ? 0 : found.value();
    }

    /// The value of an integral field, or of the `AtomicLong` that the field refers to.
    OptionalLong number(String className, String field) {
        HeapClassRecord.StaticField found = field(className, field);
        if (found == null) {
            return OptionalLong.empty();
        }
        if (found.type() != FieldType.OBJECT) {
            return OptionalLong.of(found.value());
        }
        var object = heap.reader().at(found.value());
        return object == null
                ? OptionalLong.empty()
                : OptionalLong.of(heap.reader().integer(object, "value", 0));
    }

    private HeapClassRecord.@Nullable StaticField field(String className, String field) {
        HeapClass heapClass = heap.classes().named(className);
        HeapClassRecord record = heapClass == null ? null : heapClass.classRecord();
        if (record != null) {
            for (HeapClassRecord.StaticField candidate : record.staticFields()) {
                if (field.equals(heap.fieldName(candidate.nameId()))) {
                    return candidate;
                }
            }
        }
        return null;
    }
}
