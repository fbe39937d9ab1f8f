package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import java.util.HashMap;
import java.util.Map;

/// How much room static fields take in their class object.
///
/// JVMs dump more than there is: what a class refers to without having a field for it has a name such as
/// `<resolved_references>`.
final class StaticFields {
    private final HeapDump dump;
    private final Map<Long, Boolean> realByName = new HashMap<>();

    StaticFields(HeapDump dump) {
        this.dump = dump;
    }

    /// In whole words of eight bytes.
    long bytes(ObjectLayout layout, HeapClass heapClass) {
        HeapClassRecord classRecord = heapClass.classRecord();
        long bytes = 0;
        if (classRecord != null) {
            for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
                if (isReal(field.nameId())) {
                    bytes += layout.fieldBytes(field.type());
                }
            }
        }
        return (bytes + 7) & -8L;
    }

    private boolean isReal(long nameId) {
        return realByName.computeIfAbsent(nameId, id -> {
            String name = dump.string(id);
            return name == null || !name.startsWith("<");
        });
    }
}
