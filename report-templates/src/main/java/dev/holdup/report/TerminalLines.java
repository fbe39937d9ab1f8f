package dev.holdup.report;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.report.text.FrameText;
import dev.holdup.report.text.TerminalText;
import dev.holdup.report.text.Tone;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Lines of at most 80 columns, with or without colours.
final class TerminalLines {
    private static final int WIDTH = 80;
    private static final int LABEL = 14;
    private static final Pattern FIRST_PAUSE = Pattern.compile("[;.] ");
    private static final String RESET = "\u001B[0m";
    private static final String BOLD = "\u001B[1m";
    private static final String DIM = "\u001B[2m";

    private final StringBuilder text = new StringBuilder();
    private final boolean colours;

    TerminalLines(boolean colours) {
        this.colours = colours;
    }

    void title(String kind, Tone tone) {
        String colour = switch (tone) {
            case ALARM -> "\u001B[1;31m";
            case WARNING -> "\u001B[1;33m";
            case CALM -> "\u001B[1;32m";
            case UNSURE -> "\u001B[1;34m";
        };
        text.append(styled(colour, TerminalText.cut(TerminalText.plain(kind).toUpperCase(Locale.ROOT), WIDTH)))
                .append('\n');
    }

    void quiet(String line) {
        wrapped(line, "", "", DIM);
    }

    void paragraph(String sentence) {
        wrapped(sentence, "", "", BOLD);
    }

    void strong(String line) {
        wrapped(line, "", "", BOLD);
    }

    void heading(String heading) {
        blank();
        text.append(styled(BOLD, heading)).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    /// A label in the margin, the text beside it.
    void labelled(String label, String value) {
        wrapped(value, TerminalText.fit(label, LABEL), " ".repeat(LABEL), "");
    }

    /// The same up to the first pause, in at most two lines: the report tells the rest.
    void brief(String label, String value) {
        int pause = FIRST_PAUSE
                .matcher(value)
                .results()
                .findFirst()
                .map(MatchResult::start)
                .orElse(value.length());
        String first = pause == value.length() ? value : value.substring(0, pause) + ".";
        int room = 2 * (WIDTH - LABEL) - 10;
        labelled(label, TerminalText.columns(first) <= room ? first : start(first, room) + " ...");
    }

    /// Whole words.
    private static String start(String text, int columns) {
        StringBuilder start = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ", -1)) {
            used += TerminalText.columns(word) + 1;
            if (used > columns) {
                break;
            }
            start.append(start.isEmpty() ? "" : " ").append(word);
        }
        return start.toString();
    }

    void frame(String frame) {
        String indent = " ".repeat(LABEL);
        text.append(indent)
                .append(styled(DIM, "at " + fitting(TerminalText.plain(frame), WIDTH - LABEL - 3)))
                .append('\n');
    }

    /// The package goes first, then the place in the source: class and method tell the most.
    private static String fitting(String frame, int columns) {
        FrameText parts = FrameText.of(frame);
        for (String shorter : List.of(frame, parts.call() + parts.location(), parts.call())) {
            if (TerminalText.columns(shorter) <= columns) {
                return shorter;
            }
        }
        return TerminalText.cut(parts.call(), columns);
    }

    /// A setting or a command, on lines of its own so that it can be copied.
    void key(String key, String note) {
        wrapped(key + note, " ".repeat(LABEL) + "> ", " ".repeat(LABEL + 2), BOLD);
    }

    void row(String count, String bytes, String word, String rest) {
        String start = String.format(
                "  %8s  %9s  %-12s ", TerminalText.plain(count), TerminalText.plain(bytes), TerminalText.cut(word, 12));
        text.append(start)
                .append(TerminalText.cut(TerminalText.plain(rest), WIDTH - TerminalText.columns(start)))
                .append('\n');
    }

    /// A change: by how much, from what to what, what became of it, and of what it is.
    void change(String difference, String thenAndNow, String trend, String name) {
        String start = String.format(
                "  %10s  %-21s %-7s ",
                TerminalText.plain(difference), TerminalText.plain(thenAndNow), TerminalText.cut(trend, 7));
        text.append(start)
                .append(TerminalText.cut(TerminalText.plain(name), WIDTH - TerminalText.columns(start)))
                .append('\n');
    }

    /// Says how many were left out; nothing if none.
    void more(int count, String noun) {
        if (count > 0) {
            text.append(" ".repeat(LABEL))
                    .append(styled(
                            DIM,
                            TerminalText.plain("and " + CountFormat.counted(count, noun) + " more, in the report")))
                    .append('\n');
        }
    }

    private void wrapped(String value, String first, String others, String style) {
        List<String> lines = TerminalText.wrap(TerminalText.plain(value), WIDTH - others.length());
        String start = first;
        for (String line : lines) {
            text.append(start)
                    .append(style.isEmpty() ? line : styled(style, line))
                    .append('\n');
            start = others;
        }
    }

    private String styled(String style, String value) {
        return colours ? style + value + RESET : value;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
