package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.HeapBytes;

/// Finds where a heap record really ends, for lengths that may lie.
///
/// They do: JDK 5 and 6 write one record for the whole heap whose length is right only modulo 2³², a JVM that dies
/// while dumping leaves 0 in the last segment, and files are cut. Only if what follows the claimed end is no record
/// are the sub-records walked.
final class HeapRecordEnd {
    private static final long LENGTH_MODULUS = 1L << 32;
    private static final long NO_LENGTH = 0xFFFF_FFFFL;

    /// A walk that goes on soundly for longer than this past the claimed end was among objects, not
    /// among other records misread.
    private static final long CHANCE_BYTES = 1 << 16;

    private final HeapBytes bytes;
    private final RecordCheck check;
    private final SubRecords subRecords;

    HeapRecordEnd(HeapBytes bytes, RecordCheck check) {
        this.bytes = bytes;
        this.check = check;
        this.subRecords = new SubRecords(bytes);
    }

    /// Whether the claimed length needs no walk to be believed.
    boolean believable(long body, long length) {
        if (length == 0) {
            return check.continuesAt(body);
        }
        return length <= bytes.size() - body && check.continuesAt(body + length);
    }

    /// Walks the sub-records; costs one reading of the record.
    ///
    /// @return the end of the last sub-record that is whole and part of this heap record
    long walk(long body, long length) {
        long size = bytes.size();
        long claimed = body + length;
        boolean claimedIsBoundary = false;
        long at = body;
        while (at < size) {
            if (at == claimed) {
                claimedIsBoundary = length != 0;
            }
            if (mayEndHere(at, claimed, length) && check.beginsAt(at)) {
                return at;
            }
            long next = subRecords.endOf(at, size);
            if (next == SubRecords.NO_RECORD || next > size) {
                return claimedIsBoundary && at - claimed <= CHANCE_BYTES ? claimed : at;
            }
            at = next;
        }
        return at;
    }

    /// With a length that is right modulo 2³² only some places can be the end; without one, any that
    /// looks like a record.
    private boolean mayEndHere(long at, long claimed, long length) {
        if (length == 0 || length == NO_LENGTH || claimed > bytes.size()) {
            return bytes.u1(at) <= RecordTag.HEAP_SUMMARY;
        }
        return at >= claimed && (at - claimed) % LENGTH_MODULUS == 0;
    }
}
