package dev.holdup.analysis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number to be read from an object of the heap: `package.Class#path`, `package.Class#path - path`.
///
/// A path is field names joined by dots, beginning at an instance of the class or of a subclass; `[0]` is an element
/// of an array or list, and a final `[state=1]` leaves those elements whose field has that value. What a path ends
/// at is counted: a number is itself, a collection, map, queue or array its size, a semaphore its permits left.
///
/// @param className of the object to begin at
/// @param terms added up, at least one
public record HeapFigure(String className, List<Term> terms) {
    private static final Pattern PARTS = Pattern.compile("([^#\\s]+)#(\\S+(?: [+-] \\S+)*)");
    private static final Pattern STEP = Pattern.compile(
            "(\\p{javaJavaIdentifierPart}+)(\\[\\d{1,6}])?(\\[\\p{javaJavaIdentifierPart}+=-?\\d{1,18}])?");

    /// @param subtracted whether it is taken away instead of added
    public record Term(boolean subtracted, List<Step> steps) {}

    /// From one object to the next.
    public sealed interface Step {}

    public record Field(String name) implements Step {}

    /// @param index of an element, from 0
    public record Element(int index) implements Step {}

    /// Those elements whose integral field has that value; last of a path.
    public record Where(String field, long value) implements Step {}

    /// Empty if the text is no such expression.
    public static Optional<HeapFigure> parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        List<Term> terms = new ArrayList<>();
        boolean subtracted = false;
        for (String word : parts.group(2).split(" ", -1)) {
            if (word.equals("+") || word.equals("-")) {
                subtracted = word.equals("-");
                continue;
            }
            List<Step> steps = steps(word);
            if (steps.isEmpty()) {
                return Optional.empty();
            }
            terms.add(new Term(subtracted, steps));
        }
        return Optional.of(new HeapFigure(parts.group(1), List.copyOf(terms)));
    }

    /// Empty if it is no path.
    private static List<Step> steps(String path) {
        List<Step> steps = new ArrayList<>();
        for (String word : path.split("\\.", -1)) {
            Matcher step = STEP.matcher(word);
            if (!step.matches() || (!steps.isEmpty() && steps.getLast() instanceof Where)) {
                return List.of();
            }
            steps.add(new Field(step.group(1)));
            String index = step.group(2);
            if (index != null) {
                steps.add(new Element(Integer.parseInt(index.substring(1, index.length() - 1))));
            }
            String where = step.group(3);
            if (where != null) {
                int equals = where.indexOf('=');
                steps.add(new Where(
                        where.substring(1, equals), Long.parseLong(where.substring(equals + 1, where.length() - 1))));
            }
        }
        return List.copyOf(steps);
    }

    /// As it is written in a rule file.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(className).append('#');
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            if (i > 0) {
                text.append(term.subtracted() ? " - " : " + ");
            }
            for (int s = 0; s < term.steps().size(); s++) {
                switch (term.steps().get(s)) {
                    case Field(String name) -> text.append(s == 0 ? "" : ".").append(name);
                    case Element(int index) -> text.append('[').append(index).append(']');
                    case Where(String field, long value) ->
                        text.append('[').append(field).append('=').append(value).append(']');
                }
            }
        }
        return text.toString();
    }
}
