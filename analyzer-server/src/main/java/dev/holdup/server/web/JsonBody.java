package dev.holdup.server.web;

import dev.holdup.server.store.Incident;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A request's body: one small JSON object of known fields.
///
/// @param bytes as they came
record JsonBody(byte[] bytes, JsonNode object) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SIZE_LIMIT = 1 << 16;
    private static final int TAG_LIMIT = 20;

    static JsonBody of(Context request) throws IOException, Problem {
        String type = request.contentType();
        // What a page of another site can send without being asked is not of this type.
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new Problem(415, "unsupported-media-type", "Send the body as application/json.");
        }
        byte[] bytes = request.req().getInputStream().readNBytes(SIZE_LIMIT + 1);
        if (bytes.length > SIZE_LIMIT) {
            throw new Problem(413, "too-large", "A JSON body may have " + SIZE_LIMIT + " bytes.");
        }
        try {
            JsonNode node = MAPPER.readTree(bytes);
            if (!node.isObject()) {
                throw Problem.badRequest("The body must be one JSON object.");
            }
            return new JsonBody(bytes, node);
        } catch (JacksonException notJson) {
            throw Problem.badRequest("The body is not JSON.");
        }
    }

    /// By which scripts name a new incident; null without one.
    @Nullable
    String label() throws Problem {
        String label = text("label", 100);
        return label == null ? null : Labels.label(label);
    }

    /// Itself, if it has no other fields.
    JsonBody allowing(String... fields) throws Problem {
        for (String given : object.propertyNames()) {
            if (!List.of(fields).contains(given)) {
                throw Problem.badRequest(
                        "The body may have " + String.join(", ", fields) + ", and no " + Labels.printable(given) + ".");
            }
        }
        return this;
    }

    /// The text that is its only field, as it is.
    Optional<String> only(String field) throws Problem {
        JsonNode value = allowing(field).object.get(field);
        return value == null || !value.isString() ? Optional.empty() : Optional.of(value.stringValue());
    }

    /// What it says of an incident.
    Incident.Draft draft() throws Problem {
        allowing("title", "label", "service", "ticket", "occurredAt", "tags");
        String title = text("title", 200);
        if (title == null) {
            throw Problem.badRequest("An incident needs a title.");
        }
        return new Incident.Draft(title, text("service", 100), text("ticket", 500), time("occurredAt"), tags());
    }

    /// Null if it is missing or blank.
    @Nullable
    String text(String field, int limit) throws Problem {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString() || value.stringValue().length() > limit) {
            throw Problem.badRequest(field + " must be a text of at most " + limit + " characters.");
        }
        String text = Labels.printable(value.stringValue()).strip();
        return text.isEmpty() ? null : text;
    }

    @Nullable
    Instant time(String field) throws Problem {
        String text = text(field, 40);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException wrong) {
            throw Problem.badRequest(field + " must be a time like 2026-11-26T07:15:00Z.");
        }
    }

    private List<String> tags() throws Problem {
        JsonNode value = object.get("tags");
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || value.size() > TAG_LIMIT) {
            throw Problem.badRequest("tags must be a list of at most " + TAG_LIMIT + " texts.");
        }
        Set<String> tags = new TreeSet<>();
        for (JsonNode tag : value) {
            String text = tag.isString() ? Labels.printable(tag.stringValue()).strip() : "";
            if (text.isEmpty() || text.length() > 50) {
                throw Problem.badRequest("A tag is a text of 1 to 50 characters.");
            }
            tags.add(text);
        }
        return new ArrayList<>(tags);
    }
}
