package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapVisitor;

/// Where each object's values are in the dump; one walk over it.
///
/// Memory: eight bytes an object.
final class RecordPositions implements HeapVisitor {
    private final HeapGraph heap;
    private final LongTable positionByObject;

    RecordPositions(HeapGraph heap) {
        this.heap = heap;
        this.positionByObject = heap.space().longs(heap.size());
    }

    /// 0 where there are none.
    static LongTable of(HeapGraph heap) {
        RecordPositions pass = new RecordPositions(heap);
        heap.dump().regions().forEach(region -> {
            heap.workers().cancellation().check();
            var _ = heap.dump().accept(region, pass);
        });
        return pass.positionByObject;
    }

    private void note(long objectId, long offset) {
        int object = heap.objects().indexOf(objectId);
        if (object >= 0 && offset > 0) {
            positionByObject.set(object, offset);
        }
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        note(objectId, fieldsOffset);
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        note(objectId, elementsOffset);
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        note(objectId, elementsOffset);
    }
}
