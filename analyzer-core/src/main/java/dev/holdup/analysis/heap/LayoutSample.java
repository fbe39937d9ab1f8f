package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Objects from all over the dump with the gap to their next neighbour: the gap is the object's size, or more
/// where something dead lay between.
final class LayoutSample implements HeapVisitor {
    private static final int PLACES = 128;
    /// Shared out among the places; the first ones often hold classes and no objects.
    private static final long SAMPLED_BYTES = 16 << 20;
    private static final long LEAST_BYTES_PER_PLACE = 64 << 10;
    private static final long LARGEST_GAP = 1 << 12;

    /// An array of `length` elements took at most `gap` bytes.
    record ArrayGap(FieldType elementType, int length, long gap) {}

    /// The smallest gap seen behind an instance of the class, and how often it was seen.
    static final class InstanceGap {
        final HeapClass heapClass;
        long smallest = Long.MAX_VALUE;
        int seen;

        InstanceGap(HeapClass heapClass) {
            this.heapClass = heapClass;
        }

        private void add(long gap) {
            if (gap < smallest) {
                smallest = gap;
                seen = 0;
            }
            if (gap == smallest) {
                seen++;
            }
        }
    }

    final List<ArrayGap> arrays = new ArrayList<>();
    final Map<HeapClass, InstanceGap> instances = new HashMap<>();
    long addressBits;

    private final ObjectIndex objects;
    private final ClassTable classes;

    private LayoutSample(ObjectIndex objects, ClassTable classes) {
        this.objects = objects;
        this.classes = classes;
    }

    static LayoutSample of(HeapDump dump, List<HeapRegion> pieces, ObjectIndex objects, ClassTable classes) {
        LayoutSample sample = new LayoutSample(objects, classes);
        int step = Math.max(1, pieces.size() / PLACES);
        long perPlace = Math.max(LEAST_BYTES_PER_PLACE, SAMPLED_BYTES * step / Math.max(1, pieces.size()));
        for (int i = 0; i < pieces.size(); i += step) {
            HeapRegion piece = pieces.get(i);
            // The cut may fall within a record: the walk then ends before it, which is all we want.
            var _ = dump.accept(
                    new HeapRegion(piece.offset(), Math.min(piece.end(), piece.offset() + perPlace)), sample);
        }
        return sample;
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        addressBits |= objectId;
        int classIndex = classes.indexOf(classId);
        long gap = objects.gapAfter(objectId, LARGEST_GAP);
        if (classIndex >= 0 && gap <= LARGEST_GAP) {
            instances.computeIfAbsent(classes.get(classIndex), InstanceGap::new).add(gap);
        }
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        array(objectId, FieldType.OBJECT, length);
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        array(objectId, elementType, length);
    }

    private void array(long objectId, FieldType elementType, int length) {
        addressBits |= objectId;
        long gap = objects.gapAfter(objectId, LARGEST_GAP);
        if (gap <= LARGEST_GAP) {
            arrays.add(new ArrayGap(elementType, length, gap));
        }
    }
}
