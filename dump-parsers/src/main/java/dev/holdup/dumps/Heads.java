package dev.holdup.dumps;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/// First bytes of streams, which can be read again.
final class Heads {
    private static final int BUFFER_BYTES = 1 << 16;

    private Heads() {}

    static BufferedInputStream buffered(InputStream content) {
        return new BufferedInputStream(content, BUFFER_BYTES);
    }

    static byte[] of(BufferedInputStream content) throws IOException {
        content.mark(ContentKind.HEAD_BYTES);
        byte[] head = content.readNBytes(ContentKind.HEAD_BYTES);
        content.reset();
        return head;
    }
}
