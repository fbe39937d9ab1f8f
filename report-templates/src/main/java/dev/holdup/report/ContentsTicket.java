package dev.holdup.report;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.report.text.ContentsWords;
import dev.holdup.report.ticket.Column;
import dev.holdup.report.ticket.Importance;
import dev.holdup.report.ticket.Line;
import dev.holdup.report.ticket.TicketSection;
import java.util.ArrayList;
import java.util.List;

/// What the heap's objects say, for a ticket.
final class ContentsTicket {
    private static final int ROWS = 10;
    private static final int LOADERS = 5;

    private ContentsTicket() {}

    static List<TicketSection> sections(Contents contents) {
        List<TicketSection> sections = new ArrayList<>();
        if (!contents.queues().isEmpty()) {
            sections.add(queues(contents));
        }
        if (!contents.duplicateLoaders().isEmpty()) {
            sections.add(loaders(contents));
        }
        if (!contents.offHeap().isEmpty() || contents.finalizers() != null) {
            TicketSection section = TicketSection.of("Outside of the heap, and waiting to leave it", Importance.DETAIL);
            contents.offHeap().forEach(owner -> section.item(Line.prose(owner.text())));
            Contents.Finalizers finalizers = contents.finalizers();
            if (finalizers != null) {
                section.item(Line.prose(ContentsWords.finalizers(finalizers)));
            }
            sections.add(section);
        }
        if (!contents.waste().isEmpty()) {
            sections.add(waste(contents));
        }
        return sections;
    }

    private static TicketSection queues(Contents contents) {
        TicketSection section = TicketSection.of("Queues", Importance.DETAIL)
                .folded()
                .table(
                        Column.text("Queue"),
                        Column.number("Holds"),
                        Column.text("Elements"),
                        Column.text("Taken out by"),
                        Column.number("Keeps"));
        contents.queues().stream()
                .limit(ROWS)
                .forEach(queue -> section.row(
                        Line.code(queue.className()),
                        Line.prose(ContentsWords.holds(queue)),
                        Line.prose(ContentsWords.elements(queue)),
                        Line.prose(ContentsWords.pool(queue)),
                        Line.prose(ByteFormat.bytes(queue.retainedBytes()))));
        return section.without(contents.queues().size() - ROWS);
    }

    private static TicketSection loaders(Contents contents) {
        TicketSection section = TicketSection.of("Class loaders of one application", Importance.DETAIL);
        for (Contents.DuplicateLoaders family :
                contents.duplicateLoaders().stream().limit(LOADERS).toList()) {
            section.item(Line.prose(
                    ContentsWords.loaders(family) + ", together " + ByteFormat.bytes(family.retainedBytes()) + ":"));
            family.loaders().stream()
                    .limit(LOADERS)
                    .forEach(loader -> section.subItem(Line.code(loader.address())
                            .andProse(" keeps " + ByteFormat.bytes(loader.retainedBytes()) + ", kept by "
                                    + loader.keptBy())));
        }
        return section.without(contents.duplicateLoaders().size() - LOADERS);
    }

    private static TicketSection waste(Contents contents) {
        TicketSection section = TicketSection.of("Waste", Importance.BACKGROUND)
                .folded()
                .table(Column.text("Kind"), Column.text("Class"), Column.number("Objects"), Column.number("Bytes"));
        for (Contents.Waste row : contents.waste().stream().limit(ROWS).toList()) {
            String className = row.className();
            section.row(
                    Line.prose(ContentsWords.kind(row)),
                    className == null ? Line.prose("–") : Line.code(className),
                    Line.prose(CountFormat.count(row.objects())),
                    Line.prose(ByteFormat.bytes(row.bytes())));
        }
        return section.without(contents.waste().size() - ROWS);
    }
}
