package dev.holdup.dumps.erlang;

/// Atoms as source text has them.
final class AtomText {
    private AtomText() {}

    /// In quotes unless it begins with a small letter and has only letters, digits, `_` and `@`.
    static String quoted(String name) {
        boolean plain = !name.isEmpty() && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
        for (int place = 0; plain && place < name.length(); place++) {
            char letter = name.charAt(place);
            plain = isPlain(letter);
        }
        return plain ? name : "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static boolean isPlain(char letter) {
        boolean small = letter >= 'a' && letter <= 'z';
        boolean large = letter >= 'A' && letter <= 'Z';
        boolean digit = letter >= '0' && letter <= '9';
        return small || large || digit || letter == '_' || letter == '@';
    }
}
