package dev.holdup.dumps.jstack;

/// What a container or a log collector puts before every line: `2026-11-23T10:11:12.123456789Z stdout F `.
///
/// Taken from the banner's line. Another line has it if it begins with the same characters, any digit
/// standing for any other.
final class LinePrefix {
    static final LinePrefix NONE = new LinePrefix("");

    private final String prefix;

    LinePrefix(String prefix) {
        this.prefix = prefix;
    }

    /// The line without the prefix, or as it is if it does not begin with it.
    String cutFrom(String line) {
        int shared = Math.min(prefix.length(), line.length());
        for (int i = 0; i < shared; i++) {
            char expected = prefix.charAt(i);
            char actual = line.charAt(i);
            boolean alike = expected == actual || (Numbers.isDigit(expected) && Numbers.isDigit(actual));
            if (!alike) {
                return line;
            }
        }
        // An empty line may have lost the prefix's trailing space.
        return shared == prefix.length() || prefix.substring(shared).isBlank() ? line.substring(shared) : line;
    }
}
