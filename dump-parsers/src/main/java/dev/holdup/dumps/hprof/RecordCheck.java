package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.HeapBytes;

/// Tells whether a top-level record begins at an offset: by its tag, by a length that fits it, and by what follows.
///
/// Needed wherever a length may lie, since tags 1 to 7 begin heap sub-records as well.
final class RecordCheck {
    /// So many records in a row do not look right by chance.
    private static final int CHAIN = 4;
    /// The same for heap sub-records, whose tags and lengths say less.
    private static final int SUB_RECORD_CHAIN = 8;

    private final HeapBytes bytes;
    private final long size;
    private final SubRecords subRecords;

    RecordCheck(HeapBytes bytes) {
        this.bytes = bytes;
        this.size = bytes.size();
        this.subRecords = new SubRecords(bytes);
    }

    /// Whether the file ends at `offset`, or records follow one another from there on.
    boolean continuesAt(long offset) {
        return offset == size || beginsAt(offset);
    }

    /// Whether a record begins at `offset` and others, or the file's end, follow it.
    boolean beginsAt(long offset) {
        long at = offset;
        for (int i = 0; i < CHAIN; i++) {
            if (!fits(at)) {
                return false;
            }
            long body = at + RecordTag.HEADER_BYTES;
            long end = body + Integer.toUnsignedLong(bytes.u4(at + 5));
            if (end >= size || (end == body && RecordTag.holdsHeap(bytes.u1(at)) && objectsBeginAt(body, body))) {
                return true;
            }
            at = end;
        }
        return true;
    }

    /// Whether the header at `offset` has a known tag and a length that this kind can have and the file has room for;
    /// a heap record may be cut off.
    boolean fits(long offset) {
        if (offset > size - RecordTag.HEADER_BYTES) {
            return false;
        }
        int tag = bytes.u1(offset);
        long length = Integer.toUnsignedLong(bytes.u4(offset + 5));
        long body = offset + RecordTag.HEADER_BYTES;
        if (RecordTag.holdsHeap(tag)) {
            return body == size || length == 0 || objectsBeginAt(body, body + length);
        }
        int idBytes = bytes.idBytes();
        return length <= size - body
                && switch (tag) {
                    case RecordTag.STRING -> length >= idBytes;
                    case RecordTag.LOAD_CLASS -> length == 8 + 2L * idBytes;
                    case RecordTag.FRAME, RecordTag.START_THREAD -> length == 8 + 4L * idBytes;
                    case RecordTag.TRACE ->
                        length >= 12 && length == 12 + Integer.toUnsignedLong(bytes.u4(body + 8)) * idBytes;
                    case RecordTag.UNLOAD_CLASS, RecordTag.END_THREAD -> length == 4;
                    case RecordTag.ALLOC_SITES -> length >= 34;
                    case RecordTag.HEAP_SUMMARY -> length == 24;
                    case RecordTag.CPU_SAMPLES -> length >= 8;
                    case RecordTag.CONTROL_SETTINGS -> length == 6;
                    case RecordTag.HEAP_DUMP_END -> length == 0;
                    default -> false;
                };
    }

    /// Whether a heap record begins at `offset`, said strictly enough to look for one in the midst of damage: it is
    /// whole, its first objects fill no more than it, and records go on behind it.
    boolean wholeHeapRecordAt(long offset) {
        if (!RecordTag.holdsHeap(bytes.u1(offset))) {
            return false;
        }
        long at = offset + RecordTag.HEADER_BYTES;
        long end = at + Integer.toUnsignedLong(bytes.u4(offset + 5));
        if (end == at || end > size || !continuesAt(end)) {
            return false;
        }
        for (int i = 0; i < SUB_RECORD_CHAIN && at < end; i++) {
            at = subRecords.endOf(at, end);
            if (at == SubRecords.NO_RECORD || at > end) {
                return false;
            }
        }
        return true;
    }

    /// Whether heap sub-records follow one another from `offset` to `claimedEnd`, or as far as anybody looks.
    ///
    /// @param claimedEnd may be wrong; `offset` itself if it is not known
    boolean objectsBeginAt(long offset, long claimedEnd) {
        long at = offset;
        for (int i = 0; i < SUB_RECORD_CHAIN && at < size; i++) {
            if (i > 0 && (at == claimedEnd || goesOn(bytes.u1(at)))) {
                return true;
            }
            at = subRecords.endOf(at, size);
            if (at == SubRecords.NO_RECORD) {
                return false;
            }
        }
        return true;
    }

    /// Tags of top-level records that come after objects and are no sub-record's.
    private static boolean goesOn(int tag) {
        return RecordTag.holdsHeap(tag) || tag == RecordTag.HEAP_DUMP_END;
    }
}
