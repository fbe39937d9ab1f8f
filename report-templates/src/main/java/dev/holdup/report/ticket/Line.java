package dev.holdup.report.ticket;

import java.util.ArrayList;
import java.util.List;

/// A line of a ticket in parts: sentences, names to be shown as code, and what is to stand out.
///
/// Each part has an end: names that come from a dump may be of any length.
public record Line(List<Part> parts) {
    /// Longer than what [dev.holdup.report.text.VisibleText] leaves of a text without anything to escape.
    static final int LONGEST_PART = 480;

    /// For headings and signatures.
    static final int LONGEST_NAME = 120;

    /// A part of a line.
    public sealed interface Part {
        String text();
    }

    public record Prose(String text) implements Part {}

    public record Code(String text) implements Part {}

    public record Strong(String text) implements Part {}

    public static final Line EMPTY = new Line(List.of());

    public static Line prose(String text) {
        return EMPTY.andProse(text);
    }

    public static Line code(String text) {
        return EMPTY.andCode(text);
    }

    public static Line strong(String text) {
        return EMPTY.andStrong(text);
    }

    public Line andProse(String text) {
        return text.isEmpty() ? this : with(new Prose(shortened(text)));
    }

    public Line andCode(String text) {
        return with(new Code(shortened(text)));
    }

    public Line andStrong(String text) {
        return with(new Strong(shortened(text)));
    }

    private Line with(Part part) {
        List<Part> all = new ArrayList<>(parts);
        all.add(part);
        return new Line(all);
    }

    static String shortened(String text) {
        return shortened(text, LONGEST_PART);
    }

    static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
