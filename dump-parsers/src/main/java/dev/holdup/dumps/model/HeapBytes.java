package dev.holdup.dumps.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Typed big-endian reads of a mapped heap dump at a byte offset.
///
/// Layouts are `static final`: a layout that is not a constant measured twelve times slower.
public final class HeapBytes {
    private static final ValueLayout.OfShort U2 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt U4 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong U8 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment file;
    private final int idBytes;

    /// @param idBytes 4 or 8
    public HeapBytes(MemorySegment file, int idBytes) {
        this.file = file;
        this.idBytes = idBytes;
    }

    public long size() {
        return file.byteSize();
    }

    public int idBytes() {
        return idBytes;
    }

    /// An object, class or string id; four-byte ids are unsigned.
    public long id(long offset) {
        return idBytes == 8 ? file.get(U8, offset) : Integer.toUnsignedLong(file.get(U4, offset));
    }

    /// Unsigned.
    public int u1(long offset) {
        return Byte.toUnsignedInt(file.get(ValueLayout.JAVA_BYTE, offset));
    }

    /// Unsigned.
    public int u2(long offset) {
        return Short.toUnsignedInt(file.get(U2, offset));
    }

    public int u4(long offset) {
        return file.get(U4, offset);
    }

    public long u8(long offset) {
        return file.get(U8, offset);
    }

    /// A view of `length` bytes, big-endian: what the JVM compiles sooner than reads through this class.
    public ByteBuffer window(long offset, long length) {
        return file.asSlice(offset, length).asByteBuffer();
    }

    /// A copy of `length` bytes.
    public byte[] copy(long offset, int length) {
        return file.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
    }
}
