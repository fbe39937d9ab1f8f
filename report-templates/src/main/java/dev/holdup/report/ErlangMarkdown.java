package dev.holdup.report;

import static dev.holdup.report.text.MarkdownText.cellCode;
import static dev.holdup.report.text.MarkdownText.cellProse;
import static dev.holdup.report.text.MarkdownText.prose;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.report.text.CountFormat;
import java.util.List;

/// What only an Erlang node has, for a ticket: at most 9,000 characters.
final class ErlangMarkdown {
    private static final int ROWS = 10;

    private ErlangMarkdown() {}

    static String sections(ErlangFacts facts) {
        return kinds(facts) + processes("## The longest mailboxes", facts.longestQueues()) + origins(facts);
    }

    private static String kinds(ErlangFacts facts) {
        MarkdownSection section = new MarkdownSection("## The node", 3_000);
        String meaning = facts.sloganMeaning();
        if (!facts.slogan().isEmpty()) {
            section.line(prose("Last words: " + facts.slogan() + (meaning == null ? "" : " " + meaning)))
                    .line("");
        }
        section.line("| Kind | Bytes | What it is |").line("|---|---:|---|");
        for (ErlangFacts.Kind kind : facts.memoryByKind()) {
            section.line("| " + cellCode(kind.kind()) + " | " + ByteFormat.bytes(kind.bytes()) + " | "
                    + cellProse(kind.meaning()) + " |");
        }
        return section.finish();
    }

    private static String processes(String heading, List<ErlangFacts.ProcessRow> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        MarkdownSection section = new MarkdownSection(heading, 3_000)
                .line("| Process | Messages | Current function | Memory | Reductions |")
                .line("|---|---:|---|---:|---:|");
        for (ErlangFacts.ProcessRow row : rows.subList(0, Math.min(ROWS, rows.size()))) {
            Long reductions = row.reductions();
            section.line("| " + cellCode(row.unit()) + " | " + CountFormat.count(row.messages()) + " | "
                    + cellCode(row.currentFunction()) + " | " + ByteFormat.bytes(row.memoryBytes()) + " | "
                    + (reductions == null ? "–" : CountFormat.count(reductions)) + " |");
        }
        return section.finish();
    }

    private static String origins(ErlangFacts facts) {
        MarkdownSection section = new MarkdownSection("## Processes by the function they were started for", 3_000)
                .line("| Initial call | Processes | Blocked | Memory |")
                .line("|---|---:|---:|---:|");
        for (ErlangFacts.Origin origin : facts.initialCalls()
                .subList(0, Math.min(ROWS, facts.initialCalls().size()))) {
            section.line("| " + cellCode(origin.initialCall()) + " | " + CountFormat.count(origin.processes()) + " | "
                    + CountFormat.count(origin.blocked()) + " | " + ByteFormat.bytes(origin.memoryBytes()) + " |");
        }
        return section.finish();
    }
}
