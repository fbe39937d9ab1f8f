package dev.holdup.batch.table;

import dev.holdup.report.fleet.FleetRow;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rows as CSV after RFC 4180, with a line of names; nothing stands for null, two quotes for an empty text.
///
/// People open it in spreadsheets, and names in dumps are whatever somebody wrote: a text that would be a formula there
/// begins with an apostrophe. Programs find the texts as they are in the table's other forms.
final class CsvPart {
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r].*", Pattern.DOTALL);
    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+(\\.\\d+)?");

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
            case String text -> quoted(harmless(text));
            default -> String.valueOf(value);
        };
    }

    private static String harmless(String text) {
        boolean formula = FORMULA.matcher(text).matches()
                && !NEGATIVE_NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> "\",\r\n".indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
