package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.ObjectIndex;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One worker's share of the third pass over the file: every record once, in the order of the file. Only what is
/// reachable counts.
final class Sweep implements HeapVisitor {
    /// What all workers share.
    ///
    /// @param holders null if nobody asks by which fields collections are held
    record Shared(
            LookedInto lookedInto,
            SweepPlan plan,
            @Nullable HolderFields holders,
            FinalizerTally.Marks finalizerMarks,
            ContentTable contents,
            Boxes boxes) {}

    private static final int NOT_A_CLASS = -1;

    private final HeapBytes bytes;
    private final ObjectIndex objects;
    private final HeapGraph heap;
    private final DominatorTree tree;
    private final Shared shared;
    private final SweepPlan plan;
    private final LookedInto lookedInto;
    private final ContentTable.Writer contents;
    private final int[] classByElementType = new int[FieldType.values().length];

    final List<ObjectRecord> noted = new ArrayList<>();
    final FinalizerTally finalizers;
    final ReferenceTally references;
    final ArrayTailTally tails;
    final ArrayTally arrays;
    final Boxes.Tally boxes;
    final List<CollectionSizes.Scattered> scattered = new ArrayList<>();
    private long lastClassId = -1;
    private int lastClass = NOT_A_CLASS;

    Sweep(Shared shared) {
        this.shared = shared;
        this.lookedInto = shared.lookedInto();
        this.heap = lookedInto.heap;
        this.tree = lookedInto.tree;
        this.bytes = heap.bytes();
        this.objects = heap.objects();
        this.plan = shared.plan();
        this.contents = shared.contents().new Writer();
        int classes = heap.classes().size();
        this.finalizers = new FinalizerTally(classes);
        this.references = new ReferenceTally(classes);
        this.tails = new ArrayTailTally(heap);
        this.arrays = new ArrayTally(classes);
        this.boxes = shared.boxes().new Tally();
        for (FieldType type : FieldType.values()) {
            var arrayClass = heap.classes().named(type.javaName() + "[]");
            classByElementType[type.ordinal()] = arrayClass == null ? NOT_A_CLASS : arrayClass.classIndex();
        }
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
        int tasks = plan.tasksByClass[c];
        if (tasks == 0 || fieldBytes < plan.bytesByClass[c]) {
            return;
        }
        int object = objects.indexOf(objectId);
        boolean isCollection = ClassTask.COLLECTION.isIn(tasks);
        if (isCollection ? !lookedInto.has(object) : !tree.isReachable(object)) {
            return;
        }
        if (ClassTask.STRING.isIn(tasks)) {
            int coder = plan.secondOffsetByClass[c];
            contents.string(
                    objects.indexOf(bytes.id(fieldsOffset + plan.firstOffsetByClass[c])),
                    coder != SweepPlan.ABSENT && bytes.u1(fieldsOffset + coder) == 1);
            return;
        }
        if (isCollection) {
            collection(object, c, fieldsOffset);
        }
        if (ClassTask.HOLDER.isIn(tasks) && shared.holders() != null) {
            shared.holders().look(object, c, bytes, fieldsOffset);
        }
        if (ClassTask.BOX.isIn(tasks)) {
            box(object, c, fieldsOffset);
        }
        if (ClassTask.REFERENCE.isIn(tasks)) {
            reference(c, fieldsOffset);
        }
        if (ClassTask.NOTE.isIn(tasks)) {
            noted.add(new ObjectRecord(objectId, heap.classes().get(c), fieldsOffset, fieldBytes));
        }
    }

    private void collection(int object, int c, long fieldsOffset) {
        DescribedClass its = plan.described.of(c);
        if (its == null) {
            return;
        }
        lookedInto.note(
                object,
                its.own(bytes, fieldsOffset),
                target(its.array, fieldsOffset),
                target(its.inside == DescribedClass.ABSENT ? its.also : its.inside, fieldsOffset));
        for (DescribedClass.Each each : its.each) {
            long array = bytes.id(fieldsOffset + each.offset());
            if (array != 0) {
                scattered.add(new CollectionSizes.Scattered(object, array, each));
            }
        }
    }

    private int target(int offset, long fieldsOffset) {
        long id = offset == DescribedClass.ABSENT ? 0 : bytes.id(fieldsOffset + offset);
        return id == 0 ? ObjectIndex.NONE : objects.indexOf(id);
    }

    private void box(int object, int c, long fieldsOffset) {
        FieldType type = plan.valueByClass[c];
        long at = fieldsOffset + plan.firstOffsetByClass[c];
        long value = switch (type) {
            case null -> 0;
            case BOOLEAN -> bytes.u1(at);
            case BYTE -> (byte) bytes.u1(at);
            case CHAR -> bytes.u2(at);
            case SHORT -> (short) bytes.u2(at);
            case INT, FLOAT -> bytes.u4(at);
            case LONG, DOUBLE, OBJECT -> bytes.u8(at);
        };
        if (!boxes.add(object, c, value)) {
            contents.box(object, value, c);
        }
    }

    private void reference(int c, long fieldsOffset) {
        long referent = bytes.id(fieldsOffset + plan.secondOffsetByClass[c]);
        boolean isQueued = shared.finalizerMarks().isQueued(bytes.id(fieldsOffset + plan.firstOffsetByClass[c]));
        references.add(c, referent == 0, isQueued);
        if (isQueued && heap.classes().get(c).name().equals("java.lang.ref.Finalizer")) {
            finalizers.add(objects.indexOf(referent), heap, tree);
        }
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        int object = objects.indexOf(objectId);
        if (!lookedInto.has(object)) {
            return;
        }
        int idBytes = bytes.idBytes();
        int filled = 0;
        int used = 0;
        for (int i = 0; i < length; i++) {
            if (bytes.id(elementsOffset + (long) i * idBytes) != 0) {
                filled++;
                used = i + 1;
            }
        }
        lookedInto.noteArray(object, length, filled);
        arrays.add(heap.shapes().classIndex(object), length);
        if (length >= ArrayTailTally.FEWEST_IDS && tails.isMuch(used, length)) {
            tails.add(object, FieldType.OBJECT, used, length);
        }
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        if (elementsOffset < 0) {
            return;
        }
        int object = objects.indexOf(objectId);
        if (!tree.isReachable(object)) {
            return;
        }
        int width = elementType.bytes(bytes.idBytes());
        long itsBytes = (long) length * width;
        if (shared.contents().gathers(elementType)) {
            contents.array(object, elementsOffset, itsBytes, elementType);
        }
        int c = classByElementType[elementType.ordinal()];
        if (c != NOT_A_CLASS) {
            arrays.add(c, length);
        }
        if (elementType != FieldType.BYTE && elementType != FieldType.CHAR && lookedInto.has(object)) {
            lookedInto.noteArray(object, length, 0);
        }
        if (itsBytes >= ArrayTailTally.FEWEST_BYTES) {
            long filled = ArrayTailTally.filledBytes(bytes, elementsOffset, itsBytes);
            long used = (filled + width - 1) / width;
            if (tails.isMuch(used, length)) {
                tails.add(object, elementType, used, length);
            }
        }
    }
}
