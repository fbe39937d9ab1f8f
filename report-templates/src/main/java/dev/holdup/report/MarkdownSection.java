package dev.holdup.report;

import dev.holdup.report.text.MarkdownText;
import java.util.ArrayList;
import java.util.List;

/// One section of the Markdown report, within a length of its own: what does not fit is counted, never cut in half.
final class MarkdownSection {
    /// Kept free for the note that says how much was left out.
    private static final int RESERVE = 120;

    private final StringBuilder text = new StringBuilder();
    private final int limit;
    private int leftOut;

    /// @param limit in characters, the note about what was left out included
    MarkdownSection(String heading, int limit) {
        this.limit = limit;
        text.append(heading).append("\n\n");
    }

    /// Adds a whole line, or counts it as left out.
    MarkdownSection line(String line) {
        if (leftOut > 0 || text.length() + line.length() + 1 > limit - RESERVE) {
            leftOut++;
        } else {
            text.append(line).append('\n');
        }
        return this;
    }

    /// Adds as many of the lines as fit, fenced as code.
    MarkdownSection codeBlock(List<String> lines) {
        // Fences, the word "text", line breaks: 3 * the longest run of backticks is bounded by the lines themselves.
        List<String> fitting = new ArrayList<>();
        int left = limit - RESERVE - text.length() - 40;
        for (String line : lines) {
            left -= line.length() + 1;
            if (left < 2 * line.length() || leftOut > 0) {
                leftOut++;
            } else {
                fitting.add(line);
            }
        }
        text.append(MarkdownText.codeBlock(fitting));
        return this;
    }

    /// Counts lines that the caller's own cap left out.
    MarkdownSection without(int lines) {
        leftOut += Math.max(0, lines);
        return this;
    }

    String finish() {
        if (leftOut > 0) {
            text.append("\n_and ").append(leftOut).append(" more, in report.json_\n");
        }
        return text.append('\n').toString();
    }
}
