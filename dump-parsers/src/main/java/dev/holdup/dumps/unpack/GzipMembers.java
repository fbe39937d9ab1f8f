package dev.holdup.dumps.unpack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where the members of a gzip file probably begin that HotSpot wrote with `GC.heap_dump -gz=N`.
///
/// Each member there is one independent block of the dump, with a header of ten bytes: `1F 8B 08 · u1 flags · 0000 0000
/// · u1 level · u1 system`. The first one's flags say that a comment follows, up to a zero byte, with the length of a
/// block; where the files of several dumping threads were joined, the first of each has it. A member ends in `u4 crc ·
/// u4 unpackedBytes`, little-endian.
///
/// @param starts of the members, and the file's end after the last
/// @param blockBytes that one member unpacks to at most
record GzipMembers(MemorySegment file, long[] starts, int blockBytes) {
    static final int HEADER_BYTES = 10;
    static final int TRAILER_BYTES = 8;
    static final ValueLayout.OfInt U4 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final byte[] COMMENT = {
        'H', 'P', 'R', 'O', 'F', ' ', 'B', 'L', 'O', 'C', 'K', 'S', 'I', 'Z', 'E', '='
    };
    private static final int MOST_DIGITS = 9;
    /// Of the comment with the zero byte after it.
    private static final int MOST_COMMENT_BYTES = COMMENT.length + MOST_DIGITS + 1;

    private static final int LARGEST_BLOCK = 64 << 20;
    /// A header up to its level; with and without the flag for a comment.
    private static final long PLAIN_HEADER = 0x0000_0000_0008_8B1FL;

    private static final long COMMENT_FLAG = 0x10L << 24;
    /// A file of smaller members on average is none of HotSpot's, and their table would be large.
    private static final int LEAST_MEAN_BYTES = 256;

    /// Byte 0x1F in all places.
    private static final long FIRST_BYTES = 0x1F1F_1F1F_1F1F_1F1FL;

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;

    /// Null if the file is not one of HotSpot's in blocks. Reads all of it once, at several bytes a cycle.
    static @Nullable GzipMembers in(MemorySegment file) {
        if (file.byteSize() < HEADER_BYTES + MOST_COMMENT_BYTES + TRAILER_BYTES
                || file.get(WORD, 0) != (PLAIN_HEADER | COMMENT_FLAG)) {
            return null;
        }
        int blockBytes = blockBytes(file);
        if (blockBytes == 0 || blockBytes > LARGEST_BLOCK) {
            return null;
        }
        long[] starts = starts(file);
        return starts == null ? null : new GzipMembers(file, starts, blockBytes);
    }

    /// What the first header's comment says, 0 if it says nothing of it.
    private static int blockBytes(MemorySegment file) {
        for (int i = 0; i < COMMENT.length; i++) {
            if (file.get(ValueLayout.JAVA_BYTE, HEADER_BYTES + i) != COMMENT[i]) {
                return 0;
            }
        }
        int blockBytes = 0;
        for (int digits = 0; digits <= MOST_DIGITS; digits++) {
            int c = file.get(ValueLayout.JAVA_BYTE, HEADER_BYTES + COMMENT.length + digits);
            if (c == 0) {
                return blockBytes;
            }
            if (c < '0' || c > '9' || digits == MOST_DIGITS) {
                return 0;
            }
            blockBytes = blockBytes * 10 + c - '0';
        }
        return 0;
    }

    private static long @Nullable [] starts(MemorySegment file) {
        long size = file.byteSize();
        long[] starts = new long[1024];
        int count = 1;
        long last = size - HEADER_BYTES - TRAILER_BYTES;
        for (long at = HEADER_BYTES; at <= last; at += Long.BYTES) {
            long different = file.get(WORD, at) ^ FIRST_BYTES;
            if (((different - ONES) & ~different & TOPS) == 0) {
                continue;
            }
            for (long start = at; start < Math.min(at + Long.BYTES, last + 1); start++) {
                if ((file.get(WORD, start) & ~COMMENT_FLAG) == PLAIN_HEADER) {
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
        long body = starts[member] + HEADER_BYTES;
        if ((file.get(WORD, starts[member]) & COMMENT_FLAG) != 0) {
            long end = Math.min(body + MOST_COMMENT_BYTES, starts[member + 1]);
            while (body < end && file.get(ValueLayout.JAVA_BYTE, body) != 0) {
                body++;
            }
            body++;
        }
        return body;
    }

    /// Where the member's trailer begins, if it is whole.
    long trailer(int member) {
        return starts[member + 1] - TRAILER_BYTES;
    }
}
