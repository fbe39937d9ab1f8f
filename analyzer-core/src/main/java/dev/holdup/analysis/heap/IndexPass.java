package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// First pass over the file, one visitor a worker: marks every object, collects classes and roots, notes which
/// addresses each stretch of the file holds.
///
/// Regions are cut into pieces of [#PIECE_BYTES] on the way, so that the second pass shares out a single huge
/// region too.
final class IndexPass implements HeapVisitor {
    private static final long PIECE_BYTES = 8L << 20;

    private final AddressBits.Marker marker;
    private final int instanceHeaderBytes;
    private final int objectArrayHeaderBytes;
    private final int primitiveArrayHeaderBytes;
    private final LongIntMap knownClasses = new LongIntMap(4096);
    private long lastClass = -1;

    /// Classes that objects name, in no order.
    final List<Long> classIds = new ArrayList<>();
    final List<HeapClassRecord> classRecords = new ArrayList<>();
    final List<GcRoot> roots = new ArrayList<>();
    final List<ThreadRoot> threadRoots = new ArrayList<>();
    final HeapCensus.Tally instances = new HeapCensus.Tally();
    final HeapCensus.Tally objectArrays = new HeapCensus.Tally();
    final HeapCensus.Tally primitiveArrays = new HeapCensus.Tally();
    final Set<Integer> stackSerials = new HashSet<>();
    private int lastSerial = -1;
    final List<HeapRegion> pieces = new ArrayList<>();
    final FileStretches.Recorder stretches = new FileStretches.Recorder();
    private long pieceStart;
    private long pieceLimit;
    /// Begins at the region's offset and rises by one a root, so that it rises with the place in the file.
    private long rootOrder;
    private final int idBytes;

    /// `ROOT_THREAD_OBJ`.
    ///
    /// @param order rises with the records' places in the file; shared with [GcRoot]
    record ThreadRoot(long objectId, int threadSerial, int stackSerial, long order) {}

    IndexPass(AddressBits.Marker marker, int idBytes) {
        this.marker = marker;
        this.idBytes = idBytes;
        this.instanceHeaderBytes = 1 + idBytes + 4 + idBytes + 4;
        this.objectArrayHeaderBytes = 1 + idBytes + 4 + 4 + idBytes;
        this.primitiveArrayHeaderBytes = 1 + idBytes + 4 + 4 + 1;
    }

    void begin(HeapRegion region) {
        pieceStart = region.offset();
        pieceLimit = pieceStart + PIECE_BYTES;
        rootOrder = region.offset();
        stretches.begin(region);
    }

    void end(HeapRegion region) {
        pieces.add(new HeapRegion(pieceStart, region.end()));
        stretches.end(region);
    }

    private void cutBefore(long recordOffset) {
        pieces.add(new HeapRegion(pieceStart, recordOffset));
        pieceStart = recordOffset;
        pieceLimit = recordOffset + PIECE_BYTES;
    }

    @Override
    public void root(GcRootKind kind, long objectId, int threadSerial, int frameNumber) {
        roots.add(new GcRoot(kind, objectId, threadSerial, frameNumber, rootOrder++));
    }

    @Override
    public void threadRoot(long objectId, int threadSerial, int stackSerial) {
        threadRoots.add(new ThreadRoot(objectId, threadSerial, stackSerial, rootOrder++));
    }

    @Override
    public void classDump(HeapClassRecord classRecord) {
        marker.mark(classRecord.classId());
        classRecords.add(classRecord);
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        if (fieldsOffset > pieceLimit) {
            cutBefore(fieldsOffset - instanceHeaderBytes);
        }
        instances.add((long) instanceHeaderBytes + fieldBytes);
        noteSerial(stackSerial);
        marker.mark(objectId);
        stretches.object(objectId, fieldsOffset + fieldBytes);
        nameClass(classId);
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        if (elementsOffset > pieceLimit) {
            cutBefore(elementsOffset - objectArrayHeaderBytes);
        }
        objectArrays.add(objectArrayHeaderBytes + (long) length * idBytes);
        marker.mark(objectId);
        stretches.object(objectId, elementsOffset + (long) length * idBytes);
        nameClass(arrayClassId);
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        primitiveArrays.add(
                primitiveArrayHeaderBytes + (elementsOffset < 0 ? 0 : (long) length * elementType.bytes(idBytes)));
        marker.mark(objectId);
        if (elementsOffset < 0) {
            stretches.object(objectId);
        } else {
            stretches.object(objectId, elementsOffset + (long) length * elementType.bytes(idBytes));
        }
    }

    private void noteSerial(int stackSerial) {
        if (stackSerial != lastSerial) {
            lastSerial = stackSerial;
            if (stackSerials.size() < HeapCensus.MOST_SERIALS) {
                stackSerials.add(stackSerial);
            }
        }
    }

    private void nameClass(long classId) {
        if (classId != lastClass) {
            lastClass = classId;
            if (knownClasses.get(classId) == LongIntMap.NONE) {
                knownClasses.put(classId, classIds.size());
                classIds.add(classId);
            }
        }
    }
}
