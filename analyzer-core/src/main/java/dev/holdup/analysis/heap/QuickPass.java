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
    private static final int SAMPLED_PLACES = 64;
    /// Of the file between two samples, at least: in a small dump they are next to each other.
    private static final long LEAST_DISTANCE = 16 << 10;

    final List<Long> classIds = new ArrayList<>();
    /// Instances of `classIds[slot]`.
    long[] objectsBySlot = new long[4096];

    ArrayTally[] arraysBySlot = new ArrayTally[4096];
    final ArrayTally[] arraysByElement = new ArrayTally[FieldType.values().length];
    final List<HeapClassRecord> classRecords = new ArrayList<>();
    final List<IndexPass.ThreadRoot> threadRoots = new ArrayList<>();
    final FileStretches.Recorder stretches = new FileStretches.Recorder();
    final QuickSample sample = new QuickSample();
    long roots;

    private final LongIntMap slotByClass = new LongIntMap(4096);
    private final int idBytes;
    private final long sampleDistance;
    private long nextSample;
    private long lastClass = -1;
    private int lastSlot = -1;
    /// Rises with the roots' places in the file.
    private long rootOrder;

    /// @param heapBytes of all regions together
    QuickPass(int idBytes, long heapBytes) {
        this.idBytes = idBytes;
        this.sampleDistance = Math.max(LEAST_DISTANCE, heapBytes / SAMPLED_PLACES);
        for (int i = 0; i < arraysByElement.length; i++) {
            arraysByElement[i] = new ArrayTally();
        }
    }

    /// Samples are taken at places in the file, so that they do not depend on who walks what.
    void begin(HeapRegion region) {
        rootOrder = region.offset();
        stretches.begin(region);
        nextSample = (region.offset() + sampleDistance - 1) / sampleDistance * sampleDistance;
        sample.end();
    }

    void end(HeapRegion region) {
        stretches.end(region);
    }

    /// @param values where the object's values begin
    private boolean isSampled(long values) {
        if (values >= nextSample) {
            nextSample = (values / sampleDistance + 1) * sampleDistance;
            sample.begin();
        }
        return !sample.isFull();
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
        stretches.object(objectId, fieldsOffset + fieldBytes);
        int slot = slot(classId);
        objectsBySlot[slot]++;
        if (isSampled(fieldsOffset)) {
            sample.addInstance(objectId, slot);
        }
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        stretches.object(objectId, elementsOffset + (long) length * idBytes);
        int slot = slot(arrayClassId);
        ArrayTally tally = arraysBySlot[slot];
        if (tally == null) {
            tally = new ArrayTally();
            arraysBySlot[slot] = tally;
        }
        tally.add(length);
        if (isSampled(elementsOffset)) {
            sample.addArray(objectId, FieldType.OBJECT, length);
        }
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        if (elementsOffset < 0) {
            stretches.object(objectId);
        } else {
            stretches.object(objectId, elementsOffset + (long) length * elementType.bytes(idBytes));
        }
        arraysByElement[elementType.ordinal()].add(length);
        if (isSampled(elementsOffset)) {
            sample.addArray(objectId, elementType, length);
        }
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
