package dev.holdup.analysis.kept;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;

/// Unsigned values of one width in a mapped file. Indexes are checked.
final class Column {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final MemorySegment file;
    private final long offset;
    private final long count;
    private final int width;
    private final long mask;

    Column(MemorySegment file, KeptHeader.Part part) {
        this.file = file;
        this.offset = part.offset();
        this.count = part.count();
        this.width = part.width();
        this.mask = width == Long.BYTES ? -1 : (1L << (width * Byte.SIZE)) - 1;
    }

    long count() {
        return count;
    }

    long get(long index) {
        return file.get(LONG, offset + Objects.checkIndex(index, count) * width) & mask;
    }

    /// One that is an index below `bound`; anything else is damage.
    int index(long index, long bound) {
        return (int) Objects.checkIndex(get(index), bound);
    }

    /// The bytes from one index to another, of a column of bytes.
    byte[] bytes(long from, long to) {
        Objects.checkFromToIndex(from, to, count);
        byte[] copy = new byte[Math.toIntExact(to - from)];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, offset + from, copy, 0, copy.length);
        return copy;
    }
}
