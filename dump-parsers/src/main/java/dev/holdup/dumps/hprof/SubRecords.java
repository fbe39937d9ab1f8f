package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;

/// How long each kind of heap sub-record is.
///
/// Roots: `u1 tag · id objectId`, then by kind `id` (JNI global), `u4 thread` or `u4 thread · u4 frame`.
/// Heap info (Android): `u1 tag · u4 heapId · id nameId`. The other kinds stand with [HeapSegment] and [ClassDumps].
final class SubRecords {
    /// Result of [#endOf] where no record can begin.
    static final long NO_RECORD = -1;

    private final HeapBytes bytes;
    private final int idBytes;

    SubRecords(HeapBytes bytes) {
        this.bytes = bytes;
        this.idBytes = bytes.idBytes();
    }

    /// Where the sub-record at `offset` ends, or [#NO_RECORD] if its tag, type or length cannot be.
    ///
    /// Reads nothing from `limit` on; a result above `limit` means that the record reaches past it, at
    /// least so far.
    /// @param offset below `limit`
    long endOf(long offset, long limit) {
        int tag = bytes.u1(offset);
        return switch (tag) {
            case SubRecordTag.INSTANCE -> counted(offset + 9 + 2L * idBytes, 4, 1, limit);
            case SubRecordTag.OBJECT_ARRAY -> counted(offset + 9 + 2L * idBytes, 4 + idBytes, idBytes, limit);
            case SubRecordTag.PRIMITIVE_ARRAY -> primitiveArrayEnd(offset, limit, true);
            case SubRecordTag.PRIMITIVE_ARRAY_NO_DATA -> primitiveArrayEnd(offset, limit, false);
            case SubRecordTag.CLASS_DUMP -> ClassDumps.endOf(bytes, offset, limit);
            case SubRecordTag.ROOT_UNKNOWN,
                    SubRecordTag.ROOT_STICKY_CLASS,
                    SubRecordTag.ROOT_MONITOR_USED,
                    SubRecordTag.ROOT_INTERNED_STRING,
                    SubRecordTag.ROOT_FINALIZING,
                    SubRecordTag.ROOT_DEBUGGER,
                    SubRecordTag.ROOT_REFERENCE_CLEANUP,
                    SubRecordTag.ROOT_VM_INTERNAL,
                    SubRecordTag.UNREACHABLE -> offset + 1 + idBytes;
            case SubRecordTag.ROOT_JNI_GLOBAL -> offset + 1 + 2L * idBytes;
            case SubRecordTag.ROOT_NATIVE_STACK, SubRecordTag.ROOT_THREAD_BLOCK, SubRecordTag.HEAP_DUMP_INFO ->
                offset + 5 + idBytes;
            case SubRecordTag.ROOT_JNI_LOCAL,
                    SubRecordTag.ROOT_JAVA_FRAME,
                    SubRecordTag.ROOT_THREAD_OBJECT,
                    SubRecordTag.ROOT_JNI_MONITOR -> offset + 9 + idBytes;
            default -> NO_RECORD;
        };
    }

    /// @param content where the counted values begin
    /// @param back how far before them their `u4` count stands
    private long counted(long content, int back, int valueBytes, long limit) {
        if (content > limit) {
            return content;
        }
        int count = bytes.u4(content - back);
        return count < 0 ? NO_RECORD : content + (long) count * valueBytes;
    }

    private long primitiveArrayEnd(long offset, long limit, boolean withData) {
        long content = offset + 10 + idBytes;
        if (content > limit) {
            return content;
        }
        FieldType type = FieldType.ofCode(bytes.u1(content - 1));
        int length = bytes.u4(content - 5);
        if (type == null || type == FieldType.OBJECT || length < 0) {
            return NO_RECORD;
        }
        return withData ? content + (long) length * type.bytes(idBytes) : content;
    }
}
