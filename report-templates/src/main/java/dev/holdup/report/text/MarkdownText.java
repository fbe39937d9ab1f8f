package dev.holdup.report.text;

import java.util.List;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Text for GitHub- and GitLab-flavoured Markdown that stays text: no markup, links, mentions or issue
/// numbers come of it.
///
/// A backslash does not stop mentions and autolinks (they are found after parsing), code spans do: a word that could
/// become one is shown as code. Callers pass text without line breaks, as [VisibleText] leaves it.
public final class MarkdownText {
    private static final Pattern LINKS_ITSELF = Pattern.compile(
            "[@#]|://|www\\.|mailto:|:[\\w+-]*[a-z_+-][\\w+-]*:|:100:|:1234:|\\bGH-\\d|\\b[A-Z][A-Z0-9]+-\\d|!\\d|\\b[0-9a-f]{7,40}\\b",
            Pattern.CASE_INSENSITIVE);
    /// What would open a list or a heading at the start of a line: the mark itself, or the one after a number.
    private static final Pattern OPENS_A_BLOCK = Pattern.compile("^(\\d{1,9}(?=[.)](?: |$))|(?=[-+=]))(.)");

    private static final String MARKUP = "\\`*_{}[]~!$|^";

    private MarkdownText() {}

    /// A sentence at the start of a line, outside code and outside tables.
    public static String prose(String text) {
        return OPENS_A_BLOCK.matcher(further(text)).replaceFirst("$1\\\\$2");
    }

    /// A sentence, or a part of it, that follows something on its line.
    public static String further(String text) {
        return words(text, MarkdownText::code);
    }

    /// A sentence in the cell of a table.
    public static String cellProse(String text) {
        return words(text, MarkdownText::cellCode);
    }

    private static String words(String text, UnaryOperator<String> asCode) {
        StringJoiner escaped = new StringJoiner(" ");
        for (String word : text.split(" ", -1)) {
            escaped.add(LINKS_ITSELF.matcher(word).find() ? asCode.apply(word) : word(word));
        }
        return escaped.toString();
    }

    private static String word(String word) {
        StringBuilder escaped = new StringBuilder(word.length() + 8);
        for (int i = 0; i < word.length(); i++) {
            char unit = word.charAt(i);
            switch (unit) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                default -> {
                    if (MARKUP.indexOf(unit) >= 0) {
                        escaped.append('\\');
                    }
                    escaped.append(unit);
                }
            }
        }
        return escaped.toString();
    }

    /// A name as a code span, outside tables.
    public static String code(String text) {
        if (text.isBlank()) {
            return "(no name)";
        }
        String fence = "`".repeat(longestRun(text) + 1);
        boolean touchesFence =
                text.startsWith("`") || text.endsWith("`") || (text.startsWith(" ") && text.endsWith(" "));
        return touchesFence ? fence + " " + text + " " + fence : fence + text + fence;
    }

    /// A name as a code span inside a table, where a bar ends the cell even in code.
    public static String cellCode(String text) {
        return code(text.replace("|", "\\|"));
    }

    /// Lines as a block of code, with a fence that none of them can close.
    public static String codeBlock(List<String> lines) {
        int longest = 2;
        for (String line : lines) {
            longest = Math.max(longest, longestRun(line));
        }
        String fence = "`".repeat(longest + 1);
        return fence + "text\n" + String.join("\n", lines) + "\n" + fence + "\n";
    }

    /// Our own words inside of HTML, where no Markdown is read.
    public static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
