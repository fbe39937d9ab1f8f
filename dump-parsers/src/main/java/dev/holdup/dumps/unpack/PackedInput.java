package dev.holdup.dumps.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What a decoder reads; notes whether it asked for more than there is, since decoders tell cut and damaged input
/// alike.
final class PackedInput extends FilterInputStream {
    private boolean exhausted;

    PackedInput(InputStream packed) {
        super(packed);
    }

    boolean exhausted() {
        return exhausted;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        exhausted |= value < 0;
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        exhausted |= count < 0;
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
