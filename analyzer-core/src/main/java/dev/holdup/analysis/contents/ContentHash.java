package dev.holdup.analysis.contents;

import dev.holdup.dumps.model.HeapBytes;

/// A 64-bit hash of a stretch of the file: the same for equal contents, and for others as good as never.
final class ContentHash {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long FINAL_MULTIPLIER = 0xBF58476D1CE4E5B9L;

    private ContentHash() {}

    static long of(HeapBytes bytes, long offset, long length) {
        long hash = length * MULTIPLIER;
        long at = offset;
        long end = offset + length;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = (Long.rotateLeft(hash, 29) ^ bytes.u8(at)) * MULTIPLIER;
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << 8 | bytes.u1(at);
        }
        hash = (Long.rotateLeft(hash, 29) ^ rest) * MULTIPLIER;
        hash = (hash ^ hash >>> 30) * FINAL_MULTIPLIER;
        return hash ^ hash >>> 32;
    }
}
