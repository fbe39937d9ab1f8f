package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A class of the heap, linked to its superclass.
///
/// @param classIndex its place in the [ClassTable]
/// @param classId address of the class object; 0 for a class the dump mentions nowhere (made up for primitive
///     arrays)
/// @param objectIndex of the class object, −1 if there is none
/// @param name as in Java source: `java.lang.String`, `byte[]`
/// @param superclass null for `java.lang.Object`, and where the dump does not hold it
/// @param elementType of an array class: OBJECT or the primitive; null for any other class
/// @param loaderId address of the class loader, 0 for the boot loader
/// @param classRecord as dumped, null if the dump holds no record for it
/// @param fields of an instance in the order of their values, superclasses' last
/// @param strength what instances do for their `referent`
public record HeapClass(
        int classIndex,
        long classId,
        int objectIndex,
        String name,
        @Nullable HeapClass superclass,
        @Nullable FieldType elementType,
        long loaderId,
        @Nullable HeapClassRecord classRecord,
        List<Field> fields,
        ReferenceStrength strength) {

    /// An instance field.
    ///
    /// @param offset of the value from the first field value of an instance record, bytes in the file
    /// @param declaringClass its name
    public record Field(String declaringClass, String name, FieldType type, int offset) {}

    public boolean isArray() {
        return elementType != null;
    }

    /// Whether this is the class of that name or one of its subclasses.
    public boolean isA(String className) {
        for (HeapClass c = this; c != null; c = c.superclass) {
            if (c.name.equals(className)) {
                return true;
            }
        }
        return false;
    }

    /// The instance field of that name, the subclass's if several have it; null if none has.
    public @Nullable Field field(String name) {
        for (Field field : fields) {
            if (field.name.equals(name)) {
                return field;
            }
        }
        return null;
    }

    /// Offsets of the references that retain what they refer to. `Reference.discovered` does not: it chains what the
    /// last collection found, through references that have nothing to do with each other.
    int[] strongReferenceOffsets() {
        return fields.stream()
                .filter(field -> field.type == FieldType.OBJECT && !isReferent(field) && !isDiscovered(field))
                .mapToInt(Field::offset)
                .toArray();
    }

    /// Offsets of all references.
    int[] referenceOffsets() {
        return fields.stream()
                .filter(field -> field.type == FieldType.OBJECT)
                .mapToInt(Field::offset)
                .toArray();
    }

    /// Offset of the `referent` that is not retained, −1 if there is none.
    int weakReferentOffset() {
        return fields.stream()
                .filter(this::isReferent)
                .mapToInt(Field::offset)
                .findFirst()
                .orElse(-1);
    }

    private boolean isReferent(Field field) {
        return strength != ReferenceStrength.STRONG
                && field.name.equals("referent")
                && field.declaringClass.equals("java.lang.ref.Reference");
    }

    private static boolean isDiscovered(Field field) {
        return field.name.equals("discovered") && field.declaringClass.equals("java.lang.ref.Reference");
    }

    @Override
    public String toString() {
        return name;
    }
}
