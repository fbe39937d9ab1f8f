package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.SourceLocation;
import org.jspecify.annotations.Nullable;

/// Where the reader of a text is: the line, what came before it, and the dump it stands in.
public final class TextPosition {
    private static final int KEPT = 6;

    private final String input;
    private final KnownFrames knownFrames = new KnownFrames();
    private final String[] linesBefore = new String[KEPT];
    private int linesSeen;
    private int number;
    private String whole = "";
    private String line = "";
    private @Nullable OpenThreadDump open;
    private boolean titleTaken;

    TextPosition(String input) {
        this.input = input;
    }

    void moveTo(int lineNumber, String wholeLine, String withoutPrefix) {
        if (!line.isBlank()) {
            linesBefore[linesSeen++ % KEPT] = line;
        }
        number = lineNumber;
        whole = wholeLine;
        line = withoutPrefix;
    }

    void open(@Nullable OpenThreadDump dump) {
        open = dump;
        titleTaken = false;
    }

    boolean isTitleTaken() {
        return titleTaken;
    }

    /// The title of a dump that has no threads yet, for the dump that begins here in its place; null if there is none.
    public @Nullable DumpTitle takeTitle() {
        DumpTitle title = open == null ? null : open.title();
        titleTaken = title != null;
        return title;
    }

    /// Name of the input as the user knows it.
    public String input() {
        return input;
    }

    public SourceLocation.InText location() {
        return new SourceLocation.InText(input, number);
    }

    /// The line with what a log collector wrote before it.
    public String whole() {
        return whole;
    }

    /// The line without that, as far as it is known.
    public String line() {
        return line;
    }

    /// The dump that the line stands in or after; null before the first one.
    public @Nullable OpenThreadDump open() {
        return open;
    }

    /// A line before this one that is not blank; empty if there is none.
    ///
    /// @param back 1 for the last one, at most 6
    public String before(int back) {
        return back > KEPT || back > linesSeen ? "" : linesBefore[(linesSeen - back) % KEPT].strip();
    }

    /// Shared by all dumps of the text.
    public KnownFrames knownFrames() {
        return knownFrames;
    }
}
