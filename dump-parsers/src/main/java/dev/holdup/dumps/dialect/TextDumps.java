package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All thread dumps of a text, whoever wrote them.
///
/// Reads line by line; memory follows the threads, never the length of a line or of the text around the dumps. Of more
/// threads than memory is there for the first dumps are let go of: the last ones tell what it has come to.
public final class TextDumps {
    /// What a thread takes, with all that is made of it later: some 350 bytes with a short stack.
    private static final int BYTES_OF_A_THREAD = 1024;

    private final List<TextDialect> dialects;
    private final TextPosition position;
    private final String input;
    private final Deque<ThreadDump> dumps = new ArrayDeque<>();
    private final long mostThreads;
    /// Of all dumps that are kept.
    private long threads;
    private int leftOut;
    private @Nullable SourceLocation firstLeftOut;
    private LinePrefix prefix = LinePrefix.NONE;
    /// Of the open dump, the first line with zero bytes; 0 if none has any.
    private int lostLine;
    private @Nullable OpenThreadDump open;

    private TextDumps(String input, List<TextDialect> dialects, long mostThreads) {
        this.dialects = dialects;
        this.mostThreads = mostThreads;
        this.position = new TextPosition(input);
        this.input = input;
    }

    /// In the order of the text; empty if it holds none.
    ///
    /// @param input name of the input as the user knows it
    /// @param dialects asked in this order where a dump begins
    public static List<ThreadDump> parse(String input, InputStream text, List<TextDialect> dialects)
            throws IOException {
        return parse(input, text, dialects, Runtime.getRuntime().maxMemory() / BYTES_OF_A_THREAD);
    }

    /// @param mostThreads of all dumps together, but for the last one, which is kept whatever it has
    static List<ThreadDump> parse(String input, InputStream text, List<TextDialect> dialects, long mostThreads)
            throws IOException {
        TextDumps reading = new TextDumps(input, dialects, mostThreads);
        LogLines lines = new LogLines(new TextLines(text));
        for (String whole = lines.next(); whole != null; whole = lines.next()) {
            reading.accept(lines.number(), whole);
        }
        reading.close();
        return reading.kept();
    }

    private List<ThreadDump> kept() {
        SourceLocation first = firstLeftOut;
        if (first != null) {
            ParseWarning warning = new ParseWarning(
                    first,
                    "There is not memory enough for all thread dumps: the first " + leftOut + " are left out.",
                    "Only the later ones are analyzed; give it more memory, such as HOLDUP_OPTS=-Xmx8g.");
            dumps.addFirst(dumps.removeFirst().withDamage(List.of(warning)));
        }
        return List.copyOf(dumps);
    }

    private void accept(int number, String whole) {
        if (lostLine == 0 && open != null && whole.indexOf('\0') >= 0) {
            lostLine = number;
        }
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

    /// No JVM writes them; a file system does where a block was never written.
    private ParseWarning lost(int line) {
        return new ParseWarning(
                new SourceLocation.InText(input, line),
                "A part of the thread dump was overwritten with zeros.",
                "Threads are missing, or their stacks are cut short.");
    }

    private void close() {
        if (open != null) {
            ThreadDump dump = lostLine == 0 ? open.close() : open.close().withDamage(List.of(lost(lostLine)));
            lostLine = 0;
            dumps.addLast(dump);
            threads += dump.threads().size();
            while (threads > mostThreads && dumps.size() > 1) {
                ThreadDump oldest = dumps.removeFirst();
                threads -= oldest.threads().size();
                leftOut++;
                firstLeftOut = firstLeftOut == null ? oldest.location() : firstLeftOut;
            }
        }
    }
}
