package dev.holdup.analysis.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the heap must show for a rule to hold: `package.Class#path = 0`.
public record HeapCondition(HeapFigure figure, Comparison comparison, long value) {
    private static final Pattern PARTS = Pattern.compile("(\\S.*\\S) ([<=>]) (-?\\d{1,18})");

    /// How a figure compares to the value.
    public enum Comparison {
        LESS("<"),
        EQUAL("="),
        GREATER(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        boolean holds(long left, long right) {
            return switch (this) {
                case LESS -> left < right;
                case EQUAL -> left == right;
                case GREATER -> left > right;
            };
        }
    }

    /// Empty if the text is no condition.
    public static Optional<HeapCondition> parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        for (Comparison comparison : Comparison.values()) {
            if (comparison.sign.equals(parts.group(2))) {
                return HeapFigure.parse(parts.group(1))
                        .map(figure -> new HeapCondition(figure, comparison, Long.parseLong(parts.group(3))));
            }
        }
        return Optional.empty();
    }

    public boolean holds(long figureInHeap) {
        return comparison.holds(figureInHeap, value);
    }

    /// As it is written in a rule file.
    @Override
    public String toString() {
        return figure + " " + comparison.sign + " " + value;
    }
}
