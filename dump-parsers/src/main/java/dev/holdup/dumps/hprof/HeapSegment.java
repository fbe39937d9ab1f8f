package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapVisitor;

/// The sub-record loop: every object of the dump comes through here, some twenty million a gigabyte.
///
/// Instance: `u1 tag · id objectId · u4 stackSerial · id classId · u4 fieldBytes · fieldBytes × u1`.
/// Object array: `u1 tag · id objectId · u4 stackSerial · u4 length · id arrayClassId · length × id`.
/// Primitive array: `u1 tag · id objectId · u4 stackSerial · u4 length · u1 type · length × value`.
/// Android may leave out the values, under a tag of its own.
final class HeapSegment {
    /// Frame number of a root that is no frame's.
    private static final int NO_FRAME = -1;

    private HeapSegment() {}

    /// Passes the records from `from` on to the visitor; allocates for class records only.
    ///
    /// @param end at most the file's size
    /// @return `end`, or where the first record begins that is none or reaches past `end`
    static long walk(HeapBytes bytes, long from, long end, HeapVisitor visitor) {
        SubRecords subRecords = new SubRecords(bytes);
        int idBytes = bytes.idBytes();
        long at = from;
        while (at < end) {
            int tag = bytes.u1(at);
            switch (tag) {
                case SubRecordTag.INSTANCE -> {
                    long fields = at + 9 + 2L * idBytes;
                    if (fields > end) {
                        return at;
                    }
                    int fieldBytes = bytes.u4(fields - 4);
                    if (fieldBytes < 0 || fieldBytes > end - fields) {
                        return at;
                    }
                    visitor.instance(
                            bytes.id(at + 1),
                            bytes.u4(at + 1 + idBytes),
                            bytes.id(at + 5 + idBytes),
                            fields,
                            fieldBytes);
                    at = fields + fieldBytes;
                }
                case SubRecordTag.OBJECT_ARRAY -> {
                    long elements = at + 9 + 2L * idBytes;
                    if (elements > end) {
                        return at;
                    }
                    int length = bytes.u4(at + 5 + idBytes);
                    if (length < 0 || (long) length * idBytes > end - elements) {
                        return at;
                    }
                    visitor.objectArray(
                            bytes.id(at + 1), bytes.u4(at + 1 + idBytes), bytes.id(at + 9 + idBytes), elements, length);
                    at = elements + (long) length * idBytes;
                }
                case SubRecordTag.PRIMITIVE_ARRAY -> {
                    long elements = at + 10 + idBytes;
                    if (elements > end) {
                        return at;
                    }
                    int length = bytes.u4(at + 5 + idBytes);
                    FieldType type = FieldType.ofCode(bytes.u1(elements - 1));
                    if (length < 0 || type == null || type == FieldType.OBJECT) {
                        return at;
                    }
                    long elementsBytes = (long) length * type.bytes(idBytes);
                    if (elementsBytes > end - elements) {
                        return at;
                    }
                    visitor.primitiveArray(bytes.id(at + 1), bytes.u4(at + 1 + idBytes), type, elements, length);
                    at = elements + elementsBytes;
                }
                default -> {
                    long next = subRecords.endOf(at, end);
                    if (next == SubRecords.NO_RECORD || next > end) {
                        return at;
                    }
                    rare(bytes, tag, at, visitor);
                    at = next;
                }
            }
        }
        return end;
    }

    private static void rare(HeapBytes bytes, int tag, long at, HeapVisitor visitor) {
        long id = at + 1;
        long afterId = id + bytes.idBytes();
        switch (tag) {
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
            case SubRecordTag.PRIMITIVE_ARRAY_NO_DATA -> arrayWithoutData(bytes, id, visitor);
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

    private static void arrayWithoutData(HeapBytes bytes, long id, HeapVisitor visitor) {
        long afterId = id + bytes.idBytes();
        FieldType type = FieldType.ofCode(bytes.u1(afterId + 8));
        if (type == null) {
            throw new IllegalStateException("array record not checked before reading");
        }
        visitor.primitiveArray(bytes.id(id), bytes.u4(afterId), type, -1, bytes.u4(afterId + 4));
    }
}
