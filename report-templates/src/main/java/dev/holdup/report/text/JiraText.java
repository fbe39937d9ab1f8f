package dev.holdup.report.text;

import java.util.List;
import java.util.regex.Pattern;

/// Text for Jira's wiki markup that stays text: no macros, links, mentions, images, smileys or issue keys come of it.
///
/// What Jira's renderer can escape by a backslash is escaped so, where it would act; for the rest there are character
/// references, which the renderer leaves as they are. Callers pass text without line breaks, as [VisibleText] leaves
/// it.
public final class JiraText {
    /// Acts wherever it stands: macros, links, images, tables, mentions, and what changes the letters between two of
    /// it.
    private static final String ALWAYS = "{}[]|!*^~@";

    /// Acts between a word and something else only.
    private static final String AT_EDGES_OF_WORDS = "_-+?";

    private static final Pattern SMILEY_IN_BRACKETS =
            Pattern.compile("\\((?:[yni/x]|on|off|flag|flagoff|[*!+?-][rgby]?)\\)");
    private static final Pattern OPENS_A_BLOCK = Pattern.compile("^(h[1-6]|bq)\\.(?= |$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDS_CODE = Pattern.compile("\\{(?=noformat|code)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REFERENCE = Pattern.compile("&(?=#?\\w{1,12};)");

    private JiraText() {}

    public static String prose(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '\\') {
                escaped.append("&#92;");
            } else if (unit == '&'
                    && REFERENCE.matcher(text).region(i, text.length()).lookingAt()) {
                escaped.append("&amp;");
            } else if (unit == ':' && opensLinkOrSmiley(text, i)) {
                escaped.append("&#58;");
            } else if (unit == '#' && i == 0) {
                escaped.append("&#35;");
            } else {
                if (acts(text, i)) {
                    escaped.append('\\');
                }
                escaped.append(unit);
            }
        }
        return OPENS_A_BLOCK.matcher(escaped).replaceFirst("$1&#46;");
    }

    private static boolean acts(String text, int at) {
        char unit = text.charAt(at);
        if (ALWAYS.indexOf(unit) >= 0) {
            return true;
        }
        if (AT_EDGES_OF_WORDS.indexOf(unit) >= 0) {
            return !isWord(text, at - 1) || !isWord(text, at + 1) || (unit == '-' && couldBeKey(text, at));
        }
        if (unit == '(') {
            return SMILEY_IN_BRACKETS.matcher(text).region(at, text.length()).lookingAt() || isEyes(text, at - 1);
        }
        return unit == ')' && isEyes(text, at - 1);
    }

    /// `JIRA-42`: Jira makes a link of it.
    private static boolean couldBeKey(String text, int hyphen) {
        char before = text.charAt(hyphen - 1);
        return Character.isDigit(text.charAt(hyphen + 1)) && (before == '_' || !Character.isLowerCase(before));
    }

    private static boolean opensLinkOrSmiley(String text, int colon) {
        return text.startsWith("//", colon + 1)
                || text.regionMatches(true, colon - 6, "mailto", 0, 6)
                || (colon + 1 < text.length()
                        && "PpDO".indexOf(text.charAt(colon + 1)) >= 0
                        && !isWord(text, colon + 2));
    }

    private static boolean isEyes(String text, int at) {
        return at >= 0 && ":;-='".indexOf(text.charAt(at)) >= 0;
    }

    private static boolean isWord(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
    }

    /// A name in the letters of code. Jira reads markup in there, too, so that it is escaped.
    public static String code(String text) {
        return text.isBlank() ? "(no name)" : "{{" + prose(text.strip()) + "}}";
    }

    public static String strong(String text) {
        return text.isBlank() ? "" : "*" + prose(text.strip()) + "*";
    }

    /// Lines as a block in which nothing is read but its end.
    public static String codeBlock(List<String> lines) {
        return "{noformat}\n" + ENDS_CODE.matcher(String.join("\n", lines)).replaceAll("{ ") + "\n{noformat}\n";
    }
}
