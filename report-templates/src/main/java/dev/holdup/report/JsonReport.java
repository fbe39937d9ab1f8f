package dev.holdup.report;

import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/// report.json: the report itself, written and read back. Fields in the order of the records, map keys
/// sorted, nulls left out.
public final class JsonReport implements ReportWriter {
    /// Far above any report we write (its size follows classes and caps); a bound on what `render` takes into memory.
    private static final long SIZE_LIMIT = 64L << 20;

    private static final String SCHEMA_VERSION_FIELD = "schemaVersion";

    /// What our documents begin with.
    private static final Pattern FIRST_FIELDS = Pattern.compile(
            "\\s*\\{\\s*\"schemaVersion\"\\s*:\\s*\\d+\\s*,(?:\\s*\"document\"\\s*:\\s*\"(?<document>\\w+)\")?");

    private static final int START = 200;

    private static final JsonMapper MAPPER = ReportJsonMapper.create();

    @Override
    public void write(IncidentReport report, Writer out) throws IOException {
        out.write(escaped(MAPPER.writeValueAsString(report)));
        out.write('\n');
        out.flush();
    }

    /// Escapes what JSON allows but no file or screen should carry raw: lone surrogates, which UTF-8 cannot hold, and
    /// characters that act on a terminal or reorder a line. They stand within strings only.
    static String escaped(String json) {
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(codePoint -> {
            int type = Character.getType(codePoint);
            boolean acts = type == Character.FORMAT || type == Character.SURROGATE || type == Character.CONTROL;
            if (acts && codePoint != '\n') {
                for (char unit : Character.toChars(codePoint)) {
                    escaped.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                escaped.appendCodePoint(codePoint);
            }
        });
        return escaped.toString();
    }

    /// Reads what [#write] wrote, also in a later version of the tool that added fields.
    ///
    /// @throws UnreadableReportException if it is not JSON, not a report, or of another schema version
    /// @throws IOException if the file cannot be read
    public static IncidentReport read(Path file) throws IOException, UnreadableReportException {
        return read(file, IncidentReport.class, IncidentReport.SCHEMA_VERSION);
    }

    /// Whether the file is JSON that holdup wrote, told by its first field; what else is in it is not looked at.
    public static boolean isOurs(Path file) throws IOException {
        return !documentOf(file).isEmpty();
    }

    /// Whether it is a comparison rather than a report.
    public static boolean isComparison(Path file) throws IOException {
        return documentOf(file).equals(Comparison.DOCUMENT);
    }

    /// `report`, `comparison`, or empty for everything else.
    private static String documentOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return documentOf(new String(in.readNBytes(START), StandardCharsets.UTF_8));
        }
    }

    static boolean isOurs(String text) {
        return !documentOf(text).isEmpty();
    }

    private static String documentOf(String start) {
        Matcher first = FIRST_FIELDS.matcher(start);
        return !first.lookingAt() ? "" : first.group("document") == null ? "report" : first.group("document");
    }

    static <R> R read(Path file, Class<R> type, int schemaVersion) throws IOException, UnreadableReportException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > SIZE_LIMIT) {
            throw new UnreadableReportException(name, 0, 0, "too large to be a report.json that holdup wrote.");
        }
        return read(name, Files.readAllBytes(file), type, schemaVersion);
    }

    /// @param name for messages
    public static IncidentReport read(String name, byte[] json) throws UnreadableReportException {
        return read(name, json, IncidentReport.class, IncidentReport.SCHEMA_VERSION);
    }

    private static <R> R read(String name, byte[] json, Class<R> type, int schemaVersion)
            throws UnreadableReportException {
        try {
            requireSchemaVersion(name, json, schemaVersion);
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            int line = location == null ? 0 : Math.max(0, location.getLineNr());
            int column = location == null ? 0 : Math.max(0, location.getColumnNr());
            throw new UnreadableReportException(name, line, column, ReportJsonMapper.reason(e));
        }
    }

    /// Looks for the version before anything else: a report of another version need not have our fields at all.
    private static void requireSchemaVersion(String name, byte[] json, int schemaVersion)
            throws UnreadableReportException {
        try (JsonParser parser = MAPPER.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new UnreadableReportException(name, 1, 1, "not a report.json: it is no JSON object.");
            }
            for (String field = parser.nextName(); field != null; field = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (field.equals(SCHEMA_VERSION_FIELD)) {
                    TokenStreamLocation at = parser.currentTokenLocation();
                    int found = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : 0;
                    if (found != schemaVersion) {
                        throw new UnreadableReportException(
                                name, at.getLineNr(), at.getColumnNr(), wrongVersion(found, schemaVersion));
                    }
                    return;
                }
                parser.skipChildren();
            }
            throw new UnreadableReportException(name, 1, 1, "not a report.json: it has no schemaVersion.");
        }
    }

    private static String wrongVersion(int found, int schemaVersion) {
        String supported = "this holdup reads version " + schemaVersion;
        return found > schemaVersion
                ? "written with schema version " + found + ", but " + supported + "; use a newer holdup."
                : "schemaVersion is not one that holdup has written, and " + supported + ".";
    }
}
