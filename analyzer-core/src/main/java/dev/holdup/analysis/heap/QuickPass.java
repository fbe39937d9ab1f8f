package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The one pass of a quick look, one visitor a worker: counts by class, and notes which addresses each stretch
/// of the file holds, so that the few objects that are read afterwards are found without an index.
final class QuickPass implements HeapVisitor {
    private static final long STRETCH_BYTES = 256 << 10;

    final List<Long> classIds = new ArrayList<>();
    /// Instances of `classIds[slot]`.
    long[] objectsBySlot = new long[4096];

    ArrayTally[] arraysBySlot = new ArrayTally[4096];
    final ArrayTally[] arraysByElement = new ArrayTally[FieldType.values().length];
    final List<HeapClassRecord> classRecords = new ArrayList<>();
    final List<IndexPass.ThreadRoot> threadRoots = new ArrayList<>();
    final List<Stretch> stretches = new ArrayList<>();
    long roots;

    private final LongIntMap slotByClass = new LongIntMap(4096);
    private final int idBytes;
    private long lastClass = -1;
    private int lastSlot = -1;
    private long start;
    private long limit;
    /// Rises with the roots' places in the file.
    private long rootOrder;
    private long boundary;
    private long lowest;
    private long highest;

    /// @param lowest and highest: smallest and largest object id in the region
    record Stretch(HeapRegion region, long lowest, long highest) {}

    QuickPass(int idBytes) {
        this.idBytes = idBytes;
        Arrays.setAll(arraysByElement, i -> new ArrayTally());
    }

    void begin(HeapRegion region) {
        start(region.offset());
        boundary = region.offset();
        rootOrder = region.offset();
    }

    void end(HeapRegion region) {
        stretches.add(new Stretch(new HeapRegion(start, region.end()), lowest, highest));
    }

    private void start(long offset) {
        start = offset;
        limit = offset + STRETCH_BYTES;
        lowest = Long.MAX_VALUE;
        highest = Long.MIN_VALUE;
    }

    private void object(long objectId, long recordEnd) {
        if (boundary > limit) {
            stretches.add(new Stretch(new HeapRegion(start, boundary), lowest, highest));
            start(boundary);
        }
        lowest = Math.min(lowest, objectId);
        highest = Math.max(highest, objectId);
        boundary = recordEnd;
    }

    @Override
    public void root(GcRootKind kind, long objectId, int threadSerial, int frameNumber) {
        roots++;
    }

    @Override
    public void threadRoot(long objectId, int threadSerial, int stackSerial) {
        roots++;
        threadRoots.add(new IndexPass.ThreadRoot(objectId, threadSerial, stackSerial, rootOrder++));
    }

    @Override
    public void classDump(HeapClassRecord classRecord) {
        classRecords.add(classRecord);
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        object(objectId, fieldsOffset + fieldBytes);
        objectsBySlot[slot(classId)]++;
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        object(objectId, elementsOffset + (long) length * idBytes);
        int slot = slot(arrayClassId);
        ArrayTally tally = arraysBySlot[slot];
        if (tally == null) {
            tally = new ArrayTally();
            arraysBySlot[slot] = tally;
        }
        tally.add(length);
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        object(objectId, elementsOffset < 0 ? boundary : elementsOffset + (long) length * elementType.bytes(idBytes));
        arraysByElement[elementType.ordinal()].add(length);
    }

    private int slot(long classId) {
        if (classId == lastClass) {
            return lastSlot;
        }
        int slot = slotByClass.get(classId);
        if (slot == LongIntMap.NONE) {
            slot = classIds.size();
            slotByClass.put(classId, slot);
            classIds.add(classId);
            if (slot == objectsBySlot.length) {
                objectsBySlot = Arrays.copyOf(objectsBySlot, 2 * slot);
                arraysBySlot = Arrays.copyOf(arraysBySlot, 2 * slot);
            }
        }
        lastClass = classId;
        lastSlot = slot;
        return slot;
    }
}
