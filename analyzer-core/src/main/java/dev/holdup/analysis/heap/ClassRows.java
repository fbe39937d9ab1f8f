package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;

/// Writes the rows of class objects: superclass, loader, static fields.
final class ClassRows {
    private final ObjectIndex objects;
    private final ClassTable classes;
    private final ObjectSizes sizes;
    private final References references;
    private final IntTable placeByObject;
    private final ClassTotals totals;

    ClassRows(
            ObjectIndex objects,
            ClassTable classes,
            ObjectSizes sizes,
            References references,
            IntTable placeByObject,
            ClassTotals totals) {
        this.objects = objects;
        this.classes = classes;
        this.sizes = sizes;
        this.references = references;
        this.placeByObject = placeByObject;
        this.totals = totals;
    }

    void write() {
        HeapClass classOfClasses = classes.named("java.lang.Class");
        long ownFields = classOfClasses == null ? 0 : ObjectSizes.fieldBytes(sizes.layout(), classOfClasses);
        int metaclass = classOfClasses == null ? 0 : classOfClasses.classIndex();
        References.Writer writer = references.new Writer();
        for (int i = 0; i < classes.size(); i++) {
            HeapClass heapClass = classes.get(i);
            HeapClassRecord classRecord = heapClass.classRecord();
            if (classRecord != null && heapClass.objectIndex() >= 0) {
                long bytes = sizes.classObjectBytes(classRecord, ownFields);
                write(writer, heapClass, classRecord, metaclass, bytes, classOfClasses != null);
                totals.objectsByClass()[metaclass]++;
                totals.bytesByClass()[metaclass] += bytes;
            }
        }
    }

    private void write(
            References.Writer writer,
            HeapClass heapClass,
            HeapClassRecord classRecord,
            int metaclass,
            long bytes,
            boolean sizeFollows) {
        IntTable rows = references.rows();
        long row = writer.open(classRecord.staticFields().size() + 8L, 0);
        long at = row + 1;
        if (sizeFollows) {
            rows.set(at++, (int) (bytes >>> RowShapes.UNIT_SHIFT));
        }
        long countAt = at++;
        long firstTarget = at;
        at = target(at, classRecord.superclassId());
        at = target(at, classRecord.classLoaderId());
        for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
            if (field.type() == FieldType.OBJECT) {
                at = target(at, field.value());
            }
        }
        rows.set(countAt, (int) (at - firstTarget));
        rows.set(row, References.MANY << References.CLASS_BITS | metaclass);
        placeByObject.set(heapClass.objectIndex(), writer.close(at - row, 0));
    }

    private long target(long at, long objectId) {
        int target = objectId == 0 ? ObjectIndex.NONE : objects.indexOf(objectId);
        if (target < 0) {
            return at;
        }
        references.rows().set(at, target);
        return at + 1;
    }
}
