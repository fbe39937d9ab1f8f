package dev.holdup.report;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.report.text.CountFormat;
import dev.holdup.report.text.ViewWords;
import dev.holdup.report.ticket.Column;
import dev.holdup.report.ticket.Importance;
import dev.holdup.report.ticket.Line;
import dev.holdup.report.ticket.TicketSection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The views of the heap for a ticket: what each says, and its first rows, folded.
final class ViewsTicket {
    private ViewsTicket() {}

    static List<TicketSection> sections(HeapViews views) {
        List<TicketSection> sections = new ArrayList<>();
        addIfThere(sections, views.overview(), ViewsTicket::overview);
        return sections;
    }

    private static <V> void addIfThere(
            List<TicketSection> sections, @Nullable V view, Function<V, TicketSection> section) {
        if (view != null) {
            sections.add(section.apply(view));
        }
    }

    /// Opened with the view's sentence.
    private static TicketSection section(ViewName view, String saying) {
        return TicketSection.of(ViewWords.heading(view), Importance.DETAIL)
                .folded()
                .text(Line.prose(saying));
    }

    private static TicketSection overview(HeapOverview view) {
        TicketSection section = section(ViewName.OVERVIEW, view.saying())
                .table(Column.text("Kind"), Column.number("Objects"), Column.number("Bytes"));
        for (HeapOverview.Part kind : view.composition()) {
            section.row(
                    Line.prose(kind.kind()),
                    Line.prose(CountFormat.count(kind.objects())),
                    Line.prose(ByteFormat.bytes(kind.bytes())));
        }
        return section;
    }
}
