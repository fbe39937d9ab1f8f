package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapVisitor;
import java.nio.ByteBuffer;

/// The sub-record loop: every object of the dump comes through here, some twenty million a gigabyte.
///
/// Instance: `u1 tag · id objectId · u4 stackSerial · id classId · u4 fieldBytes · fieldBytes × u1`.
/// Object array: `u1 tag · id objectId · u4 stackSerial · u4 length · id arrayClassId · length × id`.
/// Primitive array: `u1 tag · id objectId · u4 stackSerial · u4 length · u1 type · length × value`.
/// Android may leave out the values, under a tag of its own.
final class HeapSegment {
    /// Frame number of a root that is no frame's.
    private static final int NO_FRAME = -1;

    /// As many as a byte buffer can take, rounded.
    private static final long WINDOW_BYTES = 1L << 30;
    /// Of the frequent kinds: `u1 · id · u4 · u4 · id` with ids of eight bytes.
    private static final int LONGEST_HEADER = 25;

    /// Records: few enough that the method is called often from the start, enough that the calls cost nothing.
    private static final int BATCH = 64;

    private HeapSegment() {}

    /// Passes the records from `from` on to the visitor; allocates for class records only.
    ///
    /// Reads through windows: a byte buffer takes the compilers far less time than a segment, and until they are
    /// done, reading through a segment costs many times as much.
    ///
    /// @param end at most the file's size
    /// @return `end`, or where the first record begins that is none or reaches past `end`
    static long walk(HeapBytes bytes, long from, long end, HeapVisitor visitor) {
        SubRecords subRecords = new SubRecords(bytes);
        long at = from;
        while (at < end) {
            long next = end - at < LONGEST_HEADER
                    ? rare(bytes, subRecords, at, end, visitor)
                    : walkWindow(bytes, subRecords, at, end, visitor);
            if (next < 0) {
                return ~next;
            }
            at = next;
        }
        return end;
    }

    /// @return where the first record begins whose header is not in the window, or the complement of where the walk
    /// ends
    private static long walkWindow(HeapBytes bytes, SubRecords subRecords, long base, long end, HeapVisitor visitor) {
        ByteBuffer window = bytes.window(base, Math.min(end - base, WINDOW_BYTES));
        long lastHeader = (long) window.limit() - LONGEST_HEADER;
        long at = 0;
        while (at >= 0 && at <= lastHeader) {
            at = walkBatch(bytes, subRecords, window, base, at, end, visitor);
        }
        return at < 0 ? ~(base + ~at) : base + at;
    }

    /// Some records at a time, so that the loop is a method called often: that is compiled whole and soon, where a loop
    /// that runs long is compiled once in the midst of running and again when it is next called.
    ///
    /// @param from where to begin, from `base` on
    /// @return where the next record begins, from `base` on, which may be behind the window;
    ///     or the complement of where the walk ends
    private static long walkBatch(
            HeapBytes bytes,
            SubRecords subRecords,
            ByteBuffer window,
            long base,
            long from,
            long end,
            HeapVisitor visitor) {
        int idBytes = bytes.idBytes();
        boolean wide = idBytes == 8;
        long lastHeader = (long) window.limit() - LONGEST_HEADER;
        long at = from;
        for (int i = 0; i < BATCH && at <= lastHeader; i++) {
            int here = (int) at;
            int afterId = here + 1 + idBytes;
            // The same in all frequent kinds; of any other nothing that matters.
            long id = id(window, here + 1, wide);
            int stackSerial = window.getInt(afterId);
            switch (window.get(here)) {
                case SubRecordTag.INSTANCE -> {
                    int fieldBytes = window.getInt(afterId + 4 + idBytes);
                    long fields = base + afterId + 8 + idBytes;
                    if (fieldBytes < 0 || fieldBytes > end - fields) {
                        return ~at;
                    }
                    visitor.instance(id, stackSerial, id(window, afterId + 4, wide), fields, fieldBytes);
                    at = afterId + 8L + idBytes + fieldBytes;
                }
                case SubRecordTag.OBJECT_ARRAY -> {
                    int length = window.getInt(afterId + 4);
                    long elements = base + afterId + 8 + idBytes;
                    if (length < 0 || (long) length * idBytes > end - elements) {
                        return ~at;
                    }
                    visitor.objectArray(id, stackSerial, id(window, afterId + 8, wide), elements, length);
                    at = afterId + 8L + idBytes + (long) length * idBytes;
                }
                case SubRecordTag.PRIMITIVE_ARRAY -> {
                    int length = window.getInt(afterId + 4);
                    FieldType type = FieldType.ofCode(window.get(afterId + 8));
                    long elements = base + afterId + 9;
                    if (length < 0 || type == null || type == FieldType.OBJECT) {
                        return ~at;
                    }
                    long elementsBytes = (long) length * type.bytes(idBytes);
                    if (elementsBytes > end - elements) {
                        return ~at;
                    }
                    visitor.primitiveArray(id, stackSerial, type, elements, length);
                    at = afterId + 9L + elementsBytes;
                }
                default -> {
                    long next = rare(bytes, subRecords, base + at, end, visitor);
                    if (next < 0) {
                        return ~at;
                    }
                    at = next - base;
                }
            }
        }
        return at;
    }

    private static long id(ByteBuffer window, int at, boolean wide) {
        return wide ? window.getLong(at) : Integer.toUnsignedLong(window.getInt(at));
    }

