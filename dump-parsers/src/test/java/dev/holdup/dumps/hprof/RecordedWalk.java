package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.ParseWarning;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What a walk over all regions of a dump passed on, record by record, and what it warned of.
final class RecordedWalk implements HeapVisitor {
    record Root(GcRootKind kind, long objectId, int threadSerial, int frameNumber) {}

    record ThreadRoot(long objectId, int threadSerial, int stackSerial) {}

    record Instance(long objectId, int stackSerial, long classId, String fieldsInHex) {}

    record ObjectArray(long objectId, int stackSerial, long arrayClassId, List<Long> elements) {}

    record PrimitiveArray(
            long objectId, int stackSerial, FieldType elementType, boolean hasData, int length, String elementsInHex) {}

    final List<Root> roots = new ArrayList<>();
    final List<ThreadRoot> threadRoots = new ArrayList<>();
    final List<HeapClassRecord> classes = new ArrayList<>();
    final List<Instance> instances = new ArrayList<>();
    final List<ObjectArray> objectArrays = new ArrayList<>();
    final List<PrimitiveArray> primitiveArrays = new ArrayList<>();
    final List<ParseWarning> warnings = new ArrayList<>();
    private final HeapDump dump;

    private RecordedWalk(HeapDump dump) {
        this.dump = dump;
    }

    static RecordedWalk of(HeapDump dump) {
        RecordedWalk walk = new RecordedWalk(dump);
        walk.warnings.addAll(dump.warnings());
        for (HeapRegion region : dump.regions()) {
            ParseWarning warning = dump.accept(region, walk);
            if (warning != null) {
                walk.warnings.add(warning);
            }
        }
        return walk;
    }

    /// Records passed on, of all kinds.
    int records() {
        return roots.size() + threadRoots.size() + classes.size() + objects();
    }

    int objects() {
        return instances.size() + objectArrays.size() + primitiveArrays.size();
    }

    @Override
    public void root(GcRootKind kind, long objectId, int threadSerial, int frameNumber) {
        roots.add(new Root(kind, objectId, threadSerial, frameNumber));
    }

    @Override
    public void threadRoot(long objectId, int threadSerial, int stackSerial) {
        threadRoots.add(new ThreadRoot(objectId, threadSerial, stackSerial));
    }

    @Override
    public void classDump(HeapClassRecord classRecord) {
        classes.add(classRecord);
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        instances.add(new Instance(objectId, stackSerial, classId, hex(fieldsOffset, fieldBytes)));
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        List<Long> elements = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            elements.add(dump.bytes().id(elementsOffset + (long) i * dump.idBytes()));
        }
        objectArrays.add(new ObjectArray(objectId, stackSerial, arrayClassId, elements));
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        boolean hasData = elementsOffset >= 0;
        String elements = hasData ? hex(elementsOffset, length * elementType.bytes(dump.idBytes())) : "";
        primitiveArrays.add(new PrimitiveArray(objectId, stackSerial, elementType, hasData, length, elements));
    }

    private String hex(long offset, int length) {
        return HexFormat.of().formatHex(dump.bytes().copy(offset, length));
    }
}
