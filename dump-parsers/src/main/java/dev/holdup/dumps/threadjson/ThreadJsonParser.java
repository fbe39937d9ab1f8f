package dev.holdup.dumps.threadjson;

import dev.holdup.dumps.dialect.TextLines;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON token by token, so that a document cut off anywhere yields the threads before the cut.
///
/// `{"threadDump": {…}}` is of the JDK, `{"threads": […]}` or a bare list of threads of an actuator; `{"value": …}` is
/// Jolokia's wrapping of either. Several documents may follow each other.
public final class ThreadJsonParser {
    /// Longer than any name, lock or frame.
    private static final int MAX_STRING_CHARS = 1 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING_CHARS)
                    .build())
            .build();

    private final JsonReading json;
    private final List<OpenJsonDump> dumps = new ArrayList<>();

    private ThreadJsonParser(JsonReading json) {
        this.json = json;
    }

    /// Whether a text is a JSON document that may hold threads, and not the lines of a log.
    public static boolean begins(byte[] head) {
        // Without the zeroes of UTF-16 the keys read the same in any encoding.
        String text = new String(head, StandardCharsets.ISO_8859_1)
                .replace("\0", "")
                .replaceFirst("^(\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)", "")
                .stripLeading();
        if (text.startsWith("[")) {
            return text.contains("\"threadName\"") || text.contains("\"threadId\"");
        }
        return text.startsWith("{")
                && !text.startsWith("{\"log\":\"")
                && (text.contains("\"threadDump\"") || text.contains("\"threads\"") || text.contains("\"threadName\""));
    }

    /// In the order of the text; empty if it holds none.
    ///
    /// @param input name of the input as the user knows it
    public static List<ThreadDump> parse(String input, InputStream content) throws IOException {
        try (Reader text = TextLines.reader(content);
                JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            ThreadJsonParser reading = new ThreadJsonParser(new JsonReading(input, parser));
            reading.readAll();
            List<ThreadDump> closed = new ArrayList<>();
            for (OpenJsonDump dump : reading.dumps) {
                ThreadDump whole = dump.close();
                if (!whole.threads().isEmpty() || !whole.warnings().isEmpty()) {
                    closed.add(whole);
                }
            }
            return List.copyOf(closed);
        }
    }

    private void readAll() {
        try {
            for (JsonToken token = json.next(); token != null; token = json.next()) {
                root(token);
            }
        } catch (JacksonException damaged) {
            if (!dumps.isEmpty()) {
                dumps.getLast()
                        .damagedAt(
                                json.line(),
                                json.atEnd()
                                        ? "The JSON text is cut off."
                                        : "The JSON text is damaged: it could be read only up to here.");
            }
        }
    }

    private void root(JsonToken token) {
        if (token == JsonToken.START_ARRAY) {
            new ActuatorThreads(json, begin(ThreadDumpDialect.ACTUATOR_JSON)).readAll();
        } else if (token == JsonToken.START_OBJECT) {
            while (json.nextField()) {
                field(json.name());
            }
        }
    }

    private void field(String name) {
        JsonToken token = json.next();
        if (token == null) {
            return;
        }
        switch (name) {
            case "threadDump" -> {
                if (token == JsonToken.START_OBJECT) {
                    new ThreadFileObject(json, begin(ThreadDumpDialect.THREAD_FILE_JSON)).read();
                }
            }
            case "threads" -> {
                if (token == JsonToken.START_ARRAY) {
                    new ActuatorThreads(json, begin(ThreadDumpDialect.ACTUATOR_JSON)).readAll();
                }
            }
            case "value" -> {
                if (token == JsonToken.START_ARRAY) {
                    root(token);
                } else if (token == JsonToken.START_OBJECT) {
                    while (json.nextField()) {
                        if (json.name().equals("value")) {
                            json.skip();
                        } else {
                            field(json.name());
                        }
                    }
                }
            }
            default -> json.skipValue(token);
        }
    }

    private OpenJsonDump begin(ThreadDumpDialect dialect) {
        OpenJsonDump dump = new OpenJsonDump(json.location(), dialect);
        dumps.add(dump);
        return dump;
    }
}
