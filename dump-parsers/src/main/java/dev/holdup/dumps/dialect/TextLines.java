package dev.holdup.dumps.dialect;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines of a text in UTF-8 or UTF-16, each cut at [#MAX_CHARS] so that a file without line ends costs no memory.
///
/// Bytes that are no text become replacement characters: names in a dump are in whatever encoding the process had.
public final class TextLines {
    /// Chars of a line that are kept; the rest up to the line end is skipped.
    public static final int MAX_CHARS = 1 << 16;

    private final Reader reader;
    private final char[] buffer = new char[1 << 14];
    private int position;
    private int limit;
    private int number;

    public TextLines(InputStream text) throws IOException {
        reader = reader(text);
    }

    /// The chars of a text without its byte order mark.
    public static Reader reader(InputStream text) throws IOException {
        BufferedInputStream start = new BufferedInputStream(text, 1 << 14);
        start.mark(4);
        byte[] head = start.readNBytes(3);
        start.reset();
        start.skipNBytes(bomBytes(head));
        return new InputStreamReader(start, charset(head));
    }

    /// UTF-16 also without byte order mark if one of the first two bytes is 0; UTF-8 otherwise.
    public static Charset charset(byte[] head) {
        if (head.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = Byte.toUnsignedInt(head[0]);
        int second = Byte.toUnsignedInt(head[1]);
        if ((first == 0xFF && second == 0xFE) || (first != 0 && second == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return (first == 0xFE && second == 0xFF) || (first == 0 && second != 0)
                ? StandardCharsets.UTF_16BE
                : StandardCharsets.UTF_8;
    }

    private static int bomBytes(byte[] head) {
        if (head.length == 3 && (head[0] & 0xFF) == 0xEF && (head[1] & 0xFF) == 0xBB && (head[2] & 0xFF) == 0xBF) {
            return 3;
        }
        boolean utf16 = head.length >= 2
                && (((head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE)
                        || ((head[0] & 0xFF) == 0xFE && (head[1] & 0xFF) == 0xFF));
        return utf16 ? 2 : 0;
    }

    /// Number of the line last returned, from 1.
    public int number() {
        return number;
    }

    /// The next line without its line end, or null after the last one.
    public @Nullable String next() throws IOException {
        StringBuilder begun = null;
        while (position < limit || fill()) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int start = position;
            if (end < limit) {
                position = end + 1;
                number++;
                return begun == null
                        ? text(start, end)
                        : withoutReturn(append(begun, start, end).toString());
            }
            position = end;
            begun = append(begun == null ? new StringBuilder() : begun, start, end);
        }
        if (begun == null) {
            return null;
        }
        number++;
        return withoutReturn(begun.toString());
    }

    private String text(int start, int end) {
        int last = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
        return new String(buffer, start, last - start);
    }

    private static String withoutReturn(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private StringBuilder append(StringBuilder line, int start, int end) {
        return line.append(buffer, start, Math.min(end - start, MAX_CHARS - line.length()));
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, reader.read(buffer));
        return limit > 0;
    }
}
