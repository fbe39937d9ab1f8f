package dev.holdup.batch.table;

import dev.holdup.report.fleet.FleetRow;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Rows as CSV after RFC 4180, with a line of names; nothing stands for null, two quotes for an empty text.
final class CsvPart {
    private CsvPart() {}

    static String of(List<FleetRow> rows) {
        StringBuilder csv = new StringBuilder();
        StringJoiner names = new StringJoiner(",", "", "\r\n");
        Column.ALL.forEach(column -> names.add(column.name()));
        csv.append(names);
        for (FleetRow row : rows) {
            StringJoiner cells = new StringJoiner(",", "", "\r\n");
            Column.ALL.forEach(column -> cells.add(cell(column.value().apply(row))));
            csv.append(cells);
        }
        return csv.toString();
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text
            when text.isEmpty() || text.chars().anyMatch(c -> "\",\r\n".indexOf(c) >= 0) ->
                '"' + text.replace("\"", "\"\"") + '"';
            default -> String.valueOf(value);
        };
    }
}
