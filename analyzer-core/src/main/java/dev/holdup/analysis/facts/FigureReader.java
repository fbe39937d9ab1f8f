package dev.holdup.analysis.facts;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.rules.HeapFigure;
import dev.holdup.analysis.rules.HeapFigure.Element;
import dev.holdup.analysis.rules.HeapFigure.Field;
import dev.holdup.analysis.rules.HeapFigure.Step;
import dev.holdup.analysis.rules.HeapFigure.Where;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the figures of rules from single objects of the heap.
final class FigureReader {
    private static final int MOST_ELEMENTS = 100_000;

    private record Asked(HeapFigure figure, long address) {}

    private final HeapObjects reader;
    private final Quantity quantity;
    private final Map<Asked, OptionalLong> answers = new HashMap<>();

    FigureReader(HeapObjects reader) {
        this.reader = reader;
        this.quantity = new Quantity(reader);
    }

    /// Empty if the object lacks a field that the figure asks for.
    OptionalLong read(HeapFigure figure, ObjectRecord start) {
        return answers.computeIfAbsent(new Asked(figure, start.address()), asked -> sum(figure, start));
    }

    private OptionalLong sum(HeapFigure figure, ObjectRecord start) {
        long sum = 0;
        for (HeapFigure.Term term : figure.terms()) {
            OptionalLong value = value(term.steps(), start);
            if (value.isEmpty()) {
                return value;
            }
            sum += term.subtracted() ? -value.getAsLong() : value.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    private OptionalLong value(List<Step> steps, ObjectRecord start) {
        ObjectRecord at = start;
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            if (at == null) {
                return OptionalLong.empty();
            }
            switch (steps.get(i)) {
                case Field(String name) -> {
                    OptionalLong number = last ? quantity.integer(at, name) : OptionalLong.empty();
                    if (number.isPresent()) {
                        return number;
                    }
                    at = reader.follow(at, name);
                }
                case Element(int index) -> at = element(at, index);
                case Where(String field, long value) -> {
                    return count(at, field, value);
                }
            }
        }
        return quantity.of(at);
    }

    private @Nullable ObjectRecord element(ObjectRecord list, int index) {
        long[] elements = quantity.elements(list, MOST_ELEMENTS);
        return elements == null || index >= elements.length ? null : reader.at(elements[index]);
    }

    private OptionalLong count(ObjectRecord list, String field, long value) {
        long[] elements = quantity.elements(list, MOST_ELEMENTS);
        if (elements == null) {
            return OptionalLong.empty();
        }
        long count = 0;
        for (long element : elements) {
            ObjectRecord object = reader.at(element);
            OptionalLong found = object == null ? OptionalLong.empty() : quantity.integer(object, field);
            count += found.isPresent() && found.getAsLong() == value ? 1 : 0;
        }
        return OptionalLong.of(count);
    }
}
