package dev.holdup.report;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.report.ticket.Column;
import dev.holdup.report.ticket.Importance;
import dev.holdup.report.ticket.Line;
import dev.holdup.report.ticket.TicketSection;
import java.util.ArrayList;
import java.util.List;

/// What only an Erlang node has, for a ticket.
final class ErlangTicket {
    private static final int ROWS = 10;

    private ErlangTicket() {}

    static List<TicketSection> sections(ErlangFacts facts) {
        List<TicketSection> sections = new ArrayList<>();
        sections.add(kinds(facts));
        if (!facts.longestQueues().isEmpty()) {
            sections.add(mailboxes(facts.longestQueues()));
        }
        sections.add(origins(facts));
        return sections;
    }

    private static TicketSection kinds(ErlangFacts facts) {
        TicketSection section = TicketSection.of("The node", Importance.EVIDENCE);
        String meaning = facts.sloganMeaning();
        if (!facts.slogan().isEmpty()) {
            section.text(Line.prose("Last words: " + facts.slogan() + (meaning == null ? "" : " " + meaning)));
        }
        section.table(Column.text("Kind"), Column.number("Bytes"), Column.text("What it is"));
        for (ErlangFacts.Kind kind : facts.memoryByKind()) {
            section.row(Line.code(kind.kind()), Line.prose(ByteFormat.bytes(kind.bytes())), Line.prose(kind.meaning()));
        }
        return section;
    }

    private static TicketSection mailboxes(List<ErlangFacts.ProcessRow> rows) {
        TicketSection section = TicketSection.of("The longest mailboxes", Importance.EVIDENCE)
                .table(
                        Column.text("Process"),
                        Column.number("Messages"),
                        Column.text("Current function"),
                        Column.number("Memory"),
                        Column.number("Reductions"));
        for (ErlangFacts.ProcessRow row : rows.subList(0, Math.min(ROWS, rows.size()))) {
            Long reductions = row.reductions();
            section.row(
                    Line.code(row.unit()),
                    Line.prose(CountFormat.count(row.messages())),
                    Line.code(row.currentFunction()),
                    Line.prose(ByteFormat.bytes(row.memoryBytes())),
                    Line.prose(reductions == null ? "–" : CountFormat.count(reductions)));
        }
        return section;
    }

    private static TicketSection origins(ErlangFacts facts) {
        TicketSection section = TicketSection.of("Processes by the function they were started for", Importance.DETAIL)
                .folded()
                .table(
                        Column.text("Initial call"),
                        Column.number("Processes"),
                        Column.number("Blocked"),
                        Column.number("Memory"));
        for (ErlangFacts.Origin origin : facts.initialCalls()
                .subList(0, Math.min(ROWS, facts.initialCalls().size()))) {
            section.row(
                    Line.code(origin.initialCall()),
                    Line.prose(CountFormat.count(origin.processes())),
                    Line.prose(CountFormat.count(origin.blocked())),
                    Line.prose(ByteFormat.bytes(origin.memoryBytes())));
        }
        return section;
    }
}
