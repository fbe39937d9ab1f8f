package dev.holdup.analysis.facts;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.HeapCondition;
import dev.holdup.analysis.rules.HeapFact;
import dev.holdup.analysis.rules.HeapFigure;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the heap says of the thing that a thread stands in, in the terms of a rule.
public final class ThreadFigures {
    /// No resource has so many: such a limit means that there is none.
    private static final long NO_LIMIT = Integer.MAX_VALUE;

    private final StartObjects starts;
    private final FigureReader figures;

    /// @param classes by name; null if the heap has none of that name
    public ThreadFigures(HeapObjects reader, Function<String, @Nullable HeapClass> classes) {
        this.starts = new StartObjects(reader, classes);
        this.figures = new FigureReader(reader);
    }

    /// A fact of one object.
    ///
    /// @param address of the object
    /// @param limit null if there is none, or it is not known
    public record Found(
            HeapFact fact,
            long address,
            String className,
            long value,
            @Nullable Long limit) {}

    /// Whether the heap is known to show it.
    public boolean holds(HeapCondition condition, @Nullable HeapThread thread) {
        ObjectRecord start =
                thread == null ? null : starts.of(condition.figure().className(), thread);
        if (start == null) {
            return false;
        }
        OptionalLong value = figures.read(condition.figure(), start);
        return value.isPresent() && condition.holds(value.getAsLong());
    }

    /// Null if the heap does not show it.
    public @Nullable Found read(HeapFact fact, HeapThread thread) {
        for (HeapFigure figure : fact.value()) {
            ObjectRecord start = starts.of(figure.className(), thread);
            OptionalLong value = start == null ? OptionalLong.empty() : figures.read(figure, start);
            if (start != null && value.isPresent()) {
                return new Found(
                        fact,
                        start.address(),
                        start.heapClass().name(),
                        value.getAsLong(),
                        limit(fact.limit(), start, thread));
            }
        }
        return null;
    }

    private @Nullable Long limit(List<HeapFigure> alternatives, ObjectRecord start, HeapThread thread) {
        for (HeapFigure figure : alternatives) {
            ObjectRecord its =
                    start.heapClass().isA(figure.className()) ? start : starts.of(figure.className(), thread);
            OptionalLong limit = its == null ? OptionalLong.empty() : figures.read(figure, its);
            if (limit.isPresent()) {
                return limit.getAsLong() < 0 || limit.getAsLong() >= NO_LIMIT ? null : limit.getAsLong();
            }
        }
        return null;
    }
}
