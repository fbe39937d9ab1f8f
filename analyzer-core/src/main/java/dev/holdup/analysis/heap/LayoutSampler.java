package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapVisitor;

/// Looks up the gap behind each object that it is shown.
final class LayoutSampler implements HeapVisitor {
    private final LayoutSample sample;
    private final ObjectIndex objects;
    private final ClassTable classes;

    LayoutSampler(LayoutSample sample, ObjectIndex objects, ClassTable classes) {
        this.sample = sample;
        this.objects = objects;
        this.classes = classes;
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        int classIndex = classes.indexOf(classId);
        if (classIndex >= 0) {
            sample.addInstance(objectId, classes.get(classIndex), gapAfter(objectId));
        }
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        sample.addArray(objectId, FieldType.OBJECT, length, gapAfter(objectId));
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        sample.addArray(objectId, elementType, length, gapAfter(objectId));
    }

    private long gapAfter(long objectId) {
        return objects.gapAfter(objectId, LayoutSample.LARGEST_GAP);
    }
}
