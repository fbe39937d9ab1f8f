package dev.holdup.analysis.inspection;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.ReferenceStrength;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Names the field or element by which one object refers to another.
final class ReferenceNames {
    private final LookedAt look;
    private final HeapBytes bytes;

    ReferenceNames(LookedAt look) {
        this.look = look;
        this.bytes = look.heap.bytes();
    }

    Via of(int source, long targetId) {
        HeapClass described = look.classObject(source);
        if (described != null) {
            return ofClass(described, targetId);
        }
        ObjectRecord found = look.heap.reader().at(look.heap.objects().addressOf(source));
        if (found == null) {
            return new Via("<unknown>", 1, null);
        }
        return found.heapClass().elementType() == FieldType.OBJECT
                ? ofElements(found, targetId)
                : ofFields(found, targetId);
    }

    private Via ofClass(HeapClass described, long targetId) {
        HeapClassRecord classRecord = described.classRecord();
        List<String> names = new ArrayList<>();
        if (classRecord != null) {
            for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
                if (field.type() == FieldType.OBJECT && field.value() == targetId) {
                    String name = look.heap.fieldName(field.nameId());
                    names.add(name == null ? "<static field>" : name);
                }
            }
            if (classRecord.superclassId() == targetId) {
                names.add("<superclass>");
            }
            if (classRecord.classLoaderId() == targetId) {
                names.add("<class loader>");
            }
        }
        return via(names, null);
    }

    private Via ofElements(ObjectRecord array, long targetId) {
        int first = -1;
        int references = 0;
        for (int i = 0; i < array.length(); i++) {
            if (bytes.id(array.offset() + (long) i * bytes.idBytes()) == targetId) {
                first = first < 0 ? i : first;
                references++;
            }
        }
        return first < 0 ? via(List.of(), null) : new Via("[" + first + "]", references, null);
    }

    private Via ofFields(ObjectRecord instance, long targetId) {
        List<String> strong = new ArrayList<>();
        List<String> weak = new ArrayList<>();
        ReferenceStrength strength = instance.heapClass().strength();
        for (HeapClass.Field field : instance.heapClass().fields()) {
            if (field.type() == FieldType.OBJECT
                    && field.offset() + bytes.idBytes() <= instance.length()
                    && bytes.id(instance.offset() + field.offset()) == targetId) {
                boolean retains = strength == ReferenceStrength.STRONG
                        || !field.declaringClass().equals("java.lang.ref.Reference")
                        || !field.name().equals("referent");
                (retains ? strong : weak).add(field.name());
            }
        }
        return strong.isEmpty() && !weak.isEmpty()
                ? via(weak, strength.name().toLowerCase(Locale.ROOT))
                : via(strong, null);
    }

    /// What has no field for it refers to its own class.
    private static Via via(List<String> names, @Nullable String strength) {
        return new Via(names.isEmpty() ? "<class>" : names.getFirst(), Math.max(1, names.size()), strength);
    }
}
