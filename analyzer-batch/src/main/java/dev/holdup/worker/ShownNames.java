package dev.holdup.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts the names that senders gave to their files in the place of those that the files have on the server.
///
/// A file's name there cannot be guessed, so nothing else in a report is it by chance. Walks through records, lists
/// and maps and replaces in every text: file names stand in sentences, too.
public record ShownNames(Map<String, String> shownByFile) {

    public static ShownNames of(List<WorkerRequest.Input> inputs) {
        Map<String, String> names = new LinkedHashMap<>();
        // A message may tell the whole path.
        inputs.forEach(input -> names.put(input.file().toString(), input.name()));
        inputs.forEach(input -> names.put(String.valueOf(input.file().getFileName()), input.name()));
        return new ShownNames(names);
    }

    public String in(String text) {
        String shown = text;
        for (Map.Entry<String, String> name : shownByFile.entrySet()) {
            shown = shown.replace(name.getKey(), name.getValue());
        }
        return shown;
    }

    /// The same record with other texts.
    public <R extends Record> R in(R report) {
        Class<?> type = report.getClass();
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new @Nullable Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = inAny(components[i].getAccessor().invoke(report));
            }
            @SuppressWarnings("unchecked") // a record's canonical constructor makes records of its class
            R renamed = (R) type.getDeclaredConstructor(types).newInstance(values);
            return renamed;
        } catch (InvocationTargetException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException e) {
            throw new IllegalStateException("the findings are public records", e);
        }
    }

    private @Nullable Object inAny(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> in(text);
            case Record each -> in(each);
            case List<?> list -> {
                List<@Nullable Object> renamed = new ArrayList<>(list.size());
                list.forEach(each -> renamed.add(inAny(each)));
                yield renamed;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> renamed = new LinkedHashMap<>();
                map.forEach((key, each) -> renamed.put(inAny(key), inAny(each)));
                yield renamed;
            }
            case Object other -> other;
        };
    }
}
