package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import org.jspecify.annotations.Nullable;

/// Writes the rows of class objects: superclass, loader, static fields; and of what only a semantics has.
final class ClassRows {
    /// Address of the boot loader's object by the rules of MAT.
    static final long BOOT_LOADER = 0;

    private final ObjectIndex objects;
    private final ClassTable classes;
    private final ObjectSizes sizes;
    private final References references;
    private final IntTable placeByObject;
    private final ClassTotals totals;
    private final Semantics semantics;

    ClassRows(
            ObjectIndex objects,
            ClassTable classes,
            ObjectSizes sizes,
            References references,
            IntTable placeByObject,
            ClassTotals totals,
            Semantics semantics) {
        this.objects = objects;
        this.classes = classes;
        this.sizes = sizes;
        this.references = references;
        this.placeByObject = placeByObject;
        this.totals = totals;
        this.semantics = semantics;
    }

    void write() {
        HeapClass classOfClasses = classes.named("java.lang.Class");
        int metaclass = classOfClasses == null ? 0 : classOfClasses.classIndex();
        References.Writer writer = references.new Writer();
        for (int i = 0; i < classes.size(); i++) {
            HeapClass heapClass = classes.get(i);
            HeapClassRecord classRecord = heapClass.classRecord();
            if (classRecord != null && heapClass.objectIndex() >= 0) {
                long bytes = sizes.classObjectBytes(heapClass);
                write(writer, heapClass, classRecord, classOfClasses, bytes);
                totals.objectsByClass()[metaclass]++;
                totals.bytesByClass()[metaclass] += bytes;
            }
        }
        if (semantics == Semantics.MAT) {
            writeBootLoader(writer);
        }
    }

    private void write(
            References.Writer writer,
            HeapClass heapClass,
            HeapClassRecord classRecord,
            @Nullable HeapClass classOfClasses,
            long bytes) {
        IntTable rows = references.rows();
        long row = writer.open(classRecord.staticFields().size() + 8L, 0);
        long at = row + 1;
        if (classOfClasses != null) {
            rows.set(at++, (int) (bytes >>> RowShapes.UNIT_SHIFT));
        }
        long countAt = at++;
        long firstTarget = at;
        if (semantics == Semantics.MAT && classOfClasses != null) {
            at = target(at, classOfClasses.classId());
        }
        at = target(at, classRecord.superclassId());
        at = loader(at, classRecord.classLoaderId());
        for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
            if (field.type() == FieldType.OBJECT) {
                at = target(at, field.value());
            }
        }
        rows.set(countAt, (int) (at - firstTarget));
        rows.set(
                row,
                References.MANY << References.CLASS_BITS | (classOfClasses == null ? 0 : classOfClasses.classIndex()));
        placeByObject.set(heapClass.objectIndex(), writer.close(at - row, 0));
    }

    /// The boot loader has no object; by MAT's rules one at address 0, which stands as well for a loader that is
    /// missing.
    private long loader(long at, long loaderId) {
        if (semantics == Semantics.MAT && (loaderId == 0 || objects.indexOf(loaderId) < 0)) {
            references.rows().set(at, objects.indexOf(BOOT_LOADER));
            return at + 1;
        }
        return target(at, loaderId);
    }

    private void writeBootLoader(References.Writer writer) {
        HeapClass loaderClass = classes.named("java.lang.ClassLoader");
        int classIndex = loaderClass == null ? 0 : loaderClass.classIndex();
        IntTable rows = references.rows();
        long row = writer.open(3, 0);
        long at = row + 2;
        if (loaderClass != null) {
            at = target(at, loaderClass.classId());
        }
        rows.set(row, References.MANY << References.CLASS_BITS | classIndex);
        rows.set(row + 1, (int) (at - row - 2));
        placeByObject.set(objects.indexOf(BOOT_LOADER), writer.close(at - row, 0));
        totals.objectsByClass()[classIndex]++;
        totals.bytesByClass()[classIndex] += sizes.instanceBytes(classIndex);
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
