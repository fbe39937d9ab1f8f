package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
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
    private static final long SAMPLED_BYTES = 32 << 20;
    private static final long LEAST_BYTES_PER_PLACE = 64 << 10;
    private static final long LARGEST_GAP = 1 << 12;

    /// An array of `length` elements took at most `gap` bytes.
    record ArrayGap(FieldType elementType, int length, long gap) {}

    /// The class object took at most `gap` bytes.
    record MirrorGap(HeapClass heapClass, long gap) {}

    /// A virtual thread's stack of so many words took at most `gap` bytes.
    record StackChunkGap(HeapClass heapClass, int words, long gap) {}

    /// The smallest gap seen behind an instance of the class, how often it was seen, and how many instances were
    /// looked at.
    static final class InstanceGap {
        final HeapClass heapClass;
        long smallest = Long.MAX_VALUE;
        int seen;
        int looked;

        InstanceGap(HeapClass heapClass) {
            this.heapClass = heapClass;
        }

        void add(long gap) {
            if (gap < smallest) {
                smallest = gap;
                seen = 0;
            }
            if (gap == smallest) {
                seen++;
            }
            looked++;
        }
    }

    final List<ArrayGap> arrays = new ArrayList<>();
    final Map<HeapClass, InstanceGap> instances = new HashMap<>();
    final List<MirrorGap> mirrors = new ArrayList<>();
    final List<StackChunkGap> stackChunks = new ArrayList<>();
    long addressBits;

    private final ObjectIndex objects;
    private final ClassTable classes;
    private final HeapBytes bytes;
    private final StackChunks chunks;

    private LayoutSample(HeapBytes bytes, ObjectIndex objects, ClassTable classes) {
        this.bytes = bytes;
        this.objects = objects;
        this.classes = classes;
        this.chunks = StackChunks.of(classes);
    }

    static LayoutSample of(HeapDump dump, List<HeapRegion> pieces, ObjectIndex objects, ClassTable classes) {
        LayoutSample sample = new LayoutSample(dump.bytes(), objects, classes);
        int step = Math.max(1, pieces.size() / PLACES);
        long perPlace = Math.max(LEAST_BYTES_PER_PLACE, SAMPLED_BYTES * step / Math.max(1, pieces.size()));
        for (int i = 0; i < pieces.size(); i += step) {
            HeapRegion piece = pieces.get(i);
            // The cut may fall within a record: the walk then ends before it, which is all we want.
            var _ = dump.accept(
                    new HeapRegion(piece.offset(), Math.min(piece.end(), piece.offset() + perPlace)), sample);
        }
        for (int i = 0; i < classes.size(); i++) {
            sample.mirror(classes.get(i));
        }
        return sample;
    }

    private void mirror(HeapClass heapClass) {
        if (heapClass.classRecord() != null && heapClass.objectIndex() >= 0) {
            long gap = objects.gapAfter(heapClass.classId(), LARGEST_GAP);
            if (gap <= LARGEST_GAP) {
                mirrors.add(new MirrorGap(heapClass, gap));
            }
        }
    }

    /// Looks at one more object, which need not be in the sampled part of the file.
    void look(HeapClass heapClass, long objectId) {
        long gap = objects.gapAfter(objectId, LARGEST_GAP);
        if (gap <= LARGEST_GAP) {
            instance(heapClass).add(gap);
        }
    }

    private void stackChunk(HeapClass heapClass, long objectId, long sizeOffset) {
        long gap = objects.gapAfter(objectId, LARGEST_GAP);
        if (gap <= LARGEST_GAP) {
            stackChunks.add(new StackChunkGap(heapClass, bytes.u4(sizeOffset), gap));
        }
    }

    InstanceGap instance(HeapClass heapClass) {
        return instances.computeIfAbsent(heapClass, InstanceGap::new);
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        addressBits |= objectId;
        int classIndex = classes.indexOf(classId);
        if (classIndex >= 0 && classIndex == chunks.classIndex() && fieldBytes >= chunks.sizeOffset() + Integer.BYTES) {
            stackChunk(classes.get(classIndex), objectId, fieldsOffset + chunks.sizeOffset());
        } else if (classIndex >= 0) {
            look(classes.get(classIndex), objectId);
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
