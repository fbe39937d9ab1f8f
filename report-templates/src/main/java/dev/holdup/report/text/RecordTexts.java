package dev.holdup.report.text;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Copies of records in which every text is another, however deep it lies in lists, maps and further records.
///
/// Map keys are changed too, and maps come out in the order of their keys.
public final class RecordTexts {
    /// How a record is taken apart and put together: looked up once a class, since there may be a record a thread.
    private record Shape(RecordComponent[] components, Constructor<?> constructor) {

        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
            }
            try {
                return new Shape(components, type.getDeclaredConstructor(types));
            } catch (NoSuchMethodException e) {
                throw notPlain(type, e);
            }
        }
    }

    private final UnaryOperator<String> change;
    private final Map<Class<?>, Shape> shapeByClass = new HashMap<>();

    private RecordTexts(UnaryOperator<String> change) {
        this.change = change;
    }

    /// @param record public, as are all records in it
    public static <R extends Record> R changed(R record, UnaryOperator<String> change) {
        @SuppressWarnings("unchecked") // record(x) makes an instance of x's own class
        R copy = (R) new RecordTexts(change).record(record);
        return copy;
    }

    private @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> change.apply(text);
            case List<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            case Record record -> record(record);
            default -> value;
        };
    }

    private List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
            copy.add(value(element));
        }
        return copy;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new TreeMap<>();
        map.forEach((key, element) -> copy.put(change.apply(key.toString()), value(element)));
        return copy;
    }

    private Record record(Record record) {
        Shape shape = shapeByClass.computeIfAbsent(record.getClass(), Shape::of);
        @Nullable Object[] values = new @Nullable Object[shape.components().length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = value(shape.components()[i].getAccessor().invoke(record));
            }
            return (Record) shape.constructor().newInstance(values);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
            throw notPlain(record.getClass(), e);
        }
    }

    private static IllegalStateException notPlain(Class<?> type, ReflectiveOperationException cause) {
        return new IllegalStateException("not a plain public record: " + type, cause);
    }
}
