package dev.holdup.report.text;

import dev.holdup.analysis.findings.CountFormat;

/// Makes text from a dump show what it is: nothing in it acts on the reader's screen, and it has an end.
///
/// Controls (terminal escapes and line breaks among them), characters that reorder or hide text, lone surrogates
/// and private-use characters become `\\u{202e}`; a text past the limit keeps its two ends.
public final class VisibleText {
    private static final int TAIL = 24;

    private VisibleText() {}

    /// @param limit in UTF-16 units of `text`, at least 64; the result may be longer by the escapes and the note
    public static String of(String text, int limit) {
        String stripped = text.strip();
        if (stripped.length() <= limit) {
            return escaped(stripped);
        }
        String note = "… (" + CountFormat.count(stripped.length()) + " characters) …";
        return escaped(stripped.substring(0, limit - TAIL))
                + note
                + escaped(stripped.substring(stripped.length() - TAIL));
    }

    private static String escaped(String text) {
        if (text.chars().allMatch(unit -> unit >= ' ' && unit < 0x7f)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            if (codePoint == '\n') {
                shown.append("\\n");
            } else if (codePoint == '\t') {
                shown.append("\\t");
            } else if (showsItself(codePoint)) {
                shown.appendCodePoint(codePoint);
            } else {
                shown.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
            }
        });
        return shown.toString();
    }

    private static boolean showsItself(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !drawsNothing(codePoint);
        };
    }

    /// Letters and marks without a shape, by which two names that differ could look alike.
    private static boolean drawsNothing(int codePoint) {
        return codePoint == 0x115f
                || codePoint == 0x1160
                || codePoint == 0x3164
                || codePoint == 0xffa0
                || codePoint == 0x2800
                || codePoint == 0x034f
                || (codePoint >= 0xfe00 && codePoint <= 0xfe0f)
                || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
    }
}
