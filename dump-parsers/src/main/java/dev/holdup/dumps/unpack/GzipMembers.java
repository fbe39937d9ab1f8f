package dev.holdup.dumps.unpack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where the members of a gzip file probably begin that HotSpot wrote with `GC.heap_dump -gz=N`.
///
/// Each member there is one independent block of the dump. The first header says in its comment how long a block is;
/// the others are of ten bytes without flags and time: `1F 8B 08 · 00 · 0000 0000 · u1 level · u1 system`. A member
/// ends
/// in `u4 crc · u4 unpackedBytes`, little-endian.
///
/// @param starts of the members, and the file's end after the last
/// @param firstHeaderBytes length of the first member's header
/// @param blockBytes that one member unpacks to at most
record GzipMembers(long[] starts, int firstHeaderBytes, int blockBytes) {
    static final int HEADER_BYTES = 10;
    static final int TRAILER_BYTES = 8;
    static final ValueLayout.OfInt U4 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final byte[] COMMENT = {
        'H', 'P', 'R', 'O', 'F', ' ', 'B', 'L', 'O', 'C', 'K', 'S', 'I', 'Z', 'E', '='
    };
    private static final int COMMENT_ONLY = 0x10;
    private static final int MOST_DIGITS = 9;
    private static final int LARGEST_BLOCK = 64 << 20;
    /// The header of a member but the first, up to its level.
    private static final long PLAIN_HEADER = 0x0000_0000_0008_8B1FL;
    /// A file of smaller members on average is none of HotSpot's, and their table would be large.
    private static final int LEAST_MEAN_BYTES = 256;
    /// Byte 0x1F in all places.
    private static final long FIRST_BYTES = 0x1F1F_1F1F_1F1F_1F1FL;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;

    /// Null if the file is not one of HotSpot's in blocks. Reads all of it once, at several bytes a cycle.
    static @Nullable GzipMembers in(MemorySegment file) {
        long size = file.byteSize();
        if (size < HEADER_BYTES + COMMENT.length + TRAILER_BYTES
                || (file.get(U4, 0) & 0xFFFF_FFFFL) != (0x08_8B1FL | (long) COMMENT_ONLY << 24)) {
            return null;
        }
        for (int i = 0; i < COMMENT.length; i++) {
            if (file.get(ValueLayout.JAVA_BYTE, HEADER_BYTES + i) != COMMENT[i]) {
                return null;
            }
        }
        long blockBytes = 0;
        int at = HEADER_BYTES + COMMENT.length;
        for (int digits = 0; digits < MOST_DIGITS && at < size; digits++) {
            int digit = file.get(ValueLayout.JAVA_BYTE, at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            blockBytes = blockBytes * 10 + digit;
            at++;
        }
        if (blockBytes == 0 || blockBytes > LARGEST_BLOCK || at >= size || file.get(ValueLayout.JAVA_BYTE, at) != 0) {
            return null;
        }
        long[] starts = startsFrom(at + 1, file);
        return starts == null ? null : new GzipMembers(starts, at + 1, (int) blockBytes);
    }

    private static long @Nullable [] startsFrom(long from, MemorySegment file) {
        long size = file.byteSize();
        long[] starts = new long[1024];
        int count = 1;
        long last = size - HEADER_BYTES - TRAILER_BYTES;
        for (long at = from; at <= last; at += Long.BYTES) {
            long different = file.get(WORD, at) ^ FIRST_BYTES;
            if (((different - ONES) & ~different & TOPS) == 0) {
                continue;
            }
            for (long start = at; start < Math.min(at + Long.BYTES, last + 1); start++) {
                if (file.get(WORD, start) == PLAIN_HEADER) {
                    if (count >= starts.length - 1) {
                        starts = Arrays.copyOf(starts, 2 * starts.length);
                    }
                    starts[count++] = start;
                }
            }
            if (count > size / LEAST_MEAN_BYTES + 1) {
                return null;
            }
        }
        starts[count] = size;
        return Arrays.copyOf(starts, count + 1);
    }

    int count() {
        return starts.length - 1;
    }

    /// Where the member's compressed data begins.
    long body(int member) {
        return starts[member] + (member == 0 ? firstHeaderBytes : HEADER_BYTES);
    }

    /// Where the member's trailer begins, if it is whole.
    long trailer(int member) {
        return starts[member + 1] - TRAILER_BYTES;
    }
}
