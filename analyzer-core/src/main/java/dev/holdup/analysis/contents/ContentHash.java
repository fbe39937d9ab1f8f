package dev.holdup.analysis.contents;

import dev.holdup.dumps.model.HeapBytes;

/// A 64-bit hash of a stretch of the file: the same for equal contents, and for others as good as never. Its lowest
/// bits tell something of the content itself.
final class ContentHash {
    /// All elements are zero.
    static final int ZERO = 1;
    /// All elements are the same.
    static final int CONSTANT = 2;
    /// All bytes under the mask are zero.
    static final int UNDER_MASK = 4;
    /// Of `char[]`, whose characters stand in the file with the higher byte first.
    static final long CHAR_HIGH_BYTES = 0xFF00FF00FF00FF00L;
    /// Of a `byte[]` with UTF-16 as little-endian machines keep it.
    static final long UTF16_HIGH_BYTES = 0x00FF00FF00FF00FFL;

    private static final int FLAGS = 7;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long FINAL_MULTIPLIER = 0xBF58476D1CE4E5B9L;

    private ContentHash() {}

    /// @param width bytes of an element, a power of two up to 8
    static long of(HeapBytes bytes, long offset, long length, int width, long mask) {
        long hash = length * MULTIPLIER;
        long at = offset;
        long end = offset + length;
        long first = length < Long.BYTES ? 0 : bytes.u8(offset);
        long any = 0;
        long different = 0;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = bytes.u8(at);
            hash = (Long.rotateLeft(hash, 29) ^ word) * MULTIPLIER;
            any |= word;
            different |= word ^ first;
        }
        long rest = 0;
        int restBits = (int) (end - at) * Byte.SIZE;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | bytes.u1(at);
        }
        hash = (Long.rotateLeft(hash, 29) ^ rest) * MULTIPLIER;
        long leading = restBits == 0 ? 0 : rest << Long.SIZE - restBits;
        any |= leading;
        if (length < Long.BYTES) {
            first = repeated(leading, width);
            different = restBits == 0 ? 0 : leading ^ (first & -1L << Long.SIZE - restBits);
        } else {
            different |= first ^ repeated(first, width);
            different |= restBits == 0 ? 0 : leading ^ (first & -1L << Long.SIZE - restBits);
        }
        int flags = (any == 0 ? ZERO : 0) | (different == 0 ? CONSTANT : 0) | ((any & mask) == 0 ? UNDER_MASK : 0);
        return mixed(hash) & ~FLAGS | flags;
    }

    /// [#ZERO] and [#CONSTANT] of what need not be hashed: reads as far as elements are the same.
    static int flags(HeapBytes bytes, long offset, long length, int width) {
        if (length < Long.BYTES) {
            return (int) of(bytes, offset, length, width, -1) & (ZERO | CONSTANT);
        }
        long first = bytes.u8(offset);
        if (first != repeated(first, width)) {
            return 0;
        }
        long at = offset + Long.BYTES;
        long end = offset + length;
        while (at + Long.BYTES <= end && bytes.u8(at) == first) {
            at += Long.BYTES;
        }
        if (at + Long.BYTES <= end || bytes.u8(end - Long.BYTES) != first) {
            return 0;
        }
        return first == 0 ? CONSTANT | ZERO : CONSTANT;
    }

    /// Of a value that is told by its class and its bits alone.
    static long of(long value, int classIndex) {
        return mixed((value ^ FINAL_MULTIPLIER) * MULTIPLIER + classIndex * FINAL_MULTIPLIER) & ~FLAGS;
    }

    /// The first element of a word, as often as it fits in.
    private static long repeated(long word, int width) {
        long pattern = word;
        for (int bits = width * Byte.SIZE; bits < Long.SIZE; bits *= 2) {
            pattern = pattern >>> Long.SIZE - bits << Long.SIZE - bits;
            pattern |= pattern >>> bits;
        }
        return pattern;
    }

    private static long mixed(long value) {
        long hash = (value ^ value >>> 30) * FINAL_MULTIPLIER;
        return hash ^ hash >>> 32;
    }
}
