package dev.holdup.server.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Texts of clients, made fit to be shown and stored. None of them ever is a part of a path.
final class Labels {
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final int NAME_LIMIT = 255;

    private Labels() {}

    /// A file's name without folders before it.
    static String fileName(@Nullable String given) {
        String name =
                given == null ? "" : given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
        String clean = printable(name).strip();
        String cut = clean.substring(Math.max(0, clean.length() - NAME_LIMIT));
        if (!cut.isEmpty() && Character.isLowSurrogate(cut.charAt(0))) {
            // Its other half was cut off.
            cut = cut.substring(1);
        }
        cut = cut.strip();
        return cut.isEmpty() ? "unnamed" : cut;
    }

    /// What scripts call an incident.
    static String label(String given) throws Problem {
        if (!LABEL.matcher(given).matches()) {
            throw Problem.badRequest("A label has 1 to 100 letters, digits, dots, hyphens or underscores.");
        }
        return given;
    }

    /// Without characters that act on terminals, reorder lines or are no characters.
    static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.UNASSIGNED,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> clean.append('_');
                default -> clean.appendCodePoint(character);
            }
        });
        return clean.toString();
    }
}
