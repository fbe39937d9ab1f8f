package dev.holdup.report;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Plain records as JSON, in the manner of report.json: components in their order, nulls left out, `className` as
/// `class`, nothing in it that acts on a terminal.
public final class RecordJson {
    private static final JsonMapper MAPPER = ReportJsonMapper.create();

    private RecordJson() {}

    private static final JsonMapper LINES =
            MAPPER.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

    /// The same in one line, without its end.
    public static String line(Object value) {
        return JsonReport.escaped(LINES.writeValueAsString(value));
    }

    /// Reads what [#of] or [#line] wrote.
    ///
    /// @throws UnreadableReportException if it is not JSON, or not of that shape
    public static <R extends Record> R read(String name, String json, Class<R> type) throws UnreadableReportException {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException wrong) {
            throw new UnreadableReportException(name, 0, 0, ReportJsonMapper.reason(wrong));
        }
    }

    /// @param value records, maps, lists and plain values
    public static String of(Object value) {
        return JsonReport.escaped(MAPPER.writeValueAsString(value)) + "\n";
    }
}
