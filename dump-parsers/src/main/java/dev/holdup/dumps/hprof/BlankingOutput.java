package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.HeapBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/// Goes through a file once from front to back, writing what it passes: as it is, as zeros, or not at all.
///
/// A place that is behind the present one is none to go to: nothing is written then. Throws [UncheckedIOException].
final class BlankingOutput {
    private static final int BUFFER_BYTES = 1 << 18;

    private final HeapBytes bytes;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long at;

    /// @param start offset in the file
    BlankingOutput(HeapBytes bytes, long start, OutputStream out) {
        this.bytes = bytes;
        this.out = out;
        this.at = start;
    }

    /// Offset in the file.
    long at() {
        return at;
    }

    void keepTo(long end) {
        while (at < end) {
            int part = part(end);
            bytes.copy(at, buffer, buffered, part);
            buffered += part;
            at += part;
        }
    }

    void blankTo(long end) {
        while (at < end) {
            int part = part(end);
            Arrays.fill(buffer, buffered, buffered + part, (byte) 0);
            buffered += part;
            at += part;
        }
    }

    /// Writes this in place of as many bytes.
    void put(byte[] content) {
        insert(content);
        at += content.length;
    }

    /// Writes this in between.
    void insert(byte[] content) {
        for (byte value : content) {
            if (buffered == buffer.length) {
                flush();
            }
            buffer[buffered++] = value;
        }
    }

    /// Writes the length of a record in place of the one that stands there; one that takes more than 32 bits stays.
    void putLength(long length) {
        if (length >>> Integer.SIZE != 0) {
            keepTo(at + Integer.BYTES);
            return;
        }
        put(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
    }

    void skipTo(long end) {
        at = Math.max(at, end);
    }

    void flush() {
        try {
            out.write(buffer, 0, buffered);
            buffered = 0;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /// How much of what is left up to `end` the buffer takes, at least a byte.
    private int part(long end) {
        if (buffered == buffer.length) {
            flush();
        }
        return (int) Math.min(end - at, buffer.length - buffered);
    }
}
