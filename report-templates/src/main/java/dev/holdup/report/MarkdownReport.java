package dev.holdup.report;

import static dev.holdup.report.text.MarkdownText.cellCode;
import static dev.holdup.report.text.MarkdownText.cellProse;
import static dev.holdup.report.text.MarkdownText.code;
import static dev.holdup.report.text.MarkdownText.prose;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Deadlock;
import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.text.CountFormat;
import dev.holdup.report.text.HeldResource;
import dev.holdup.report.text.VisibleReport;
import dev.holdup.report.text.Wording;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// The report for a ticket: under 60,000 characters whatever the input.
///
/// The length holds by construction: each section has a limit, and the limits add up to less (`SECTIONS_LIMIT`).
public final class MarkdownReport implements ReportWriter {
    /// What GitHub, GitLab and most trackers take in one text, with room for the reporter's own words.
    public static final int LENGTH_LIMIT = 60_000;

    private static final int GROUP_ROWS = 25;
    private static final int STACK_LINES = 40;

    @Override
    public void write(IncidentReport report, Writer out) throws IOException {
        IncidentReport visible = VisibleReport.of(report);
        Verdict verdict = visible.verdict();
        StringBuilder text = new StringBuilder();
        text.append(opening(visible));
        list(
                text,
                "## What to do",
                6_000,
                verdict.remedies().stream().map(MarkdownReport::remedy).toList());
        list(
                text,
                "## Why",
                6_000,
                verdict.explanation().stream().map(MarkdownReport::bullet).toList());
        list(
                text,
                "## Evidence",
                7_000,
                verdict.evidence().stream().map(MarkdownReport::evidence).toList());
        Owner owner = verdict.owner();
        if (owner != null) {
            text.append(owner(owner, visible.verdict().kind()));
        }
        Group.Resource held = HeldResource.of(visible);
        if (held != null) {
            text.append(holders(held));
        }
        text.append(groups(visible));
        list(
                text,
                "## Deadlocks",
                5_000,
                visible.deadlocks().stream().map(MarkdownReport::deadlock).toList());
        list(
                text,
                "## What else keeps memory",
                6_000,
                visible.suspects().stream().map(MarkdownReport::suspect).toList());
        list(
                text,
                "## Findings",
                5_000,
                visible.findings().stream().map(MarkdownReport::finding).toList());
        Memory memory = visible.memory();
        if (memory != null) {
            text.append(memory(memory));
        }
        Contents contents = visible.contents();
        if (contents != null) {
            text.append(ContentsMarkdown.sections(contents));
        }
        HeapViews views = visible.views();
        if (views != null) {
            text.append(ViewsMarkdown.sections(views));
        }
        ErlangFacts erlang = visible.erlang();
        if (erlang != null) {
            text.append(ErlangMarkdown.sections(erlang));
        }
        list(
                text,
                "## Not checked",
                4_000,
                visible.notChecked().stream().map(MarkdownReport::notChecked).toList());
        list(
                text,
                "## Inputs",
                4_000,
                visible.inputs().stream().map(MarkdownReport::input).toList());
        text.append("_")
                .append(prose(visible.tool().name() + " " + visible.tool().version()))
                .append("_\n");
        out.write(text.toString());
        out.flush();
    }

    private static void list(StringBuilder text, String heading, int limit, List<String> lines) {
        if (!lines.isEmpty()) {
            MarkdownSection section = new MarkdownSection(heading, limit);
            lines.forEach(section::line);
            text.append(section.finish());
        }
    }

    private static String bullet(String sentence) {
        return "- " + prose(sentence);
    }

    private static String opening(IncidentReport report) {
        Verdict verdict = report.verdict();
        String unit = Wording.sentenceCase(
                verdict.units() == 1 ? Wording.unit(report.units()) : Wording.unitsNoun(report.units()));
        MarkdownSection section = new MarkdownSection("# " + prose(Wording.kind(verdict.kind(), report.units())), 5_000)
                .line("**" + prose(verdict.headline()) + "**")
                .line("")
                .line("| " + unit + " | Retained | Share " + (report.erlang() == null ? "of heap" : "of memory")
                        + " | Confidence |")
                .line("|---:|---:|---:|---|")
                .line("| " + CountFormat.count(verdict.units()) + " | "
                        + Wording.bytesOrUnknown(verdict.retainedBytes())
                        + " | " + Wording.shareOrUnknown(verdict.retainedShare()) + " | "
                        + cellProse(verdict.confidence()) + ": " + cellProse(verdict.confidenceBecause()) + " |")
                .line("");
        if (!verdict.cause().equals("none")) {
            section.line("- **Cause:** " + prose(Wording.words(verdict.cause())) + " in "
                    + prose(verdict.subsystem().name()) + " ("
                    + prose(Wording.words(verdict.subsystem().category())) + ")");
        }
        String blockedFrame = verdict.blockedFrame();
        if (blockedFrame != null) {
            section.line("- **Blocked in:** " + code(blockedFrame));
        }
        return section.finish();
    }

    private static String remedy(Verdict.Remedy remedy) {
        StringBuilder line = new StringBuilder("- ").append(prose(remedy.text()));
        String key = remedy.key();
        if (key != null) {
            line.append(" Set ").append(code(key));
            String defaultValue = remedy.defaultValue();
            line.append(defaultValue == null ? "." : " (default " + code(defaultValue) + ").");
        }
        String reference = remedy.reference();
        return line.append(reference == null ? "" : " See " + code(reference) + ".")
                .toString();
    }

