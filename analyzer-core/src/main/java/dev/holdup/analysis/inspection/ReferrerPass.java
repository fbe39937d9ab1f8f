package dev.holdup.analysis.inspection;

import dev.holdup.analysis.heap.ClassTable;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.function.LongConsumer;

/// Pass over the file, one visitor a worker: which objects refer to one, by any field or element.
final class ReferrerPass implements HeapVisitor {
    private static final int[] NO_OFFSETS = {};
    /// Records between two reports of progress.
    private static final int REPORTED = 1 << 16;

    private final LookedAt look;
    private final HeapBytes bytes;
    private final long targetId;
    /// `offsetsByClass[classIndex]`: of the references from the first field value.
    private final int[][] offsetsByClass;

    private final LongConsumer progress;

    final Largest referrers;
    private int records;
    private long lastClassId = -1;
    private int[] lastOffsets = NO_OFFSETS;

    /// @param offsetsByClass as [#offsetsByClass] answers
    /// @param progress told of every so many records more
    ReferrerPass(LookedAt look, int[][] offsetsByClass, long targetId, LongConsumer progress) {
        this.progress = progress;
        this.look = look;
        this.bytes = look.heap.bytes();
        this.targetId = targetId;
        this.offsetsByClass = offsetsByClass;
        this.referrers = new Largest(look.tree, look.limit);
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        count();
        for (int offset : offsets(classId)) {
            if (offset + bytes.idBytes() <= fieldBytes && bytes.id(fieldsOffset + offset) == targetId) {
                note(objectId);
                return;
            }
        }
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        count();
        long end = elementsOffset + (long) length * bytes.idBytes();
        for (long element = elementsOffset; element < end; element += bytes.idBytes()) {
            if (bytes.id(element) == targetId) {
                note(objectId);
                return;
            }
        }
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        count();
    }

    private void count() {
        if (++records == REPORTED) {
            progress.accept(records);
            records = 0;
        }
    }

    private void note(long objectId) {
        int object = look.heap.objects().indexOf(objectId);
        if (object >= 0) {
            referrers.add(object);
        }
    }

    private int[] offsets(long classId) {
        if (classId != lastClassId) {
            lastClassId = classId;
            int classIndex = look.heap.classes().indexOf(classId);
            lastOffsets = classIndex < 0 ? NO_OFFSETS : offsetsByClass[classIndex];
        }
        return lastOffsets;
    }

    /// What all workers' passes have to know of each class.
    static int[][] offsetsByClass(ClassTable classes) {
        int[][] offsetsByClass = new int[classes.size()][];
        for (int c = 0; c < offsetsByClass.length; c++) {
            offsetsByClass[c] = classes.get(c).fields().stream()
                    .filter(field -> field.type() == FieldType.OBJECT)
                    .mapToInt(HeapClass.Field::offset)
                    .toArray();
        }
        return offsetsByClass;
    }
}
