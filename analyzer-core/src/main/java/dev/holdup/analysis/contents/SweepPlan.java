package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the sweep does with the objects of each class, and at which offsets it reads. By class index.
final class SweepPlan {
    /// A class with more objects is not noted: what is looked into one by one is rare, or the dump is not honest.
    static final long MOST_NOTED = 200_000;

    static final int ABSENT = -1;

    /// Sets of [ClassTask].
    final int[] tasksByClass;
    /// First offset: characters of a string, `queue` of a reference, value of a boxed number. [#ABSENT] if there is
    /// none.
    final int[] firstOffsetByClass;
    /// Second: coder of a string, `referent` of a reference.
    final int[] secondOffsetByClass;
    /// Bytes of field values that the offsets need.
    final int[] bytesByClass;

    final DescribedClasses described;
    /// Type of the value of boxed numbers; null for other classes.
    final @Nullable FieldType[] valueByClass;

    /// @param holders null if nobody asks by which fields collections are held
    /// @param withBoxes whether boxed numbers are counted
    SweepPlan(HeapGraph heap, DescribedClasses described, @Nullable HolderFields holders, boolean withBoxes) {
        int classes = heap.classes().size();
        this.described = described;
        tasksByClass = new int[classes];
        firstOffsetByClass = new int[classes];
        secondOffsetByClass = new int[classes];
        bytesByClass = new int[classes];
        valueByClass = new FieldType[classes];
        Arrays.fill(firstOffsetByClass, ABSENT);
        Arrays.fill(secondOffsetByClass, ABSENT);
        for (int c = 0; c < classes; c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (!heapClass.isArray() && heap.totals().objectsByClass()[c] > 0) {
                plan(heapClass, heap, withBoxes);
                if (holders != null && holders.mayHold(c)) {
                    tasksByClass[c] |= ClassTask.HOLDER.bit();
                }
            }
        }
    }

    private void plan(HeapClass heapClass, HeapGraph heap, boolean withBoxes) {
        int c = heapClass.classIndex();
        for (HeapClass.Field field : heapClass.fields()) {
            bytesByClass[c] = Math.max(
                    bytesByClass[c],
                    field.offset() + field.type().bytes(heap.bytes().idBytes()));
        }
        if (heapClass.name().equals("java.lang.String")) {
            firstOffsetByClass[c] = offset(heapClass, "value", FieldType.OBJECT);
            secondOffsetByClass[c] = offset(heapClass, "coder", FieldType.BYTE);
            tasksByClass[c] = firstOffsetByClass[c] == ABSENT ? 0 : ClassTask.STRING.bit();
            return;
        }
        if (heapClass.isA("java.lang.ref.Reference")) {
            firstOffsetByClass[c] = offset(heapClass, "queue", FieldType.OBJECT);
            secondOffsetByClass[c] = offset(heapClass, "referent", FieldType.OBJECT);
            boolean whole = firstOffsetByClass[c] != ABSENT && secondOffsetByClass[c] != ABSENT;
            tasksByClass[c] |= whole ? ClassTask.REFERENCE.bit() : 0;
        }
        if (withBoxes && Boxes.CLASSES.contains(heapClass.name())) {
            HeapClass.Field value = heapClass.field("value");
            if (value != null && value.type() != FieldType.OBJECT) {
                firstOffsetByClass[c] = value.offset();
                valueByClass[c] = value.type();
                tasksByClass[c] |= ClassTask.BOX.bit();
            }
        }
        if (described.of(c) != null) {
            tasksByClass[c] |= ClassTask.COLLECTION.bit();
        }
        if (heap.totals().objectsByClass()[c] <= MOST_NOTED
                && NotedClasses.all().stream().anyMatch(heapClass::isA)) {
            tasksByClass[c] |= ClassTask.NOTE.bit();
        }
    }

    private static int offset(HeapClass heapClass, String name, FieldType type) {
        HeapClass.Field field = heapClass.field(name);
        return field == null || field.type() != type ? ABSENT : field.offset();
    }
}
