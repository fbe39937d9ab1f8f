package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.RecordCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The top-level loop: one pass over the records' headers that notes strings, classes, stacks and where the heap lies.
///
/// Heap records are jumped over, so that the cost follows their number and not their size.
final class Records {
    /// Heap records whose length had to be found by walking; more of them is no accident, and each costs a walk.
    private static final int MAX_REPAIRS = 1000;

    private final HeapBytes bytes;
    private final long size;
    private final Damage damage;
    private final Names names;
    private final Stacks stacks;
    private final RecordCheck check;
    private final SubRecords subRecords;
    private final HeapRecordEnd heapRecordEnd;
    private final List<HeapRegion> regions = new ArrayList<>();
    private final RecordTally tally = new RecordTally();
    private boolean anotherDump;
    private int earlierDumps;
    private long nextDumpOffset;
    private int repairs;
    private boolean segmented;
    private boolean ended;

    Records(HeapBytes bytes, Damage damage) {
        this.bytes = bytes;
        this.size = bytes.size();
        this.damage = damage;
        this.names = new Names(bytes);
        this.stacks = new Stacks(bytes, names);
        this.check = new RecordCheck(bytes);
        this.subRecords = new SubRecords(bytes);
        this.heapRecordEnd = new HeapRecordEnd(bytes, check);
    }

    /// Those of the last dump, if one header is followed by several, as the hprof agent writes them.
    List<HeapRegion> regions() {
        return List.copyOf(regions);
    }

    /// Where another header begins, 0 if none does: another dump was appended to the file.
    long nextDumpOffset() {
        return nextDumpOffset;
    }

    List<RecordCount> counts() {
        return tally.counts();
    }

    Names names() {
        return names;
    }

    Stacks stacks() {
        return stacks;
    }

    /// To be called once.
    void scan(long from) {
        long at = from;
        while (at < size) {
            at = record(at);
        }
        names.resolveClassNames();
        if (earlierDumps > 0) {
            damage.noted(
                    regions.getFirst().offset(),
                    "The file holds " + (earlierDumps + 1) + " heap dumps, taken one after the other.",
                    "The last one is analysed; the earlier ones are left out.");
        }
        boolean endMissing = (segmented && !ended) || regions.isEmpty();
        if (endMissing && damage.complete()) {
            damage.missing(
                    size,
                    regions.isEmpty()
                            ? "The file ends before the heap: it holds no objects at all."
                            : "The file ends without the record that marks a heap dump's end, so it was cut off;"
                                    + " how much is missing cannot be told.",
                    "Objects may be missing; sizes and counts are lower bounds.");
        }
    }

    /// @return where the next record begins; the file's size if nothing more can be read
    private long record(long at) {
        if (size - at < RecordTag.HEADER_BYTES) {
            return partialHeader(at);
        }
        int tag = bytes.u1(at);
        long body = at + RecordTag.HEADER_BYTES;
        long length = Integer.toUnsignedLong(bytes.u4(at + 5));
        if (RecordTag.holdsHeap(tag)) {
            return check.fits(at) || framed(body, length) ? heapRecord(at, tag, length) : unreadable(at);
        }
        if (check.fits(at)) {
            tally.add(tag, length);
            note(tag, body);
            return body + length;
        }
        if (length > size - body) {
            return ended || !RecordTag.known(tag) ? unreadable(at) : cutOff(at, length);
        }
        if (!check.continuesAt(body + length) || (ended && body + length == size)) {
            return unreadable(at);
        }
        String what = "A record of " + length + " bytes has the unknown or damaged kind " + hex(tag) + ".";
        if (length > 0 && check.objectsBeginAt(body, body + length)) {
            damage.unread(at, length, what + " It was skipped.", "The objects in it are missing.");
        } else {
            damage.noted(at, what + " It was skipped.", "If it named classes or frames, these are missing.");
        }
        return body + length;
    }

    /// Objects that are damaged from the first on cost one heap record only, if its length still leads to the next.
    private boolean framed(long body, long length) {
        return !ended && length <= size - body && check.continuesAt(body + length);
    }

    private void note(int tag, long body) {
        switch (tag) {
            case RecordTag.STRING -> names.addString(body);
            case RecordTag.LOAD_CLASS -> names.addClass(body);
            case RecordTag.FRAME -> stacks.addFrame(body);
            case RecordTag.TRACE -> stacks.addTrace(body);
            case RecordTag.HEAP_DUMP_END -> ended = true;
            default -> {
                // Statistics and events that no heap analysis needs.
            }
        }
    }

