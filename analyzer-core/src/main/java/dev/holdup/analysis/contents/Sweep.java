package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.ObjectIndex;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.ArrayList;
import java.util.List;

/// One worker's share of the third pass over the file: every record once, in the order of the file. Only what is
/// reachable counts.
final class Sweep implements HeapVisitor {
    private final HeapBytes bytes;
    private final ObjectIndex objects;
    private final HeapGraph heap;
    private final DominatorTree tree;
    private final SweepPlan plan;
    private final FinalizerTally.Marks finalizerMarks;
    private final StringTable.Writer strings;

    final List<ObjectRecord> noted = new ArrayList<>();
    final FinalizerTally finalizers;
    final CollectionTally collections;
    final ArrayTailTally tails;
    private long lastClassId = -1;
    private int lastClass = -1;

    Sweep(
            HeapGraph heap,
            DominatorTree tree,
            SweepPlan plan,
            FinalizerTally.Marks finalizerMarks,
            StringTable.Writer strings) {
        this.heap = heap;
        this.tree = tree;
        this.bytes = heap.bytes();
        this.objects = heap.objects();
        this.plan = plan;
        this.finalizerMarks = finalizerMarks;
        this.strings = strings;
        this.finalizers = new FinalizerTally(heap.classes().size());
        this.collections = new CollectionTally(heap);
        this.tails = new ArrayTailTally(heap);
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        if (classId != lastClassId) {
            lastClassId = classId;
            lastClass = heap.classes().indexOf(classId);
        }
        int c = lastClass;
        if (c < 0) {
            return;
        }
        ClassTask task = plan.taskByClass[c];
        if (task == ClassTask.NONE || fieldBytes < plan.bytesByClass[c]) {
            return;
        }
        int object = objects.indexOf(objectId);
        if (!tree.isReachable(object)) {
            return;
        }
        switch (task) {
            case NONE -> {}
            case STRING -> strings.string(objects.indexOf(bytes.id(fieldsOffset + plan.firstOffsetByClass[c])));
            case COLLECTION -> collection(c, fieldsOffset);
            case FINALIZER -> {
                if (finalizerMarks.isQueued(bytes.id(fieldsOffset + plan.firstOffsetByClass[c]))) {
                    finalizers.add(objects.indexOf(bytes.id(fieldsOffset + plan.secondOffsetByClass[c])), heap, tree);
                }
            }
            case NOTE -> {
                HeapClass heapClass = heap.classes().get(c);
                noted.add(new ObjectRecord(objectId, heapClass, fieldsOffset, fieldBytes));
            }
        }
    }

    private void collection(int c, long fieldsOffset) {
        CollectionShape shape = plan.shapeByClass[c];
        if (shape == null) {
            return;
        }
        long arrayId = bytes.id(fieldsOffset + plan.firstOffsetByClass[c]);
        int array = arrayId == 0 ? ObjectIndex.NONE : objects.indexOf(arrayId);
        long sizeAt = fieldsOffset + plan.secondOffsetByClass[c];
        long size = plan.isLongByClass.get(c) ? bytes.u8(sizeAt) : bytes.u4(sizeAt);
        if (plan.thirdOffsetByClass[c] != SweepPlan.ABSENT) {
            long thirdAt = fieldsOffset + plan.thirdOffsetByClass[c];
            if (shape.size() != null) {
                size = bytes.id(thirdAt) == 0 ? size : CollectionTally.UNKNOWN;
            } else if (array >= 0) {
                long between = bytes.u4(thirdAt) - size;
                size = between < 0 ? between + collections.slots(array) : between;
            }
        }
        collections.add(c, array, size, shape);
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        if (length < ArrayTailTally.FEWEST_IDS) {
            return;
        }
        int idBytes = bytes.idBytes();
        long used = length;
        while (used > 0 && bytes.id(elementsOffset + (used - 1) * idBytes) == 0) {
            used--;
        }
        if (tails.isMuch(used, length)) {
            tail(objectId, FieldType.OBJECT, used, length);
        }
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        if (elementsOffset < 0) {
            return;
        }
        boolean text = elementType == FieldType.BYTE || elementType == FieldType.CHAR;
        int width = elementType.bytes(bytes.idBytes());
        if (text) {
            int object = objects.indexOf(objectId);
            if (tree.isReachable(object)) {
                strings.array(object, elementsOffset, (long) length * width, elementType);
            }
        }
        if ((long) length * width >= ArrayTailTally.FEWEST_BYTES) {
            long filled = ArrayTailTally.filledBytes(bytes, elementsOffset, (long) length * width);
            long used = (filled + width - 1) / width;
            if (tails.isMuch(used, length)) {
                tail(objectId, elementType, used, length);
            }
        }
    }

    private void tail(long objectId, FieldType elementType, long used, int length) {
        int object = objects.indexOf(objectId);
        if (tree.isReachable(object)) {
            tails.add(object, elementType, used, length);
        }
    }
}
