package dev.holdup.report;

import tools.jackson.databind.json.JsonMapper;

/// Plain records as JSON, in the manner of report.json: components in their order, nulls left out, `className` as
/// `class`, nothing in it that acts on a terminal.
public final class RecordJson {
    private static final JsonMapper MAPPER = ReportJsonMapper.create();

    private RecordJson() {}

    /// @param value records, maps, lists and plain values
    public static String of(Object value) {
        return JsonReport.escaped(MAPPER.writeValueAsString(value)) + "\n";
    }
}