    private long heapRecord(long at, int tag, long length) {
        long body = at + RecordTag.HEADER_BYTES;
        anotherDump |= !regions.isEmpty() && (ended || tag == RecordTag.HEAP_DUMP);
        segmented = tag == RecordTag.HEAP_DUMP_SEGMENT;
        ended = false;
        if (heapRecordEnd.believable(body, length)) {
            addRegion(body, body + length);
            return body + length;
        }
        if (++repairs > MAX_REPAIRS) {
            damage.unread(
                    at,
                    size - at,
                    "More than " + MAX_REPAIRS + " heap records have a wrong length; " + (size - at)
                            + " bytes from here on were not read.",
                    "All objects in them are missing.");
            return size;
        }
        long end = heapRecordEnd.walk(body, length);
        addRegion(body, end);
        return afterWalk(at, length, end);
    }

    private void addRegion(long body, long end) {
        tally.add(segmented ? RecordTag.HEAP_DUMP_SEGMENT : RecordTag.HEAP_DUMP, end - body);
        if (end > body) {
            if (anotherDump) {
                regions.clear();
                earlierDumps++;
                anotherDump = false;
            }
            regions.add(new HeapRegion(body, end));
        }
    }

    /// Says what a heap record lacks whose end had to be found, and where to go on.
    private long afterWalk(long at, long length, long end) {
        long body = at + RecordTag.HEADER_BYTES;
        boolean recordsGoOn = end < size && check.beginsAt(end);
        long lastRecordEnd = end < size && !recordsGoOn ? subRecords.endOf(end, size) : end;
        long lacking = Math.max(body + length, lastRecordEnd) - size;
        if (recordsGoOn || lacking <= 0) {
            if (end < body + length) {
                damage.noted(
                        at,
                        "This heap record claims " + length + " bytes, but its objects end after " + (end - body) + ".",
                        "The length was corrected; what follows was read on.");
            }
            return end;
        }
        long next = end < size ? nextRecord(end + 1) : size;
        if (next < size) {
            return goOnAt(next, end);
        }
        damage.cutOff(
                at,
                size - end,
                lacking,
                "The file is cut off: this heap record claims " + length + " bytes and only " + (size - body)
                        + " are there, so at least " + lacking + " bytes are missing.",
                "The objects in the missing part are unknown; sizes and counts are lower bounds.");
        return size;
    }

    private long cutOff(long at, long length) {
        long next = nextRecord(at + 1);
        if (next < size) {
            return goOnAt(next, at);
        }
        long there = size - at - RecordTag.HEADER_BYTES;
        damage.cutOff(
                at,
                size - at,
                length - there,
                "The file is cut off: the record " + hex(bytes.u1(at)) + " claims " + length + " bytes and only "
                        + there + " are there, so at least " + (length - there) + " bytes are missing.",
                "Everything after it is missing" + (regions.isEmpty() ? ", the objects included." : "."));
        return size;
    }

    private long partialHeader(long at) {
        if (ended) {
            return unreadable(at);
        }
        damage.cutOff(
                at,
                size - at,
                RecordTag.HEADER_BYTES - (size - at),
                "The file is cut off within the header of a record: " + (size - at) + " of " + RecordTag.HEADER_BYTES
                        + " bytes are there.",
                "What followed is missing" + (regions.isEmpty() ? ", the objects included." : "."));
        return size;
    }

    /// No record can begin at `at`: a second dump, garbage after the end, or damage.
    private long unreadable(long at) {
        long rest = size - at;
        if (HprofHeader.startsAt(bytes, at)) {
            nextDumpOffset = at;
            return size;
        }
        if (ended) {
            damage.noted(
                    at, rest + " bytes after the end of the heap dump were ignored.", "Nothing of the dump is lost.");
            return size;
        }
        long next = nextRecord(at + 1);
        if (next < size) {
            return goOnAt(next, at);
        }
        damage.unread(
                at,
                rest,
                "No record can be read from here on; the last " + rest + " bytes were ignored.",
                "Objects or names in them are missing.");
        return size;
    }

    private long goOnAt(long next, long damaged) {
        damage.unread(
                damaged,
                next - damaged,
                "The " + (next - damaged) + " bytes from here on are damaged; reading went on behind them.",
                "Objects or names in the damaged part are missing.");
        return next;
    }

    /// Where reading can go on after damage, or the file's size. Costs one reading of what is skipped.
    ///
    /// Among objects only a whole heap record is believed: what begins any other kind is too easily met by chance.
    private long nextRecord(long offset) {
        boolean amongTables = regions.isEmpty();
        for (long next = offset; next <= size - RecordTag.HEADER_BYTES; next++) {
            boolean found = RecordTag.holdsHeap(bytes.u1(next))
                    ? check.wholeHeapRecordAt(next)
                    : amongTables && check.beginsAt(next);
            if (found) {
                return next;
            }
        }
        return size;
    }

    private static String hex(int tag) {
        return String.format(Locale.ROOT, "0x%02X", tag);
    }
}
