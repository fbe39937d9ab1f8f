package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapVisitor;

/// Looks up the gap behind each object that it is shown.
final class LayoutSampler implements HeapVisitor {
    private final LayoutSample sample;
    private final ObjectIndex objects;
    private final ClassTable classes;
    private final HeapBytes bytes;
    private final StackChunks chunks;

    LayoutSampler(LayoutSample sample, HeapBytes bytes, ObjectIndex objects, ClassTable classes) {
        this.sample = sample;
        this.bytes = bytes;
        this.chunks = StackChunks.of(classes);
        this.objects = objects;
        this.classes = classes;
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        int classIndex = classes.indexOf(classId);
        if (classIndex >= 0 && classIndex == chunks.classIndex() && fieldBytes >= chunks.sizeOffset() + Integer.BYTES) {
            int words = bytes.u4(fieldsOffset + chunks.sizeOffset());
            sample.addStackChunk(classes.get(classIndex), words, gapAfter(objectId));
        } else if (classIndex >= 0) {
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

    void mirror(HeapClass heapClass) {
        if (heapClass.classRecord() != null && heapClass.objectIndex() >= 0) {
            sample.addMirror(heapClass, gapAfter(heapClass.classId()));
        }
    }

    private long gapAfter(long objectId) {
        return objects.gapAfter(objectId, LayoutSample.LARGEST_GAP);
    }
}
