package dev.holdup.dumps.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/// Typed big-endian reads of a mapped heap dump at a byte offset.
///
/// Reads go through byte buffers of a gigabyte each. Compiled, they are as fast as reads of the segment; before that,
/// and to compile, they take a fraction of the time, since a segment's reads are put together from method handles.
public final class HeapBytes {
    private static final int WINDOW_SHIFT = 30;
    private static final long WINDOW_BYTES = 1L << WINDOW_SHIFT;
    private static final int WITHIN_WINDOW = (1 << WINDOW_SHIFT) - 1;
    /// By how much a window reaches into the next one: no value is cut.
    private static final int OVERLAP = Long.BYTES;

    private final MemorySegment file;
    /// `[offset >> WINDOW_SHIFT]`
    private final ByteBuffer[] windows;

    private final int idBytes;
    private final boolean wide;

    /// @param idBytes 4 or 8
    public HeapBytes(MemorySegment file, int idBytes) {
        this.file = file.asReadOnly();
        this.idBytes = idBytes;
        this.wide = idBytes == 8;
        this.windows = new ByteBuffer[Math.toIntExact((file.byteSize() >> WINDOW_SHIFT) + 1)];
        for (int i = 0; i < windows.length; i++) {
            long start = i * WINDOW_BYTES;
            windows[i] = window(start, Math.min(WINDOW_BYTES + OVERLAP, file.byteSize() - start));
        }
    }

    public long size() {
        return file.byteSize();
    }

    public int idBytes() {
        return idBytes;
    }

    /// An object, class or string id; four-byte ids are unsigned.
    public long id(long offset) {
        return wide ? u8(offset) : Integer.toUnsignedLong(u4(offset));
    }

    /// Unsigned.
    public int u1(long offset) {
        return Byte.toUnsignedInt(holding(offset).get((int) offset & WITHIN_WINDOW));
    }

    /// Unsigned.
    public int u2(long offset) {
        return Short.toUnsignedInt(holding(offset).getShort((int) offset & WITHIN_WINDOW));
    }

    public int u4(long offset) {
        return holding(offset).getInt((int) offset & WITHIN_WINDOW);
    }

    public long u8(long offset) {
        return holding(offset).getLong((int) offset & WITHIN_WINDOW);
    }

    /// The value of a field or an element: a number with its sign, the bits of a floating-point one, an address.
    public long bits(FieldType type, long offset) {
        return switch (type) {
            case OBJECT -> id(offset);
            case BOOLEAN, BYTE -> (byte) u1(offset);
            case CHAR -> u2(offset);
            case SHORT -> (short) u2(offset);
            case INT, FLOAT -> u4(offset);
            case LONG, DOUBLE -> u8(offset);
        };
    }

    private ByteBuffer holding(long offset) {
        return windows[(int) (offset >> WINDOW_SHIFT)];
    }

    /// A view of `length` bytes, big-endian.
    public ByteBuffer window(long offset, long length) {
        return file.asSlice(offset, length).asByteBuffer();
    }

    /// Copies `length` bytes into an array.
    public void copy(long offset, byte[] to, int at, int length) {
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, offset, to, at, length);
    }

    /// A copy of `length` bytes.
    public byte[] copy(long offset, int length) {
        byte[] copy = new byte[length];
        int at = (int) offset & WITHIN_WINDOW;
        if (length <= holding(offset).limit() - at) {
            holding(offset).get(at, copy);
        } else {
            MemorySegment.copy(file, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
        }
        return copy;
    }
}
