package dev.holdup.dumps;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Unpacks gzip, of one member or many; damage ends the stream early and is told afterwards.
final class GzipInput extends FilterInputStream {
    private static final int BUFFER_BYTES = 1 << 16;

    private long maxBytes = Long.MAX_VALUE;
    private long unpackedBytes;
    private @Nullable String damage;

    /// @throws IOException if not even the header can be read
    GzipInput(InputStream packed) throws IOException {
        super(new GZIPInputStream(packed, BUFFER_BYTES));
    }

    /// Bounds what is unpacked: a few packed bytes can stand for any number.
    void limit(long bytes) {
        maxBytes = bytes;
    }

    /// Why the stream ended early, one sentence; null if it did not.
    @Nullable
    String damage() {
        return damage;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (damage != null || length == 0) {
            return damage == null ? 0 : -1;
        }
        try {
            int count = in.read(buffer, offset, length);
            unpackedBytes += Math.max(count, 0);
            if (unpackedBytes > maxBytes) {
                damage = String.format(
                        Locale.ROOT, "Only the first %d bytes of the unpacked text were read.", unpackedBytes);
            }
            return count;
        } catch (EOFException cut) {
            damage = "The gzip file is cut off; " + unpackedBytes + " bytes could be unpacked.";
        } catch (ZipException damaged) {
            damage = "The gzip file is damaged; " + unpackedBytes + " bytes could be unpacked.";
        }
        return -1;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(count, BUFFER_BYTES)];
        return Math.max(read(skipped, 0, skipped.length), 0);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
