package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What the sweep does with the objects of each class, and at which offsets it reads. By class index.
final class SweepPlan {
    /// A class with more objects is not noted: what is looked into one by one is rare, or the dump is not honest.
    static final long MOST_NOTED = 200_000;

    static final int ABSENT = -1;

    final ClassTask[] taskByClass;
    /// First offset: characters of a string, array of a collection, `queue` of a finalizer. [#ABSENT] if there is none.
    final int[] firstOffsetByClass;
    /// Second: coder of a string, size of a collection or `head` of a ring, `referent` of a finalizer.
    final int[] secondOffsetByClass;
    /// Third: `tail` of a ring; of others what makes the size unreliable.
    final int[] thirdOffsetByClass;
    /// Whether the size is a long.
    final BitSet isLongByClass = new BitSet();
    /// Bytes of field values that the offsets need.
    final int[] bytesByClass;
    final @Nullable CollectionShape[] shapeByClass;

    SweepPlan(HeapGraph heap) {
        int classes = heap.classes().size();
        taskByClass = new ClassTask[classes];
        firstOffsetByClass = new int[classes];
        secondOffsetByClass = new int[classes];
        thirdOffsetByClass = new int[classes];
        bytesByClass = new int[classes];
        shapeByClass = new CollectionShape[classes];
        Arrays.fill(taskByClass, ClassTask.NONE);
        Arrays.fill(firstOffsetByClass, ABSENT);
        Arrays.fill(secondOffsetByClass, ABSENT);
        Arrays.fill(thirdOffsetByClass, ABSENT);
        for (int c = 0; c < classes; c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (!heapClass.isArray() && heap.totals().objectsByClass()[c] > 0) {
                plan(heapClass, heap);
            }
        }
    }

    private void plan(HeapClass heapClass, HeapGraph heap) {
        int c = heapClass.classIndex();
        for (HeapClass.Field field : heapClass.fields()) {
            bytesByClass[c] = Math.max(
                    bytesByClass[c],
                    field.offset() + field.type().bytes(heap.bytes().idBytes()));
        }
        if (heapClass.name().equals("java.lang.String")) {
            firstOffsetByClass[c] = offset(heapClass, "value", FieldType.OBJECT);
            secondOffsetByClass[c] = offset(heapClass, "coder", FieldType.BYTE);
            taskByClass[c] = firstOffsetByClass[c] == ABSENT ? ClassTask.NONE : ClassTask.STRING;
            return;
        }
        if (heapClass.name().equals("java.lang.ref.Finalizer")) {
            firstOffsetByClass[c] = offset(heapClass, "queue", FieldType.OBJECT);
            secondOffsetByClass[c] = offset(heapClass, "referent", FieldType.OBJECT);
            taskByClass[c] = firstOffsetByClass[c] == ABSENT || secondOffsetByClass[c] == ABSENT
                    ? ClassTask.NONE
                    : ClassTask.FINALIZER;
            return;
        }
        CollectionShape shape = CollectionShape.of(heapClass);
        if (shape != null) {
            firstOffsetByClass[c] = offset(heapClass, shape.array(), FieldType.OBJECT);
            String size = shape.size() == null ? "head" : shape.size();
            secondOffsetByClass[c] =
                    Math.max(offset(heapClass, size, FieldType.INT), offset(heapClass, size, FieldType.LONG));
            isLongByClass.set(c, offset(heapClass, size, FieldType.LONG) != ABSENT);
            String third = shape.size() == null ? "tail" : shape.unless();
            thirdOffsetByClass[c] = third == null
                    ? ABSENT
                    : offset(heapClass, third, shape.size() == null ? FieldType.INT : FieldType.OBJECT);
            boolean whole = third == null || thirdOffsetByClass[c] != ABSENT;
            if (firstOffsetByClass[c] != ABSENT && secondOffsetByClass[c] != ABSENT && whole) {
                taskByClass[c] = ClassTask.COLLECTION;
                shapeByClass[c] = shape;
            }
            return;
        }
        if (heap.totals().objectsByClass()[c] <= MOST_NOTED
                && NotedClasses.all().stream().anyMatch(heapClass::isA)) {
            taskByClass[c] = ClassTask.NOTE;
        }
    }

    private static int offset(HeapClass heapClass, String name, FieldType type) {
        HeapClass.Field field = heapClass.field(name);
        return field == null || field.type() != type ? ABSENT : field.offset();
    }
}
