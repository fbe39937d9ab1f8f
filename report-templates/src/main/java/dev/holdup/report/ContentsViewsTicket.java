package dev.holdup.report;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CollectionsView;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.ReferencesView;
import dev.holdup.analysis.findings.StringsView;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.report.ticket.Column;
import dev.holdup.report.ticket.Line;
import dev.holdup.report.ticket.TicketSection;

/// What collections, strings and references hold, for a ticket.
final class ContentsViewsTicket {
    private ContentsViewsTicket() {}

    static TicketSection collections(CollectionsView view) {
        TicketSection section = ViewsTicket.section(ViewName.COLLECTIONS, view.saying());
        if (!view.fields().isEmpty()) {
            section.table(
                    Column.text("Held by"),
                    Column.number("Collections"),
                    Column.number("Empty"),
                    Column.number("Bytes lost"));
            view.fields().stream()
                    .limit(ViewsTicket.ROWS)
                    .forEach(row -> section.row(
                            Line.code(row.field()),
                            count(row.objects()),
                            count(row.empty()),
                            bytes(row.emptyBytes() + row.sparseBytes())));
        }
        if (!view.boxed().isEmpty()) {
            section.table(
                    Column.text("Boxed"),
                    Column.number("Objects"),
                    Column.number("Bytes"),
                    Column.number("Duplicates"));
            view.boxed().stream()
                    .limit(ViewsTicket.ROWS)
                    .forEach(row -> section.row(
                            Line.code(row.className()),
                            count(row.objects()),
                            bytes(row.bytes()),
                            count(row.duplicates())));
        }
        return section;
    }

    static TicketSection strings(StringsView view) {
        TicketSection section = ViewsTicket.section(ViewName.STRINGS, view.saying());
        if (!view.duplicates().isEmpty()) {
            section.table(
                    Column.text("Hash"),
                    Column.number("Length"),
                    Column.number("Strings"),
                    Column.number("Bytes lost"));
            view.duplicates().stream()
                    .limit(ViewsTicket.ROWS)
                    .forEach(row -> section.row(
                            Line.code(row.hash()), count(row.characters()), count(row.strings()), bytes(row.bytes())));
        }
        return section;
    }

    static TicketSection references(ReferencesView view) {
        TicketSection section = ViewsTicket.section(ViewName.REFERENCES, view.saying());
        section.table(
                Column.text("Kind"),
                Column.number("References"),
                Column.number("Cleared"),
                Column.number("In a queue"),
                Column.number("Reached by them alone"));
        view.kinds()
                .forEach(row -> section.row(
                        Line.prose(row.kind()),
                        count(row.objects()),
                        count(row.cleared()),
                        count(row.queued()),
                        bytes(row.onlyBytes())));
        return section;
    }

    private static Line count(long count) {
        return Line.prose(CountFormat.count(count));
    }

    private static Line bytes(long bytes) {
        return Line.prose(ByteFormat.bytes(bytes));
    }
}
