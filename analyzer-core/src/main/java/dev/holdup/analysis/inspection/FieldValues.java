package dev.holdup.analysis.inspection;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fields and elements out of the file: references always, values only if they are asked for.
final class FieldValues {
    private final LookedAt look;
    private final HeapBytes bytes;

    FieldValues(LookedAt look) {
        this.look = look;
        this.bytes = look.heap.bytes();
    }

    /// Fields of an instance, the class's own first.
    Capped<FieldFact> of(ObjectRecord instance) {
        List<HeapClass.Field> fields = instance.heapClass().fields();
        return look.first(fields.size(), i -> {
            HeapClass.Field field = fields.get(i);
            long end = field.offset() + (long) field.type().bytes(bytes.idBytes());
            // A record may be shorter than its class says.
            return end > instance.length()
                    ? new FieldFact(
                            field.declaringClass(), field.name(), field.type().javaName(), null, null)
                    : fact(
                            field.declaringClass(),
                            field.name(),
                            field.type(),
                            bytes.bits(field.type(), instance.offset() + field.offset()));
        });
    }

    Capped<FieldFact> staticsOf(HeapClass heapClass) {
        HeapClassRecord classRecord = heapClass.classRecord();
        List<HeapClassRecord.StaticField> fields = classRecord == null ? List.of() : classRecord.staticFields();
        return look.first(fields.size(), i -> {
            HeapClassRecord.StaticField field = fields.get(i);
            String name = look.heap.fieldName(field.nameId());
            return fact(heapClass.name(), name == null ? "?" : name, field.type(), field.value());
        });
    }

    /// Elements of an array of references that are not null.
    Capped<ObjectFacts.Element> elementsOf(ObjectRecord array) {
        List<ObjectFacts.Element> shown = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < array.length(); i++) {
            long id = bytes.id(array.offset() + (long) i * bytes.idBytes());
            ObjectRef reference = id == 0 || total++ >= look.limit ? null : look.at(id);
            if (reference != null) {
                shown.add(new ObjectFacts.Element(i, reference));
            }
        }
        return new Capped<>(total, List.copyOf(shown));
    }

    /// Null if they are not to be shown, or the dump left them out.
    @Nullable
    Capped<String> valuesOf(ObjectRecord array, FieldType elementType) {
        if (!look.values || array.offset() < 0) {
            return null;
        }
        return look.first(
                array.length(),
                i -> elementType.text(bytes.bits(elementType, array.offset() + (long) i * elementType.bytes(0))));
    }

    private FieldFact fact(String declaringClass, String name, FieldType type, long bits) {
        if (type == FieldType.OBJECT) {
            return new FieldFact(declaringClass, name, type.javaName(), look.at(bits), bits == 0 ? "null" : null);
        }
        return new FieldFact(declaringClass, name, type.javaName(), null, look.values ? type.text(bits) : null);
    }
}
