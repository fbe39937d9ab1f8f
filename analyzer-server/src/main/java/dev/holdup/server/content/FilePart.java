package dev.holdup.server.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;

/// A part of a file, read as it is sent.
final class FilePart extends InputStream {
    private final FileChannel channel;
    private long at;
    private final long end;

    private FilePart(Path file, long from, long bytes) throws IOException {
        this.channel = FileChannel.open(file);
        this.at = from;
        this.end = from + bytes;
    }

    /// May be sent more than once: each time it is read anew.
    static RequestBody of(Path file, long from, long bytes) {
        return RequestBody.fromContentProvider(
                () -> {
                    try {
                        return new FilePart(file, from, bytes);
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                },
                bytes,
                "application/octet-stream");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int wanted = (int) Math.min(length, end - at);
        if (wanted <= 0) {
            return -1;
        }
        int read = channel.read(ByteBuffer.wrap(target, offset, wanted), at);
        if (read > 0) {
            at += read;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