    /// Any record, slowly.
    ///
    /// @return where the next one begins, or the complement of `at` if none that is whole begins there
    private static long rare(HeapBytes bytes, SubRecords subRecords, long at, long end, HeapVisitor visitor) {
        long next = subRecords.endOf(at, end);
        if (next == SubRecords.NO_RECORD || next > end) {
            return ~at;
        }
        pass(bytes, bytes.u1(at), at, visitor);
        return next;
    }

    /// Passes on one record that lies whole within its region.
    private static void pass(HeapBytes bytes, int tag, long at, HeapVisitor visitor) {
        int idBytes = bytes.idBytes();
        long id = at + 1;
        long afterId = id + idBytes;
        switch (tag) {
            case SubRecordTag.INSTANCE ->
                visitor.instance(
                        bytes.id(id),
                        bytes.u4(afterId),
                        bytes.id(afterId + 4),
                        afterId + 8 + idBytes,
                        bytes.u4(afterId + 4 + idBytes));
            case SubRecordTag.OBJECT_ARRAY ->
                visitor.objectArray(
                        bytes.id(id),
                        bytes.u4(afterId),
                        bytes.id(afterId + 8),
                        afterId + 8 + idBytes,
                        bytes.u4(afterId + 4));
            case SubRecordTag.PRIMITIVE_ARRAY -> primitiveArray(bytes, id, afterId + 9, visitor);
            case SubRecordTag.CLASS_DUMP -> visitor.classDump(ClassDumps.read(bytes, at));
            case SubRecordTag.ROOT_THREAD_OBJECT ->
                visitor.threadRoot(bytes.id(id), bytes.u4(afterId), bytes.u4(afterId + 4));
            case SubRecordTag.ROOT_JNI_LOCAL ->
                visitor.root(GcRootKind.JNI_LOCAL, bytes.id(id), bytes.u4(afterId), bytes.u4(afterId + 4));
            case SubRecordTag.ROOT_JAVA_FRAME ->
                visitor.root(GcRootKind.JAVA_FRAME, bytes.id(id), bytes.u4(afterId), bytes.u4(afterId + 4));
            case SubRecordTag.ROOT_JNI_MONITOR ->
                visitor.root(GcRootKind.JNI_MONITOR, bytes.id(id), bytes.u4(afterId), bytes.u4(afterId + 4));
            case SubRecordTag.ROOT_NATIVE_STACK ->
                visitor.root(GcRootKind.NATIVE_STACK, bytes.id(id), bytes.u4(afterId), NO_FRAME);
            case SubRecordTag.ROOT_THREAD_BLOCK ->
                visitor.root(GcRootKind.THREAD_BLOCK, bytes.id(id), bytes.u4(afterId), NO_FRAME);
            case SubRecordTag.PRIMITIVE_ARRAY_NO_DATA -> primitiveArray(bytes, id, -1, visitor);
            case SubRecordTag.ROOT_UNKNOWN -> plainRoot(GcRootKind.UNKNOWN, bytes, id, visitor);
            case SubRecordTag.ROOT_JNI_GLOBAL -> plainRoot(GcRootKind.JNI_GLOBAL, bytes, id, visitor);
            case SubRecordTag.ROOT_STICKY_CLASS -> plainRoot(GcRootKind.STICKY_CLASS, bytes, id, visitor);
            case SubRecordTag.ROOT_MONITOR_USED -> plainRoot(GcRootKind.MONITOR_USED, bytes, id, visitor);
            case SubRecordTag.ROOT_INTERNED_STRING -> plainRoot(GcRootKind.INTERNED_STRING, bytes, id, visitor);
            case SubRecordTag.ROOT_FINALIZING -> plainRoot(GcRootKind.FINALIZING, bytes, id, visitor);
            case SubRecordTag.ROOT_DEBUGGER -> plainRoot(GcRootKind.DEBUGGER, bytes, id, visitor);
            case SubRecordTag.ROOT_REFERENCE_CLEANUP -> plainRoot(GcRootKind.REFERENCE_CLEANUP, bytes, id, visitor);
            case SubRecordTag.ROOT_VM_INTERNAL -> plainRoot(GcRootKind.VM_INTERNAL, bytes, id, visitor);
            case SubRecordTag.UNREACHABLE -> plainRoot(GcRootKind.UNREACHABLE, bytes, id, visitor);
            case SubRecordTag.HEAP_DUMP_INFO -> {
                // Which of Android's heaps the next objects lie in: nothing to pass on.
            }
            default -> throw new IllegalStateException("sub-record tag with a length and no reader: " + tag);
        }
    }

    private static void plainRoot(GcRootKind kind, HeapBytes bytes, long id, HeapVisitor visitor) {
        visitor.root(kind, bytes.id(id), 0, NO_FRAME);
    }

    /// @param elements −1 if the dump left them out
    private static void primitiveArray(HeapBytes bytes, long id, long elements, HeapVisitor visitor) {
        long afterId = id + bytes.idBytes();
        FieldType type = FieldType.ofCode(bytes.u1(afterId + 8));
        if (type == null) {
            throw new IllegalStateException("array record not checked before reading");
        }
        visitor.primitiveArray(bytes.id(id), bytes.u4(afterId), type, elements, bytes.u4(afterId + 4));
    }
}
