package dev.holdup.dumps.dialect;

/// What a log collector puts before every line: `web-1  | `, `[pod/a/b] `, `Nov 25 10:11:12 host java[77]: `.
///
/// Taken from a dump's first line. Another line has it if it begins with the same characters, any number standing for
/// any other.
public final class LinePrefix {
    public static final LinePrefix NONE = new LinePrefix("");

    private final String prefix;

    public LinePrefix(String prefix) {
        this.prefix = prefix;
    }

    /// The line without the prefix, or as it is if it does not begin with it.
    public String cutFrom(String line) {
        int at = 0;
        int inLine = 0;
        while (at < prefix.length() && inLine < line.length()) {
            char expected = prefix.charAt(at);
            if (Numbers.isDigit(expected) && Numbers.isDigit(line.charAt(inLine))) {
                at = digitsEnd(prefix, at);
                inLine = digitsEnd(line, inLine);
            } else if (expected == line.charAt(inLine)) {
                at++;
                inLine++;
            } else {
                return line;
            }
        }
        // An empty line may have lost the prefix's trailing space.
        return at == prefix.length() || prefix.substring(at).isBlank() ? line.substring(inLine) : line;
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && Numbers.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
