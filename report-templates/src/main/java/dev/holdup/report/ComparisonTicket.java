package dev.holdup.report;

import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.comparison.Comparison.Side;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.text.ChangeTable;
import dev.holdup.report.text.ChangeTables;
import dev.holdup.report.text.ComparisonWords;
import dev.holdup.report.text.Wording;
import dev.holdup.report.ticket.Column;
import dev.holdup.report.ticket.Importance;
import dev.holdup.report.ticket.Line;
import dev.holdup.report.ticket.Ticket;
import dev.holdup.report.ticket.TicketSection;
import java.util.ArrayList;
import java.util.List;

/// The comparison as it goes into a ticket, whatever the tracker.
final class ComparisonTicket {
    private static final int ROWS = 25;
    private static final int SHORT_TABLE = 12;

    private ComparisonTicket() {}

    /// @param visible with every text made visible
    static Ticket of(Comparison visible) {
        List<TicketSection> sections = new ArrayList<>();
        sections.add(opening(visible));
        for (ChangeTable table : ChangeTables.of(visible)) {
            sections.add(section(table));
        }
        ReportTicket.list(
                sections,
                "Not compared",
                Importance.CAUSE,
                visible.notCompared(),
                not -> Line.strong(not.what() + ":").andProse(" " + not.because()));
        inputs(sections, "Inputs before", visible.before());
        inputs(sections, "Inputs after", visible.after());
        return new Ticket(sections, visible.tool().name() + " " + visible.tool().version());
    }

    private static TicketSection opening(Comparison comparison) {
        return TicketSection.title(ComparisonWords.outcome(comparison.outcome().kind()))
                .text(Line.strong(comparison.outcome().sentence()))
                .table(
                        Column.text("When"),
                        Column.text("Verdict"),
                        Column.number(Wording.sentenceCase(
                                Wording.unitsNoun(comparison.after().units()))),
                        Column.number("Kept alive"),
                        Column.text("Confidence"))
                .row(side("before", comparison.before()))
                .row(side("after", comparison.after()));
    }

    private static Line[] side(String when, Side side) {
        return new Line[] {
            Line.prose(when + ": ").andCode(side.name()),
            Line.strong(Wording.kind(side.verdict().kind(), side.units()) + ":")
                    .andProse(" " + side.verdict().headline()),
            Line.prose(CountFormat.count(side.verdict().units()) + " of "
                    + CountFormat.count(side.units().total())),
            Line.prose(Wording.bytesOrUnknown(side.verdict().retainedBytes())),
            Line.prose(side.verdict().confidence())
        };
    }

    private static TicketSection section(ChangeTable table) {
        Importance importance = switch (table.id()) {
            case "memory", "groups", "suspects", "mailboxes" -> Importance.EVIDENCE;
            case "units" -> Importance.BACKGROUND;
            default -> Importance.DETAIL;
        };
        TicketSection section = TicketSection.of(table.heading(), importance);
        if (table.rows().size() > SHORT_TABLE || importance == Importance.BACKGROUND) {
            section.folded();
        }
        List<Column> columns = new ArrayList<>(List.of(
                Column.text(table.nameHeading()),
                Column.text("Trend"),
                Column.number(table.main().heading() + " before"),
                Column.number("after"),
                Column.number("change")));
        table.others().forEach(other -> columns.add(Column.number(other.heading())));
        section.table(columns.toArray(Column[]::new));
        int shown = Math.min(ROWS, table.rows().size());
        table.rows().subList(0, shown).forEach(row -> section.row(cells(table, row)));
        return section.without(table.rows().size() - shown + table.leftOut());
    }

    private static Line[] cells(ChangeTable table, ChangeTable.Row row) {
        boolean bytes = table.main().bytes();
        Line name = row.named() == ChangeTable.Named.WORDS ? Line.prose(row.name()) : Line.code(row.name());
        List<Line> cells = new ArrayList<>(List.of(
                row.detail().isEmpty() ? name : name.andProse(" " + row.detail()),
                Line.prose(row.trend()),
                Line.prose(ComparisonWords.figure(row.main().before(), bytes)),
                Line.prose(ComparisonWords.figure(row.main().after(), bytes)),
                Line.prose(ComparisonWords.difference(row.main(), row.known(), bytes))));
        for (int i = 0; i < row.others().size(); i++) {
            cells.add(Line.prose(ComparisonWords.thenAndNow(
                    row.others().get(i), table.others().get(i).bytes())));
        }
        return cells.toArray(Line[]::new);
    }

    private static void inputs(List<TicketSection> sections, String heading, Side side) {
        List<IncidentReport.Input> inputs = side.inputs();
        ReportTicket.list(sections, heading, Importance.BACKGROUND, inputs, ReportTicket::input);
    }
}
