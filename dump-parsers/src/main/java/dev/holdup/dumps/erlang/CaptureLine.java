package dev.holdup.dumps.erlang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// One line of a live capture: an object whose values are texts, numbers and lists of texts.
record CaptureLine(Map<String, String> texts, Map<String, Long> numbers, Map<String, List<String>> lists) {
    private static final JsonFactory JSON = new JsonFactory();

    /// Null if the line is none, as when it was cut.
    static @Nullable CaptureLine of(String line) {
        CaptureLine read = new CaptureLine(new HashMap<>(), new HashMap<>(), new HashMap<>());
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                read.take(name, parser);
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? read : null;
        } catch (JacksonException cut) {
            return null;
        }
    }

    private void take(String name, JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING) {
            texts.put(name, parser.getString());
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            numbers.put(name, parser.getLongValue());
        } else if (token == JsonToken.START_ARRAY) {
            List<String> items = new ArrayList<>();
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                items.add(parser.getString());
            }
            lists.put(name, List.copyOf(items));
        } else {
            parser.skipChildren();
        }
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    long number(String name, long absent) {
        return numbers.getOrDefault(name, absent);
    }

    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }
}
