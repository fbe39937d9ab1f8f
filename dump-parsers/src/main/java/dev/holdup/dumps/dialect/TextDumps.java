package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.ThreadDump;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All thread dumps of a text, whoever wrote them.
///
/// Reads line by line; memory follows the threads, never the length of a line or of the text around the dumps.
public final class TextDumps {
    private final List<TextDialect> dialects;
    private final TextPosition position;
    private final List<ThreadDump> dumps = new ArrayList<>();
    private LinePrefix prefix = LinePrefix.NONE;
    private @Nullable OpenThreadDump open;

    private TextDumps(String input, List<TextDialect> dialects) {
        this.dialects = dialects;
        this.position = new TextPosition(input);
    }

    /// In the order of the text; empty if it holds none.
    ///
    /// @param input name of the input as the user knows it
    /// @param dialects asked in this order where a dump begins
    public static List<ThreadDump> parse(String input, InputStream text, List<TextDialect> dialects)
            throws IOException {
        TextDumps reading = new TextDumps(input, dialects);
        LogLines lines = new LogLines(new TextLines(text));
        for (String whole = lines.next(); whole != null; whole = lines.next()) {
            reading.accept(lines.number(), whole);
        }
        reading.close();
        return List.copyOf(reading.dumps);
    }

    private void accept(int number, String whole) {
        String line = prefix.cutFrom(whole);
        position.moveTo(number, whole, line);
        OpenThreadDump begun = isInsideAThread(line) ? null : begun();
        if (begun != null) {
            if (!position.isTitleTaken()) {
                close();
            }
            open = begun;
            position.open(begun);
            prefix = new LinePrefix(begun.prefix());
        } else if (open != null) {
            open.accept(number, line);
        }
    }

    private @Nullable OpenThreadDump begun() {
        for (TextDialect dialect : dialects) {
            OpenThreadDump dump = dialect.begin(position);
            if (dump != null) {
                return dump;
            }
        }
        return null;
    }

    /// Nine lines of ten are frames and locks, with which no dump begins in any dialect.
    private static boolean isInsideAThread(String line) {
        return line.startsWith("\tat ") || line.startsWith("\t- ") || line.startsWith("        at ");
    }

    private void close() {
        if (open != null) {
            dumps.add(open.close());
        }
    }
}
