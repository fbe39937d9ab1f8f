package dev.holdup.analysis.kept;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Writes a kept heap's sections one after the other, each from its first value to its last; the header goes before
/// them at the end.
final class KeptFile implements AutoCloseable {
    /// Behind each section: every value is read as eight bytes, of which those of the next are masked out.
    static final int PADDING_BYTES = Long.BYTES;

    private static final int BUFFER_BYTES = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final Map<KeptSection, KeptHeader.Part> parts = new EnumMap<>(KeptSection.class);
    private long offset = KeptHeader.BYTES;

    KeptFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.position(offset);
    }

    /// Values by their index.
    @FunctionalInterface
    interface Values {
        long at(long index);
    }

    /// Bytes that the largest of them takes, at least 1.
    static int width(long largest) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(largest) + 7) / 8);
    }

    /// @param largest none of them is larger, as unsigned values
    void column(KeptSection section, long count, long largest, Values values) throws IOException {
        int width = width(largest);
        for (long i = 0; i < count; i++) {
            if (buffer.remaining() < Long.BYTES) {
                drain();
            }
            int at = buffer.position();
            buffer.putLong(at, values.at(i)).position(at + width);
        }
        end(section, count, width);
    }

    /// @param bytes of the section as they are
    void bytes(KeptSection section, Iterable<byte[]> bytes) throws IOException {
        long count = 0;
        for (byte[] some : bytes) {
            count += some.length;
            for (int at = 0; at < some.length; ) {
                if (!buffer.hasRemaining()) {
                    drain();
                }
                int taken = Math.min(some.length - at, buffer.remaining());
                buffer.put(some, at, taken);
                at += taken;
            }
        }
        end(section, count, 1);
    }

    private void end(KeptSection section, long count, int width) throws IOException {
        if (buffer.remaining() < PADDING_BYTES) {
            drain();
        }
        buffer.putLong(0);
        parts.put(section, new KeptHeader.Part(offset, count, width));
        offset += count * width + PADDING_BYTES;
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /// Where all sections are.
    List<KeptHeader.Part> parts() {
        List<KeptHeader.Part> all = new ArrayList<>();
        for (KeptSection section : KeptSection.values()) {
            all.add(Objects.requireNonNull(parts.get(section), section::name));
        }
        return List.copyOf(all);
    }

    /// Of the whole file.
    long fileBytes() {
        return offset;
    }

    /// Ends it: what lies on the disk is whole.
    void finish(KeptHeader header) throws IOException {
        drain();
        ByteBuffer page = header.encoded();
        while (page.hasRemaining()) {
            channel.write(page, page.position());
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