    private static String evidence(Evidence evidence) {
        var source = evidence.source();
        return "- " + prose(evidence.text()) + (source == null ? "" : " (" + code(Wording.source(source)) + ")");
    }

    private static String owner(Owner owner, String kind) {
        MarkdownSection section = new MarkdownSection("## " + Wording.owner(kind), 6_000)
                .line(code(owner.unit()) + " is " + prose(owner.doing()) + ". Known by: " + prose(owner.via()) + ".")
                .line("");
        if (!owner.stack().isEmpty()) {
            List<String> shown =
                    owner.stack().subList(0, Math.min(STACK_LINES, owner.stack().size()));
            section.codeBlock(shown).without(owner.stack().size() - shown.size());
        }
        return section.finish();
    }

    private static String holders(Group.Resource resource) {
        String summary = HeldResource.summary(resource);
        MarkdownSection section = new MarkdownSection("## Who holds it", 8_000)
                .line((summary.isEmpty() ? "" : prose(summary) + ". ") + "Known by: "
                        + prose(resource.via() == null ? "nothing" : resource.via()) + ".")
                .line("")
                .line("| Holder | Does | Reached from |")
                .line("|---|---|---|");
        int rows = Math.min(GROUP_ROWS, resource.holders().size());
        for (Group.Holder holder : resource.holders().subList(0, rows)) {
            String from = holder.holdingFrame();
            section.line("| " + cellCode(holder.unit()) + " | " + cellProse(holder.doing()) + " | "
                    + (from == null ? "–" : cellCode(from)) + " |");
        }
        return section.without(resource.holderCount() - rows).finish();
    }

    private static String groups(IncidentReport report) {
        if (report.groups().isEmpty()) {
            return "";
        }
        MarkdownSection section = new MarkdownSection("## Groups of " + Wording.unitsNoun(report.units()), 10_000)
                .line("| # | Blocked frame | Subsystem | Role | Units | Retained |")
                .line("|---:|---|---|---|---:|---:|");
        int rows = Math.min(GROUP_ROWS, report.groups().size());
        for (int i = 0; i < rows; i++) {
            Group group = report.groups().get(i);
            section.line("| " + (i + 1) + " | " + cellCode(group.blockedFrame()) + " | "
                    + (group.subsystem().id().equals("none")
                            ? "–"
                            : cellProse(group.subsystem().name())) + " | " + cellProse(group.role()) + " | "
                    + CountFormat.count(group.units()) + " | " + Wording.bytesOrUnknown(group.retainedBytes()) + " |");
        }
        for (int i = 0; i < rows; i++) {
            List<String> facts = report.groups().get(i).factTexts();
            if (!facts.isEmpty()) {
                section.line("").line("Group " + (i + 1) + " in the heap: " + prose(String.join("; ", facts)) + ".");
            }
        }
        return section.without(report.groups().size() - rows).finish();
    }

    private static String deadlock(Deadlock deadlock) {
        StringBuilder cycle = new StringBuilder("- ");
        for (Deadlock.Member member : deadlock.members()) {
            cycle.append(code(member.unit())).append(" holds ").append(code(member.holds()));
            cycle.append(", waits for ").append(code(member.waitsFor()));
            cycle.append(" in ").append(code(member.frame())).append("; ");
            if (cycle.length() > 3_000) {
                return cycle + "and so on, "
                        + CountFormat.count(deadlock.members().size()) + " in the cycle";
            }
        }
        return cycle + "closing the cycle";
    }

    private static String suspect(Suspect suspect) {
        String path = suspect.path().isEmpty() ? "" : ", by " + code(String.join(" → ", suspect.path()));
        return "- " + code(suspect.className()) + " keeps " + ByteFormat.bytes(suspect.retainedBytes()) + " ("
                + CountFormat.percent(suspect.retainedShare()) + "), "
                + CountFormat.counted(suspect.objects(), "object") + ", from " + prose(suspect.root()) + path;
    }

    private static String finding(Finding finding) {
        return "- **" + prose(finding.severity()) + "** " + prose(finding.text());
    }

    private static String memory(Memory memory) {
        MarkdownSection section = new MarkdownSection("## Where the memory is", 2_000)
                .line("| Holder | Bytes | Share |")
                .line("|---|---:|---:|");
        for (Memory.Holder holder : memory.byHolder()) {
            section.line("| " + cellProse(holder.holder()) + " | " + ByteFormat.bytes(holder.bytes()) + " | "
                    + CountFormat.percent(holder.bytes(), memory.totalBytes()) + " |");
        }
        return section.finish();
    }

    private static String notChecked(IncidentReport.NotChecked notChecked) {
        String command = notChecked.command();
        return "- " + prose(notChecked.what()) + ": " + prose(notChecked.because())
                + (command == null ? "" : " " + code(command));
    }

    private static String input(IncidentReport.Input input) {
        String capturedAt = input.capturedAt();
        return "- " + code(input.name()) + " (" + prose(input.kind()) + ", " + ByteFormat.bytes(input.bytes())
                + (capturedAt == null ? "" : ", " + prose(Wording.time(capturedAt)))
                + (input.complete() ? "" : ", **incomplete**") + "), SHA-256 " + code(input.sha256());
    }
}
