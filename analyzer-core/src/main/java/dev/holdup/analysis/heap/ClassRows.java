package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;

/// Logs the references of class objects: superclass, loader, static fields; and notes their shapes.
final class ClassRows {
    private final ObjectIndex objects;
    private final ClassTable classes;
    private final ObjectSizes sizes;
    private final ReferenceLog.Writer log;
    private final ObjectShapes.Writer shapes;
    private final ReferenceCounts counts;
    private final ClassTotals totals;

    ClassRows(
            ObjectIndex objects,
            ClassTable classes,
            ObjectSizes sizes,
            ReferenceLog.Writer log,
            ObjectShapes.Writer shapes,
            ReferenceCounts counts,
            ClassTotals totals) {
        this.objects = objects;
        this.classes = classes;
        this.sizes = sizes;
        this.log = log;
        this.shapes = shapes;
        this.counts = counts;
        this.totals = totals;
    }

    void write() {
        HeapClass classOfClasses = classes.named("java.lang.Class");
        long ownFields = classOfClasses == null ? 0 : ObjectSizes.fieldBytes(sizes.layout(), classOfClasses);
        int metaclass = classOfClasses == null ? 0 : classOfClasses.classIndex();
        for (int i = 0; i < classes.size(); i++) {
            HeapClass heapClass = classes.get(i);
            HeapClassRecord classRecord = heapClass.classRecord();
            if (classRecord != null && heapClass.objectIndex() >= 0) {
                long bytes = sizes.classObjectBytes(classRecord, ownFields);
                shapes.write(heapClass.objectIndex(), metaclass, bytes);
                totals.objectsByClass()[metaclass]++;
                totals.bytesByClass()[metaclass] += bytes;
                references(heapClass.objectIndex(), classRecord);
            }
        }
    }

    private void references(int classObject, HeapClassRecord classRecord) {
        log.source(classObject);
        reference(classObject, classRecord.superclassId());
        reference(classObject, classRecord.classLoaderId());
        for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
            if (field.type() == FieldType.OBJECT) {
                reference(classObject, field.value());
            }
        }
    }

    private void reference(int classObject, long objectId) {
        int target = objectId == 0 ? ObjectIndex.NONE : objects.indexOf(objectId);
        if (target >= 0 && target != classObject) {
            counts.count(target);
            log.target(target);
        }
    }
}
