package dev.holdup.report.text;

import java.util.ArrayList;
import java.util.List;

/// Text in terminal columns: wide characters take two, combining marks none.
///
/// Callers pass text without controls, as [VisibleText] leaves it.
public final class TerminalText {
    private TerminalText() {}

    public static int columns(String text) {
        return text.codePoints().map(TerminalText::columns).sum();
    }

    /// Our own typography in characters that every terminal and log has.
    public static String plain(String text) {
        return text.replace('\u202F', ' ').replace("…", "...").replace('–', '-').replace("→", "->");
    }

    /// Cut to `columns` with an ellipsis, or padded with spaces to it.
    public static String fit(String text, int columns) {
        int missing = columns - columns(text);
        return missing >= 0 ? text + " ".repeat(missing) : cut(text, columns);
    }

    /// Cut in the middle: the ends of names and frames tell more than their middles.
    public static String cut(String text, int columns) {
        if (columns(text) <= columns) {
            return text;
        }
        int tail = (columns - 3) / 2;
        int head = columns - 3 - tail;
        int[] points = text.codePoints().toArray();
        int from = 0;
        for (int used = columns(points[0]); used <= head; used += columns(points[from])) {
            from++;
        }
        int to = points.length;
        for (int used = columns(points[to - 1]); used <= tail; used += columns(points[to - 1])) {
            to--;
        }
        return new String(points, 0, from) + "..." + new String(points, to, points.length - to);
    }

    /// Lines of at most `columns`; a word longer than a line is broken.
    public static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ", 0)) {
            for (String piece : pieces(word, columns)) {
                int width = columns(piece);
                if (used > 0 && used + 1 + width > columns) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 0;
                }
                if (used > 0) {
                    line.append(' ');
                    used++;
                }
                line.append(piece);
                used += width;
            }
        }
        if (used > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<String> pieces(String word, int columns) {
        if (columns(word) <= columns) {
            return List.of(word);
        }
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        int used = 0;
        for (int point : word.codePoints().toArray()) {
            if (used + columns(point) > columns) {
                pieces.add(piece.toString());
                piece.setLength(0);
                used = 0;
            }
            piece.appendCodePoint(point);
            used += columns(point);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static int columns(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    /// East Asian wide and full-width ranges and emoji, coarsely: erring towards two keeps lines short enough.
    private static boolean isWide(int codePoint) {
        return (codePoint >= 0x1100 && codePoint <= 0x115f)
                || (codePoint >= 0x2e80 && codePoint <= 0xa4cf)
                || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
                || (codePoint >= 0xf900 && codePoint <= 0xfaff)
                || (codePoint >= 0xfe30 && codePoint <= 0xfe6f)
                || (codePoint >= 0xff00 && codePoint <= 0xff60)
                || (codePoint >= 0xffe0 && codePoint <= 0xffe6)
                || (codePoint >= 0x1f300 && codePoint <= 0x1faff)
                || (codePoint >= 0x20000 && codePoint <= 0x3fffd);
    }
}
