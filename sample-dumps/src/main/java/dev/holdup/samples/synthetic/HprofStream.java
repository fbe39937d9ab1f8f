package dev.holdup.samples.synthetic;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Records of an HPROF file, written one after the other without keeping any: for heaps that [HeapDumpWriter] cannot
/// hold. Ids have eight bytes.
final class HprofStream implements AutoCloseable {
    static final int STRING_IN_UTF8 = 0x01;
    static final int LOAD_CLASS = 0x02;
    static final int HEAP_DUMP = 0x0C;
    static final int HEAP_DUMP_SEGMENT = 0x1C;
    static final int CLASS_DUMP = 0x20;
    static final int INSTANCE_DUMP = 0x21;
    static final int OBJECT_ARRAY_DUMP = 0x22;
    static final int ROOT_JNI_GLOBAL = 0x01;
    static final int ID_BYTES = 8;

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
    /// Where the length of the open record is to be written; −1 if none is open.
    private long openRecord = -1;

    HprofStream(Path path) throws IOException {
        file = FileChannel.open(
                path, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        raw("JAVA PROFILE 1.0.2\0".getBytes(StandardCharsets.US_ASCII));
        u4(ID_BYTES).u8(1_767_225_600_000L);
    }

    /// Begins a record of the file; the one before it is ended. A length is written for it unless it goes on to the
    /// end of the file.
    HprofStream record(int tag) throws IOException {
        end();
        u1(tag).u4(0);
        openRecord = file.position() + buffer.position();
        return u4(0);
    }

    private void end() throws IOException {
        if (openRecord < 0) {
            return;
        }
        flush();
        long length = file.position() - openRecord - Integer.BYTES;
        file.write(ByteBuffer.allocate(Integer.BYTES).putInt(0, (int) length), openRecord);
        openRecord = -1;
    }

    /// Leaves the length of the open record, which is more than four bytes can tell, at 0.
    void endWithoutLength() {
        openRecord = -1;
    }

    /// Whether the open record is long enough for a segment.
    boolean isLong() throws IOException {
        return file.position() + buffer.position() - openRecord > 1 << 30;
    }

    HprofStream u1(int value) throws IOException {
        room(1).put((byte) value);
        return this;
    }

    HprofStream u2(int value) throws IOException {
        room(2).putShort((short) value);
        return this;
    }

    HprofStream u4(int value) throws IOException {
        room(4).putInt(value);
        return this;
    }

    HprofStream u8(long value) throws IOException {
        room(8).putLong(value);
        return this;
    }

    HprofStream raw(byte[] bytes) throws IOException {
        for (byte one : bytes) {
            u1(one);
        }
        return this;
    }

    /// So many bytes of zero, which take no room on most disks.
    HprofStream zeros(long bytes) throws IOException {
        flush();
        file.position(file.position() + bytes);
        return this;
    }

    /// A name, and the class that has it, both with the class's id or one beside it.
    HprofStream namedClass(int serial, long classId, String name) throws IOException {
        record(STRING_IN_UTF8).u8(nameId(classId)).raw(name.replace('.', '/').getBytes(StandardCharsets.UTF_8));
        return record(LOAD_CLASS).u4(serial).u8(classId).u4(1).u8(nameId(classId));
    }

    private static long nameId(long classId) {
        return classId + 1;
    }

    /// The head of a class without static fields; so many own fields have to follow, each an id of its name and its
    /// type.
    HprofStream classDump(long classId, long superclassId, int fieldBytes, int fields) throws IOException {
        u1(CLASS_DUMP).u8(classId).u4(1).u8(superclassId);
        for (int i = 0; i < 5; i++) {
            u8(0);
        }
        return u4(fieldBytes).u2(0).u2(0).u2(fields);
    }

    private ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        end();
        flush();
        file.close();
    }
}
