package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.KeptContent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes a heap dump again, record by record in its order, with zeros for all values that nobody has asked to keep.
///
/// Bytes that belong to no record are left out, so that nothing goes unseen; in a dump without damage all offsets stay.
/// A string that names nothing, in front of the dump's end, says that its values are gone.
final class BlankedCopy {
    private static final String MARK = "The values in this heap dump were made zero by holdup redact.";
    /// No address, and no id that a JVM gives to a string: those are addresses as well.
    private static final long MARK_ID = 0x7265_6461_6374_6564L;

    private final HeapBytes bytes;
    private final HprofHeader header;
    private final List<HeapRegion> regions;
    private final KeptContent kept;
    private final boolean marked;
    private final RecordCheck check;
    private final Set<Long> names = new HashSet<>();

    /// @param marked whether the dump is such a copy itself
    BlankedCopy(HeapBytes bytes, HprofHeader header, List<HeapRegion> regions, KeptContent kept, boolean marked) {
        this.bytes = bytes;
        this.header = header;
        this.regions = regions;
        this.kept = kept;
        this.marked = marked;
        this.check = new RecordCheck(bytes);
    }

    void write(OutputStream to) throws IOException {
        try {
            findNames();
            copy(to);
        } catch (UncheckedIOException unwritable) {
            throw unwritable.getCause();
        }
    }

    private void copy(OutputStream to) {
        BlankingOutput out = new BlankingOutput(bytes, header.start(), to);
        out.keepTo(header.recordsOffset());
        pass(new Passing() {
            @Override
            public void table(long at) {
                out.skipTo(at);
                if (bytes.u1(at) == RecordTag.HEAP_DUMP_END && !marked) {
                    out.insert(mark());
                }
                copyTable(at, out);
            }

            @Override
            public void region(HeapRegion region) {
                out.skipTo(region.offset() - RecordTag.HEADER_BYTES);
                copyRegion(region, out);
            }
        });
        out.flush();
    }

    private interface Passing {
        /// @param at of the header of a record that holds no heap
        void table(long at);

        void region(HeapRegion region);
    }

    /// Shows all that belongs to the dump, in its order.
    private void pass(Passing passing) {
        int next = 0;
        long at = header.recordsOffset();
        while (at < bytes.size()) {
            long nextRegion = next < regions.size() ? regions.get(next).offset() : Long.MAX_VALUE;
            if (at + RecordTag.HEADER_BYTES == nextRegion) {
                HeapRegion region = regions.get(next++);
                passing.region(region);
                at = region.end();
            } else if (isTable(at)) {
                // An end between two parts of one dump was taken for damage, as another dump would begin there.
                if (bytes.u1(at) != RecordTag.HEAP_DUMP_END || next == 0 || next == regions.size()) {
                    passing.table(at);
                }
                at = recordEnd(at);
            } else {
                at = Math.min(bytes.size(), afterUnknown(at, nextRegion));
            }
        }
    }

    /// Whether the dump is such a copy.
    static boolean isOne(Names names, int idBytes) {
        return MARK.equals(names.string(markId(idBytes)));
    }

    private static long markId(int idBytes) {
        return idBytes == Integer.BYTES ? MARK_ID >>> Integer.SIZE : MARK_ID;
    }

    private byte[] mark() {
        byte[] text = MARK.getBytes(StandardCharsets.US_ASCII);
        int idBytes = bytes.idBytes();
        ByteBuffer mark = ByteBuffer.allocate(RecordTag.HEADER_BYTES + idBytes + text.length)
                .put((byte) RecordTag.STRING)
                .putInt(0)
                .putInt(idBytes + text.length);
        if (idBytes == Integer.BYTES) {
            mark.putInt((int) markId(idBytes));
        } else {
            mark.putLong(markId(idBytes));
        }
        return mark.put(text).array();
    }

    private boolean isTable(long at) {
        return check.fits(at) && !RecordTag.holdsHeap(bytes.u1(at));
    }

    /// Heap records of an earlier dump under the same header, garbage, damage.
    private long afterUnknown(long at, long nextRegion) {
        long end = at + RecordTag.HEADER_BYTES <= bytes.size() && check.fits(at) ? recordEnd(at) : Long.MAX_VALUE;
        return Math.min(end, nextRegion == Long.MAX_VALUE ? bytes.size() : nextRegion - RecordTag.HEADER_BYTES);
    }

    private long recordEnd(long at) {
        return at + RecordTag.HEADER_BYTES + Integer.toUnsignedLong(bytes.u4(at + 5));
    }

