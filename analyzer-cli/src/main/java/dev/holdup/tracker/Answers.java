package dev.holdup.tracker;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What trackers answer, read with suspicion: it goes to a terminal.
final class Answers {
    private static final int LONGEST_REASON = 200;
    private static final Pattern LINK = Pattern.compile("https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{1,500}");

    private Answers() {}

    private static JsonNode json(Poster.Answer answer) {
        try {
            JsonNode node = JsonMapper.shared().readTree(answer.body());
            return node == null ? MissingNode.getInstance() : node;
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    /// A field's text or number; empty if it has none.
    static String text(Poster.Answer answer, String field) {
        return json(answer).path(field).asString("");
    }

    /// A field's address; empty if it is none.
    static String link(Poster.Answer answer, String field) {
        String link = text(answer, field);
        return LINK.matcher(link).matches() ? link : "";
    }

    /// `: what the tracker says`; empty if it says nothing.
    static String reason(Poster.Answer answer, String field) {
        JsonNode said = json(answer).path(field);
        String text = (said.isArray() ? said.path(0) : said).asString("").strip();
        String shown = text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + "…" : text;
        return shown.isEmpty() ? "" : ": " + shown.replaceFirst("\\.$", "");
    }

    static TrackerException unexpected(String tracker, Poster.Answer answer) {
        if (answer.status() / 100 == 3) {
            return new TrackerException(
                    tracker + " sends on to another address, which is not followed: give the right one with --url.");
        }
        return new TrackerException(
                tracker + " answered with status " + answer.status() + ", which it should not: check --url.");
    }
}
