package dev.holdup.dumps.unpack;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One header block of a tar archive: `name 100 · mode 8 · uid 8 · gid 8 · size 12 · mtime 12 · checksum 8 · type 1 ·
/// link 100 · "ustar" 6 · version 2 · …  · prefix 155 (from 345)`; numbers are octal text, or binary with the top bit
/// set.
///
/// @param sizeBytes of the entry's content
record TarHeader(String name, long sizeBytes, char type) {
    static final int BYTES = 512;

    private static final int NAME_BYTES = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_BYTES = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final int TYPE_AT = 156;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_BYTES = 155;
    private static final byte[] POSIX_MAGIC = "ustar\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC_AT = 257;

    /// Whether the bytes begin with a header whose checksum fits.
    static boolean startsAt(byte[] head) {
        return head.length >= BYTES && head[0] != 0 && of(head) != null;
    }

    /// Null if the checksum does not fit or the size is no number.
    static @Nullable TarHeader of(byte[] block) {
        long expected = octal(block, CHECKSUM_AT, CHECKSUM_BYTES);
        long sum = 0;
        for (int i = 0; i < BYTES; i++) {
            boolean within = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_BYTES;
            sum += within ? ' ' : block[i] & 0xFF;
        }
        long size = number(block, SIZE_AT, SIZE_BYTES);
        if (sum != expected || size < 0 || size > Long.MAX_VALUE - BYTES) {
            return null;
        }
        String name = text(block, 0, NAME_BYTES);
        String prefix = isPosix(block) ? text(block, PREFIX_AT, PREFIX_BYTES) : "";
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, size, (char) (block[TYPE_AT] & 0xFF));
    }

    private static boolean isPosix(byte[] block) {
        for (int i = 0; i < POSIX_MAGIC.length; i++) {
            if (block[MAGIC_AT + i] != POSIX_MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] block, int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return new String(block, at, end - at, StandardCharsets.UTF_8);
    }

    /// −1 if it is none, or none that fits a `long`.
    private static long number(byte[] block, int at, int length) {
        if ((block[at] & 0x80) == 0) {
            return octal(block, at, length);
        }
        long value = block[at] & 0x7F;
        for (int i = at + 1; i < at + length; i++) {
            if (value >>> 55 != 0) {
                return -1;
            }
            value = (value << 8) | (block[i] & 0xFF);
        }
        return value;
    }

    private static long octal(byte[] block, int at, int length) {
        long value = 0;
        boolean digits = false;
        for (int i = at; i < at + length; i++) {
            int c = block[i];
            if (c >= '0' && c <= '7') {
                value = value * 8 + c - '0';
                digits = true;
            } else if (c == 0 || c == ' ') {
                if (digits) {
                    return value;
                }
            } else {
                return -1;
            }
        }
        return digits ? value : -1;
    }
}
