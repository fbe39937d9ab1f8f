package dev.holdup.report.text;

import dev.holdup.analysis.findings.IncidentReport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A report whose every text has gone through [VisibleText]: the one gate between what a dump says and what is drawn.
///
/// Walks the records, so that a text added to the report later passes the gate too. Maps come out in the order of
/// their keys. report.json is written from the report itself, never from this copy.
public final class VisibleReport {
    /// Longer than any name or sentence that means something.
    private static final int TEXT_LIMIT = 400;

    private VisibleReport() {}

    public static IncidentReport of(IncidentReport report) {
        return (IncidentReport) record(report);
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> VisibleText.of(text, TEXT_LIMIT);
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Record record -> record(record);
            default -> value;
        };
    }

    private static List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> visible = new ArrayList<>(list.size());
        for (Object element : list) {
            visible.add(value(element));
        }
        return visible;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> visible = new TreeMap<>();
        map.forEach((key, element) -> visible.put(VisibleText.of(key.toString(), TEXT_LIMIT), value(element)));
        return visible;
    }

    private static Record record(Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = value(components[i].getAccessor().invoke(record));
            }
            return record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException | NoSuchMethodException e) {
            throw new IllegalStateException("not a plain public record: " + record.getClass(), e);
        }
    }
}
