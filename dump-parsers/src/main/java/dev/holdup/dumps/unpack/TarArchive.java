package dev.holdup.dumps.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads tar as a stream: V7, POSIX and GNU, with long names; of extended headers the path and the size.
///
/// The reader of commons-compress takes long names and extended headers of any size into memory and recurses over them.
/// Sparse files are left out: no heap dump is stored as one.
final class TarArchive implements Archive {
    private static final int LONGEST_EXTENSION = 1 << 20;

    private final InputStream packed;
    private final UnpackBudget budget;
    /// Of the current entry, the padding to whole blocks included.
    private long unread;

    private String longName = "";
    private long longSize = -1;

    TarArchive(InputStream packed, UnpackBudget budget) {
        this.packed = packed;
        this.budget = budget;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        packed.skipNBytes(unread);
        unread = 0;
        for (TarHeader header = header(); header != null; header = header()) {
            budget.entry();
            switch (header.type()) {
                case 'L' -> longName = textOf(extension(header));
                case 'x' -> extended(extension(header));
                case '0', 0, '7' -> {
                    return entry(header);
                }
                default -> {
                    packed.skipNBytes(padded(header.sizeBytes()));
                    forgetExtensions();
                }
            }
        }
        return null;
    }

    /// Null at the end of the archive.
    private @Nullable TarHeader header() throws IOException {
        byte[] block = packed.readNBytes(TarHeader.BYTES);
        if (block.length == 0 || (block.length == TarHeader.BYTES && isZero(block))) {
            return null;
        }
        if (block.length < TarHeader.BYTES) {
            throw new EOFException();
        }
        TarHeader header = TarHeader.of(block);
        if (header == null) {
            throw new IOException("no tar header where one has to be");
        }
        return header;
    }

    private Entry entry(TarHeader header) {
        String name = longName.isEmpty() ? header.name() : longName;
        long size = longSize < 0 ? header.sizeBytes() : longSize;
        forgetExtensions();
        unread = padded(size);
        return new Entry(
                EntryName.shown(name, budget.limits()),
                new UnpackedStream("The file in the tar archive", () -> new Content(size), null, budget));
    }

    private void forgetExtensions() {
        longName = "";
        longSize = -1;
    }

    private byte[] extension(TarHeader header) throws IOException {
        if (header.sizeBytes() > LONGEST_EXTENSION) {
            throw new IOException("a tar header of " + header.sizeBytes() + " bytes");
        }
        byte[] content = new byte[(int) header.sizeBytes()];
        if (packed.readNBytes(content, 0, content.length) < content.length) {
            throw new EOFException();
        }
        packed.skipNBytes(padded(content.length) - content.length);
        return content;
    }

    /// Lines of `length key=value\n`; the length counts the whole line.
    private void extended(byte[] content) throws IOException {
        int at = 0;
        while (at < content.length) {
            int length = 0;
            int digits = at;
            while (digits < content.length
                    && content[digits] >= '0'
                    && content[digits] <= '9'
                    && length < content.length) {
                length = length * 10 + content[digits++] - '0';
            }
            if (length <= digits - at + 1 || length > content.length - at) {
                throw new IOException("a damaged extended tar header");
            }
            String line = new String(content, digits + 1, at + length - digits - 2, StandardCharsets.UTF_8);
            if (line.startsWith("path=")) {
                longName = line.substring("path=".length());
            } else if (line.startsWith("size=") && line.matches("size=\\d{1,18}")) {
                longSize = Long.parseLong(line.substring("size=".length()));
            }
            at += length;
        }
    }

    private static String textOf(byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        return new String(content, 0, end, StandardCharsets.UTF_8);
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static long padded(long size) {
        return Math.addExact(size, -size & TarHeader.BYTES - 1);
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }

    /// The bytes of the current entry.
    private final class Content extends InputStream {
        private long left;

        Content(long size) {
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = packed.read(buffer, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException();
            }
            left -= count;
            unread -= count;
            return count;
        }
    }
}
