package dev.holdup.samples.incidents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is true of an incident, in the order of `expected.json`.
///
/// `kind`, `category` and `cause` are words of the report. `units` counts the members of the group that waits,
/// `owner` not among them. `payloadBytes` is what the members hold of their own, without array headers;
/// `sharedPayloadBytes` what they hold together and nobody else does.
final class Expected {

    private final Map<String, Object> facts = new LinkedHashMap<>();

    private Expected() {}

    Expected(String kind, String category, String cause) {
        and("kind", kind).and("category", category).and("cause", cause);
    }

    /// @param value a string, a number, a list of these, or a map from strings to these
    Expected and(String name, Object value) {
        facts.put(name, value);
        return this;
    }

    /// @param waiting members of the group
    Expected group(String blockedFrame, List<String> waiting) {
        return and("blockedFrame", blockedFrame).and("units", waiting.size()).and("members", waiting);
    }

    Expected owner(String thread, String frame) {
        return and("owner", unit(thread, frame));
    }

    /// The thread that empties a full queue.
    Expected worker(String thread, String frame) {
        return and("worker", unit(thread, frame));
    }

    /// Who has what the members wait for.
    Expected holders(List<String> threads, String frame) {
        return and("holders", threads).and("holderFrame", frame);
    }

    private static Map<String, Object> unit(String thread, String frame) {
        Map<String, Object> unit = new LinkedHashMap<>();
        unit.put("unit", thread);
        unit.put("frame", frame);
        return unit;
    }

    /// @param each bytes that each of the members holds
    /// @param shared bytes that they hold together
    Expected payload(int members, long each, long shared) {
        return and("payloadBytes", members * each)
                .and("payloadBytesEach", each)
                .and("sharedPayloadBytes", shared)
                .and("retainedTolerance", 0.01);
    }

    /// @param key the setting that cures it, as the report has to name it
    Expected remedy(String key) {
        return and("remedy", key);
    }

    /// Beside the payload all else that the members hold, such as a server's buffers, is more than the tolerance.
    Expected besidesBuffers() {
        return and("payloadDominates", false);
    }

    /// Nobody is to blame, by whatever evidence.
    Expected innocent() {
        return and("innocent", true);
    }

    /// What can be known without the thread dumps, where that is less.
    Expected heapAlone(Expected seen) {
        return and("heapAlone", seen.facts);
    }

    /// What can be known without the heap, where that is less.
    Expected threadsAlone(Expected seen) {
        return and("threadsAlone", seen.facts);
    }

    /// Nothing stands out in what is left of the evidence.
    static Expected nothing() {
        return new Expected("healthy", "none", "none").and("units", 0);
    }

    /// The threads that have what the members wait for are not known by what is left of the evidence.
    static Expected holdersUnknown() {
        return new Expected().and("holders", List.of());
    }

    String json() {
        return json(facts, "") + "\n";
    }

    private static String json(Object value, String indent) {
        String deeper = indent + "  ";
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry ->
                            deeper + quoted(String.valueOf(entry.getKey())) + ": " + json(entry.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> json(element, deeper)).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"' || character == '\\') {
                out.append('\\').append(character);
            } else if (character < ' ') {
                out.append("\\u%04x".formatted((int) character));
            } else {
                out.append(character);
            }
        }
        return out.append('"').toString();
    }
}