    /// Strings that name nothing may be anything: the JVM writes its whole table of symbols, literals of the code
    /// included.
    private void copyTable(long at, BlankingOutput out) {
        long body = at + RecordTag.HEADER_BYTES;
        boolean isName = bytes.u1(at) != RecordTag.STRING
                || names.contains(bytes.id(body))
                || bytes.id(body) == markId(bytes.idBytes());
        if (!isName) {
            out.keepTo(body + bytes.idBytes());
            out.blankTo(recordEnd(at));
        } else {
            out.keepTo(recordEnd(at));
        }
    }

    /// As far as it can be read.
    private void copyRegion(HeapRegion region, BlankingOutput out) {
        long end = HeapSegment.walk(bytes, region.offset(), Math.min(region.end(), bytes.size()), new HeapVisitor() {});
        out.keepTo(region.offset() - 4);
        out.putLength(end - region.offset());
        Blanking blanking = new Blanking(out, end);
        HeapSegment.walk(bytes, region.offset(), end, blanking);
        blanking.end();
    }

    private void findNames() {
        pass(new Passing() {
            @Override
            public void table(long at) {
                name(at);
            }

            @Override
            public void region(HeapRegion region) {
                HeapSegment.walk(bytes, region.offset(), Math.min(region.end(), bytes.size()), new FieldNames());
            }
        });
    }

    private void name(long at) {
        long body = at + RecordTag.HEADER_BYTES;
        int idBytes = bytes.idBytes();
        switch (bytes.u1(at)) {
            case RecordTag.LOAD_CLASS -> names.add(bytes.id(body + 8 + idBytes));
            case RecordTag.FRAME -> {
                for (int part = 1; part <= 3; part++) {
                    names.add(bytes.id(body + (long) part * idBytes));
                }
            }
            case RecordTag.START_THREAD -> {
                // Its names are those of threads and groups.
                for (int part = 1; part <= 3; part++) {
                    names.add(bytes.id(body + 8 + (long) part * idBytes));
                }
            }
            default -> {
                // Names nothing.
            }
        }
    }

    private final class FieldNames implements HeapVisitor {
        @Override
        public void classDump(HeapClassRecord classRecord) {
            classRecord.staticFields().forEach(field -> names.add(field.nameId()));
            classRecord.instanceFields().forEach(field -> names.add(field.nameId()));
        }
    }

    /// Writes the records that it is shown, up to the place where it is.
    private final class Blanking implements HeapVisitor {
        private final BlankingOutput out;
        private final long end;
        private final SubRecords subRecords = new SubRecords(bytes);

        Blanking(BlankingOutput out, long end) {
            this.out = out;
            this.end = end;
        }

        void end() {
            out.keepTo(end);
        }

        @Override
        public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
            out.keepTo(fieldsOffset);
            int[] parts = kept.keptFieldBytes(classId);
            for (int part = 0; part + 1 < parts.length && parts[part + 1] <= fieldBytes; part += 2) {
                out.blankTo(fieldsOffset + parts[part]);
                out.keepTo(fieldsOffset + parts[part + 1]);
            }
            out.blankTo(fieldsOffset + fieldBytes);
        }

        @Override
        public void primitiveArray(
                long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
            if (elementsOffset < 0) {
                return;
            }
            long elementsEnd = elementsOffset + (long) length * elementType.bytes(bytes.idBytes());
            byte[] content = kept.arrayContent(objectId);
            out.keepTo(elementsOffset);
            if (content != null && content.length == elementsEnd - elementsOffset) {
                out.put(content);
            } else {
                out.blankTo(elementsEnd);
            }
        }

        @Override
        public void classDump(HeapClassRecord classRecord) {
            // Roots and object arrays may stand between what is written and this record.
            while (bytes.u1(out.at()) != SubRecordTag.CLASS_DUMP) {
                out.keepTo(subRecords.endOf(out.at(), end));
            }
            long recordEnd = subRecords.endOf(out.at(), end);
            int idBytes = bytes.idBytes();
            out.keepTo(out.at() + 9 + 7L * idBytes + 2);
            for (HeapClassRecord.StaticField constant : classRecord.constants()) {
                value(constant.type(), out.at() + 3, false);
            }
            out.keepTo(out.at() + 2);
            for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
                value(field.type(), out.at() + idBytes + 1, kept.keepsStatic(classRecord, field));
            }
            out.keepTo(recordEnd);
        }

        private void value(FieldType type, long at, boolean stays) {
            long valueEnd = at + type.bytes(bytes.idBytes());
            out.keepTo(type == FieldType.OBJECT || stays ? valueEnd : at);
            out.blankTo(valueEnd);
        }
    }
}
