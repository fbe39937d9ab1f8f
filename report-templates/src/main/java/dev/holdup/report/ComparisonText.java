package dev.holdup.report;

import dev.holdup.analysis.comparison.Change;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.comparison.Comparison.MemoryChange;
import dev.holdup.analysis.comparison.Comparison.Side;
import dev.holdup.analysis.comparison.Comparison.UnitsChange;
import dev.holdup.analysis.comparison.Trend;
import dev.holdup.report.text.ChangeTable;
import dev.holdup.report.text.ChangeTables;
import dev.holdup.report.text.ComparisonWords;
import dev.holdup.report.text.Wording;
import java.util.List;

/// The comparison for a terminal: about one screen, at most 80 columns.
final class ComparisonText {
    private static final int ROWS = 6;

    private ComparisonText() {}

    /// @param visible with every text made visible
    static String of(Comparison visible, boolean colours) {
        TerminalLines lines = new TerminalLines(colours);
        lines.title(ComparisonWords.outcome(visible.outcome().kind()), ComparisonWords.tone(visible));
        lines.paragraph(visible.outcome().sentence());
        lines.blank();
        side("Before", visible.before(), lines);
        side("After", visible.after(), lines);
        MemoryChange memory = visible.memory();
        if (memory != null) {
            lines.labelled("Memory", ComparisonWords.thenAndNow(memory.reachableBytes(), true) + " in use");
        }
        UnitsChange units = visible.units();
        if (units != null) {
            lines.labelled(
                    Wording.sentenceCase(Wording.unitsNoun(visible.after().units())),
                    ComparisonWords.thenAndNow(units.total(), false) + "; by name " + units.stayed() + " stayed, "
                            + units.moved() + " moved, " + units.begun() + " began, " + units.ended() + " ended");
        }
        for (ChangeTable table : ChangeTables.of(visible)) {
            if (!table.id().equals("units")) {
                table(table, lines);
            }
        }
        if (!visible.notCompared().isEmpty()) {
            lines.blank();
        }
        for (Comparison.NotCompared not : visible.notCompared()) {
            lines.labelled("Not compared", not.what() + ": " + not.because());
        }
        return lines.toString();
    }

    private static void side(String label, Side side, TerminalLines lines) {
        lines.labelled(
                label,
                side.name() + ": " + Wording.kind(side.verdict().kind(), side.units()) + ". "
                        + side.verdict().headline());
    }

    /// The rows that changed, each with the figure that shows it.
    private static void table(ChangeTable table, TerminalLines lines) {
        List<ChangeTable.Row> rows = table.rows().stream()
                .filter(row -> row.known() != Trend.SAME && row.known() != Trend.UNKNOWN)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        lines.heading(table.heading());
        for (ChangeTable.Row row : rows.subList(0, Math.min(ROWS, rows.size()))) {
            int telling = row.main().tells() ? -1 : telling(row);
            Change change = telling < 0 ? row.main() : row.others().get(telling);
            boolean bytes = (telling < 0 ? table.main() : table.others().get(telling)).bytes();
            lines.change(
                    ComparisonWords.difference(change, row.known(), bytes),
                    ComparisonWords.thenAndNow(change, bytes),
                    row.trend(),
                    name(table, row));
        }
        lines.more(Math.max(0, rows.size() - ROWS) + table.leftOut(), "row");
    }

    /// Index of the first of the other figures that changed; below 0 if none did.
    private static int telling(ChangeTable.Row row) {
        for (int i = 0; i < row.others().size(); i++) {
            if (row.others().get(i).tells()) {
                return i;
            }
        }
        return -1;
    }

    private static String name(ChangeTable table, ChangeTable.Row row) {
        return table.id().equals("suspects") ? brief(row) + " " + row.detail() : brief(row);
    }

    private static String brief(ChangeTable.Row row) {
        return switch (row.named()) {
            case WORDS, NAME -> row.name();
            case CLASS -> Wording.briefClass(row.name());
            case FRAME -> Wording.brief(row.name());
        };
    }
}
