package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapClassRecord.InstanceField;
import dev.holdup.dumps.model.HeapClassRecord.StaticField;
import java.util.ArrayList;
import java.util.List;

/// Class records: `u1 tag · id classId · u4 stackSerial · id superclass · id loader · id signers ·
/// id protectionDomain · id · id (reserved) · u4 instanceBytes`, then three lists, each after its `u2` count:
///
/// - constants `u2 index · u1 type · value`
/// - static fields `id name · u1 type · value`
/// - instance fields `id name · u1 type`
final class ClassDumps {
    private ClassDumps() {}

    /// As [SubRecords#endOf].
    static long endOf(HeapBytes bytes, long offset, long limit) {
        int idBytes = bytes.idBytes();
        long at = offset + 9 + 7L * idBytes;
        at = listEnd(bytes, at, limit, 2, true);
        if (at != SubRecords.NO_RECORD && at <= limit) {
            at = listEnd(bytes, at, limit, idBytes, true);
        }
        if (at != SubRecords.NO_RECORD && at <= limit) {
            at = listEnd(bytes, at, limit, idBytes, false);
        }
        return at;
    }

    /// @param nameBytes of what stands before the type in each entry
    private static long listEnd(HeapBytes bytes, long list, long limit, int nameBytes, boolean withValues) {
        long at = list + 2;
        if (at > limit) {
            return at;
        }
        int count = bytes.u2(list);
        for (int i = 0; i < count; i++) {
            at += nameBytes + 1L;
            if (at > limit) {
                return at;
            }
            FieldType type = FieldType.ofCode(bytes.u1(at - 1));
            if (type == null) {
                return SubRecords.NO_RECORD;
            }
            if (withValues) {
                at += type.bytes(bytes.idBytes());
            }
        }
        return at;
    }

    /// The record at `offset`, which [#endOf] has found whole.
    static HeapClassRecord read(HeapBytes bytes, long offset) {
        int idBytes = bytes.idBytes();
        long ids = offset + 5 + idBytes;
        long at = ids + 6L * idBytes + 4;

        int constantCount = bytes.u2(at);
        at += 2;
        List<StaticField> constants = new ArrayList<>(constantCount);
        for (int i = 0; i < constantCount; i++) {
            FieldType type = typeAt(bytes, at + 2);
            constants.add(new StaticField(bytes.u2(at), type, value(bytes, type, at + 3)));
            at += 3 + type.bytes(idBytes);
        }

        int staticCount = bytes.u2(at);
        at += 2;
        List<StaticField> staticFields = new ArrayList<>(staticCount);
        for (int i = 0; i < staticCount; i++) {
            FieldType type = typeAt(bytes, at + idBytes);
            staticFields.add(new StaticField(bytes.id(at), type, value(bytes, type, at + idBytes + 1)));
            at += idBytes + 1 + type.bytes(idBytes);
        }

        int fieldCount = bytes.u2(at);
        at += 2;
        List<InstanceField> instanceFields = new ArrayList<>(fieldCount);
        for (int i = 0; i < fieldCount; i++) {
            instanceFields.add(new InstanceField(bytes.id(at), typeAt(bytes, at + idBytes)));
            at += idBytes + 1;
        }

        return new HeapClassRecord(
                bytes.id(offset + 1),
                bytes.u4(offset + 1 + idBytes),
                bytes.id(ids),
                bytes.id(ids + idBytes),
                bytes.id(ids + 2L * idBytes),
                bytes.id(ids + 3L * idBytes),
                bytes.u4(ids + 6L * idBytes),
                List.copyOf(constants),
                List.copyOf(staticFields),
                List.copyOf(instanceFields));
    }

    private static FieldType typeAt(HeapBytes bytes, long offset) {
        FieldType type = FieldType.ofCode(bytes.u1(offset));
        if (type == null) {
            throw new IllegalStateException("class record not checked before reading");
        }
        return type;
    }

    private static long value(HeapBytes bytes, FieldType type, long offset) {
        return switch (type) {
            case OBJECT -> bytes.id(offset);
            case BOOLEAN -> bytes.u1(offset);
            case BYTE -> (byte) bytes.u1(offset);
            case CHAR -> bytes.u2(offset);
            case SHORT -> (short) bytes.u2(offset);
            case FLOAT, INT -> bytes.u4(offset);
            case DOUBLE, LONG -> bytes.u8(offset);
        };
    }
}
