package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import org.jspecify.annotations.Nullable;

/// Logs the references of class objects: superclass, loader, static fields; and notes their shapes. Does so too for
/// what a semantics alone has.
final class ClassReferences {
    /// Address of the boot loader's object by the rules of MAT.
    static final long BOOT_LOADER = 0;

    private final ObjectIndex objects;
    private final ClassTable classes;
    private final ObjectSizes sizes;
    private final ReferenceLog.Writer log;
    private final ObjectShapes.Writer shapes;
    private final ReferenceCounts counts;
    private final ClassTotals totals;
    private final Semantics semantics;
    /// Superclasses and values of static fields that are no objects of the dump, nulls not counted.
    private long dangling;

    ClassReferences(
            ObjectIndex objects,
            ClassTable classes,
            ObjectSizes sizes,
            ReferenceLog.Writer log,
            ObjectShapes.Writer shapes,
            ReferenceCounts counts,
            ClassTotals totals,
            Semantics semantics) {
        this.objects = objects;
        this.classes = classes;
        this.sizes = sizes;
        this.log = log;
        this.shapes = shapes;
        this.counts = counts;
        this.totals = totals;
        this.semantics = semantics;
    }

    void write() {
        HeapClass classOfClasses = classes.named("java.lang.Class");
        int metaclass = classOfClasses == null ? 0 : classOfClasses.classIndex();
        for (int i = 0; i < classes.size(); i++) {
            HeapClass heapClass = classes.get(i);
            HeapClassRecord classRecord = heapClass.classRecord();
            if (classRecord != null && heapClass.objectIndex() >= 0) {
                long bytes = sizes.classObjectBytes(heapClass);
                shapes.write(heapClass.objectIndex(), metaclass, bytes);
                totals.objectsByClass()[metaclass]++;
                totals.bytesByClass()[metaclass] += bytes;
                references(heapClass.objectIndex(), classRecord, classOfClasses);
            }
        }
        if (semantics == Semantics.MAT) {
            writeBootLoader();
        }
    }

    private void references(int classObject, HeapClassRecord classRecord, @Nullable HeapClass classOfClasses) {
        log.source(classObject);
        if (semantics == Semantics.MAT && classOfClasses != null) {
            reference(classObject, classOfClasses.classId());
        }
        reference(classObject, classRecord.superclassId());
        loader(classObject, classRecord.classLoaderId());
        for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
            if (field.type() == FieldType.OBJECT) {
                reference(classObject, field.value());
            }
        }
    }

    /// The boot loader has no object; by MAT's rules one at address 0, which stands as well for a loader that is
    /// missing.
    private void loader(int classObject, long loaderId) {
        if (semantics == Semantics.MAT && (loaderId == 0 || objects.indexOf(loaderId) < 0)) {
            target(classObject, objects.indexOf(BOOT_LOADER));
        } else if (loaderId != 0) {
            // Of the boot loader newer JVMs write an id without an object, which is no damage.
            target(classObject, objects.indexOf(loaderId));
        }
    }

    private void writeBootLoader() {
        HeapClass loaderClass = classes.named("java.lang.ClassLoader");
        int classIndex = loaderClass == null ? 0 : loaderClass.classIndex();
        int bootLoader = objects.indexOf(BOOT_LOADER);
        long bytes = sizes.instanceBytes(classIndex);
        shapes.write(bootLoader, classIndex, bytes);
        totals.objectsByClass()[classIndex]++;
        totals.bytesByClass()[classIndex] += bytes;
        if (loaderClass != null) {
            log.source(bootLoader);
            reference(bootLoader, loaderClass.classId());
        }
    }

    long dangling() {
        return dangling;
    }

    private void reference(int classObject, long objectId) {
        if (objectId != 0) {
            int target = objects.indexOf(objectId);
            if (target < 0) {
                dangling++;
            }
            target(classObject, target);
        }
    }

    private void target(int classObject, int target) {
        if (target >= 0 && target != classObject) {
            counts.count(target);
            log.target(target);
        }
    }
}
