package dev.holdup.dumps.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What comes out of one decoder; damage and limits end the stream early and are told afterwards.
///
/// Not even opening the decoder fails: a file cut within its header is an empty stream with damage.
public final class UnpackedStream extends InputStream {
    private static final int SKIP_BYTES = 1 << 16;

    /// A decoder may read a header when it is made, so that this can fail as reading can.
    interface Decoder {
        InputStream open() throws IOException;
    }

    private final String what;
    private final Decoder decoder;
    private final @Nullable PackedInput packed;
    private final UnpackBudget budget;
    private @Nullable InputStream decoded;
    private long maxBytes = Long.MAX_VALUE;
    private long unpackedBytes;
    private @Nullable String damage;
    private boolean ended;

    /// @param what is unpacked, such as `The gzip file`
    /// @param packed what the decoder reads; null if it tells cut from damaged input by itself
    UnpackedStream(String what, Decoder decoder, @Nullable PackedInput packed, UnpackBudget budget) {
        this.packed = packed;
        this.what = what;
        this.decoder = decoder;
        this.budget = budget;
    }

    /// Ends the stream after so many bytes.
    public void limit(long bytes) {
        maxBytes = bytes;
    }

    /// Why the stream ended early, one sentence; null if it did not.
    public @Nullable String damage() {
        return damage;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (damage != null || length == 0) {
            return damage == null ? 0 : -1;
        }
        try {
            int count = decoded().read(buffer, offset, length);
            if (count > 0) {
                unpackedBytes += count;
                budget.charge(count);
            }
            if (unpackedBytes > maxBytes) {
                damage = String.format(
                        Locale.ROOT, "Only the first %d bytes of the unpacked text were read.", unpackedBytes);
            }
            ended |= count < 0;
            return count;
        } catch (LimitReached | Unsupported told) {
            damage = told.getMessage();
        } catch (IOException | RuntimeException failure) {
            // The decoders of others answer some damage with the exceptions of a bug.
            boolean cut = packed != null && packed.exhausted();
            String sentence = UnpackFailure.sentence(what, cut ? new EOFException() : failure);
            damage = sentence.substring(0, sentence.length() - 1) + "; " + unpackedBytes + " bytes could be unpacked.";
        }
        return -1;
    }

    private InputStream decoded() throws IOException {
        InputStream open = decoded;
        if (open == null) {
            open = decoder.open();
            decoded = open;
        }
        return open;
    }

    /// More than 0 until the end is met: the JDK's gzip stream takes 0 for the end.
    @Override
    public int available() {
        return ended || damage != null ? 0 : 1;
    }

    @Override
    public long skip(long count) {
        byte[] skipped = new byte[(int) Math.min(count, SKIP_BYTES)];
        return Math.max(read(skipped, 0, skipped.length), 0);
    }

    @Override
    public void close() throws IOException {
        InputStream open = decoded;
        if (open != null) {
            open.close();
        }
    }
}
