package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ReferenceStrength;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A class of a kept heap.
///
/// @param classId address of the class object; 0 for one that the dump mentions nowhere
/// @param loaderId address of the class loader, 0 for the boot loader
/// @param superclass index of the class above; −1 if there is none
/// @param objectIndex of the class object, −1 if there is none
/// @param elementType of an array class: OBJECT or the primitive; null for any other class
/// @param declared fields of an instance that the class itself declares, in the order of their values
public record KeptClass(
        int index,
        long classId,
        long loaderId,
        int superclass,
        int objectIndex,
        @Nullable FieldType elementType,
        ReferenceStrength strength,
        String name,
        List<Declared> declared,
        List<Static> statics) {
    private static final int LEAST_FIELD_BYTES = 5;

    public record Declared(String name, FieldType type) {}

    /// @param bits the id of an object, or the primitive's bits
    public record Static(String name, FieldType type, long bits) {}

    static byte[] described(HeapGraph heap, HeapClass heapClass) {
        HeapClassRecord classRecord = heapClass.classRecord();
        HeapClass above = heapClass.superclass();
        FieldType element = heapClass.elementType();
        int own = classRecord == null ? 0 : classRecord.instanceFields().size();
        return Description.of(out -> {
            out.writeLong(heapClass.classId());
            out.writeLong(heapClass.loaderId());
            out.writeInt(above == null ? -1 : above.classIndex());
            out.writeInt(heapClass.objectIndex());
            out.writeByte(element == null ? 0 : element.code());
            out.writeByte(heapClass.strength().ordinal());
            Description.write(heapClass.name(), out);
            out.writeInt(own);
            for (HeapClass.Field field : heapClass.fields().subList(0, own)) {
                out.writeByte(field.type().code());
                Description.write(field.name(), out);
            }
            List<HeapClassRecord.StaticField> statics = classRecord == null ? List.of() : classRecord.staticFields();
            out.writeInt(statics.size());
            for (HeapClassRecord.StaticField field : statics) {
                String name = heap.fieldName(field.nameId());
                out.writeByte(field.type().code());
                out.writeLong(field.value());
                Description.write(name == null ? "?" : name, out);
            }
        });
    }

    /// @param description as [#described] wrote it
    static KeptClass of(int index, byte[] description) {
        ByteBuffer in = ByteBuffer.wrap(description);
        long classId = in.getLong();
        long loaderId = in.getLong();
        int superclass = in.getInt();
        int objectIndex = in.getInt();
        FieldType elementType = FieldType.ofCode(in.get());
        ReferenceStrength[] strengths = ReferenceStrength.values();
        ReferenceStrength strength = strengths[Math.clamp(in.get(), 0, strengths.length - 1)];
        String name = Description.read(in);
        List<Declared> declared = new ArrayList<>();
        for (int left = Description.count(in, LEAST_FIELD_BYTES); left > 0; left--) {
            FieldType type = type(in);
            declared.add(new Declared(Description.read(in), type));
        }
        List<Static> statics = new ArrayList<>();
        for (int left = Description.count(in, LEAST_FIELD_BYTES); left > 0; left--) {
            FieldType type = type(in);
            long bits = in.getLong();
            statics.add(new Static(Description.read(in), type, bits));
        }
        return new KeptClass(
                index,
                classId,
                loaderId,
                superclass,
                objectIndex,
                elementType,
                strength,
                name,
                List.copyOf(declared),
                List.copyOf(statics));
    }

    private static FieldType type(ByteBuffer in) {
        FieldType type = FieldType.ofCode(in.get());
        if (type == null) {
            throw new IndexOutOfBoundsException("a kept heap has a field of no type");
        }
        return type;
    }

    public boolean isArray() {
        return elementType != null;
    }
}
