package dev.holdup.report;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.text.ContentsWords;
import dev.holdup.report.text.HeldResource;
import dev.holdup.report.text.PartialRead;
import dev.holdup.report.text.Tone;
import dev.holdup.report.text.VisibleReport;
import dev.holdup.report.text.Wording;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.StringJoiner;

/// The summary for a terminal: about one screen, at most 80 columns.
public final class TextReport implements ReportWriter {
    private static final int OWNER_FRAMES = 6;
    private static final int GROUP_LINES = 6;
    private static final int OTHER_LINES = 3;
    private static final int LONG_QUEUE = 1_000;

    private final boolean colours;

    /// @param colours ANSI escape sequences of our own; names from the dump never bring any
    public TextReport(boolean colours) {
        this.colours = colours;
    }

    @Override
    public void write(IncidentReport report, Writer out) throws IOException {
        IncidentReport visible = VisibleReport.of(report);
        TerminalLines lines = new TerminalLines(colours);
        verdict(visible, lines);
        Owner owner = visible.verdict().owner();
        if (owner != null) {
            owner(owner, visible.verdict().kind(), lines);
        }
        Group.Resource held = HeldResource.of(visible);
        if (held != null) {
            holders(held, lines);
        }
        remedies(visible.verdict().remedies(), lines);
        Memory memory = visible.memory();
        if (memory != null) {
            memory(memory, lines);
        }
        units(visible, lines);
        ErlangFacts erlang = visible.erlang();
        if (erlang != null) {
            ErlangText.lastWords(erlang, lines);
            ErlangText.mailboxes(erlang, lines);
        }
        groups(visible.groups(), lines);
        suspects(visible.suspects(), lines);
        Contents contents = visible.contents();
        if (contents != null) {
            contents(contents, lines);
        }
        HeapViews views = visible.views();
        if (views != null) {
            ViewsText.lines(views, lines);
        }
        notChecked(visible, lines);
        out.write(lines.toString());
        out.flush();
    }

    private static void verdict(IncidentReport report, TerminalLines lines) {
        Verdict verdict = report.verdict();
        Tone tone = Tone.of(verdict.kind());
        lines.title(Wording.kind(verdict.kind(), report.units()), tone);
        lines.paragraph(verdict.headline());
        StringJoiner figures = new StringJoiner("   ");
        if (verdict.units() > 0) {
            figures.add(Wording.units(report.units(), verdict.units()));
        }
        Long retained = verdict.retainedBytes();
        Double share = verdict.retainedShare();
        if (retained != null) {
            figures.add(ByteFormat.bytes(retained) + " retained"
                    + (share == null
                            ? ""
                            : ", " + CountFormat.percent(share) + " " + Wording.ofMemory(report.units())));
        }
        if (figures.length() > 0) {
            lines.strong(figures.toString());
        }
        PartialRead partial = PartialRead.of(report);
        if (partial != null) {
            lines.strong("Read in part: " + partial.text());
        }
        lines.quiet(Wording.sentenceCase(verdict.confidence()) + " confidence: " + verdict.confidenceBecause());
        lines.blank();
        String blockedFrame = verdict.blockedFrame();
        if (blockedFrame != null) {
            lines.labelled("Blocked in", blockedFrame);
        }
    }

    private static void owner(Owner owner, String kind, TerminalLines lines) {
        lines.labelled(kind.equals("queue-backlog") ? "Worker" : "Held by", owner.unit() + ", " + owner.doing());
        List<String> stack = owner.stack();
        for (String frame : stack.subList(0, Math.min(OWNER_FRAMES, stack.size()))) {
            lines.frame(frame);
        }
        lines.more(stack.size() - OWNER_FRAMES, "frame");
    }

    private static void holders(Group.Resource resource, TerminalLines lines) {
        String summary = HeldResource.summary(resource);
        String label = "Held by";
        if (!summary.isEmpty()) {
            lines.labelled(label, summary);
            label = "";
        }
        for (Group.Holder holder : resource.holders()
                .subList(0, Math.min(OTHER_LINES, resource.holders().size()))) {
            lines.labelled(label, holder.unit() + ", " + holder.doing());
            label = "";
        }
        lines.more(resource.holderCount() - OTHER_LINES, "holder");
    }

    private static void remedies(List<Verdict.Remedy> remedies, TerminalLines lines) {
        String label = "Remedy";
        for (Verdict.Remedy remedy : remedies.subList(0, Math.min(OTHER_LINES, remedies.size()))) {
            lines.labelled(label, remedy.text());
            String key = remedy.key();
            if (key != null) {
                String defaultValue = remedy.defaultValue();
                lines.key(key, defaultValue == null ? "" : " (default " + defaultValue + ")");
            }
            label = "";
        }
        lines.more(remedies.size() - OTHER_LINES, "setting");
    }

    private static void memory(Memory memory, TerminalLines lines) {
        StringJoiner parts = new StringJoiner(", ");
        for (Memory.Holder holder : memory.byHolder()
                .subList(0, Math.min(GROUP_LINES, memory.byHolder().size()))) {
            parts.add(holder.holder() + " " + ByteFormat.bytes(holder.bytes()));
        }
        lines.labelled("Memory", ByteFormat.bytes(memory.totalBytes()) + ": " + parts);
    }

    private static void units(IncidentReport report, TerminalLines lines) {
        StringJoiner parts = new StringJoiner(", ");
        report.units().byActivity().forEach((activity, units) -> parts.add(CountFormat.count(units) + " " + activity));
        String idle = report.units().idle() > 0
                ? " (" + CountFormat.count(report.units().idle()) + " of them idle)"
                : "";
        lines.labelled(
                Wording.sentenceCase(Wording.unitsNoun(report.units())),
                CountFormat.count(report.units().total()) + ": " + parts + idle);
    }

    private static void groups(List<Group> groups, TerminalLines lines) {
        List<Group> telling = groups.stream().filter(group -> !group.idle()).toList();
        if (telling.isEmpty()) {
            return;
        }
        lines.heading("Groups");
        for (Group group : telling.subList(0, Math.min(GROUP_LINES, telling.size()))) {
            lines.row(
                    CountFormat.count(group.units()),
                    Wording.bytesOrUnknown(group.retainedBytes()),
                    group.role(),
                    Wording.brief(group.blockedFrame())
                            + (group.subsystem().id().equals("none")
                                    ? ""
                                    : "  " + group.subsystem().name()));
            if (!group.factTexts().isEmpty()) {
                lines.labelled("", "in the heap: " + String.join("; ", group.factTexts()));
            }
        }
        lines.more(telling.size() - GROUP_LINES, "group");
    }

    private static void suspects(List<Suspect> suspects, TerminalLines lines) {
        if (suspects.isEmpty()) {
            return;
        }
        lines.heading("What else keeps memory");
        for (Suspect suspect : suspects.subList(0, Math.min(OTHER_LINES, suspects.size()))) {
            String start =
                    suspect.path().isEmpty() ? suspect.root() : suspect.path().getFirst();
            lines.row(
                    CountFormat.count(suspect.objects()),
                    ByteFormat.bytes(suspect.retainedBytes()),
                    CountFormat.percent(suspect.retainedShare()),
                    Wording.briefClass(suspect.className()) + " from " + start);
        }
        lines.more(suspects.size() - OTHER_LINES, "suspect");
    }

    /// The longest queue, what is kept outside of the heap, and the waste: a line each.
    private static void contents(Contents contents, TerminalLines lines) {
        contents.queues().stream()
                .filter(queue -> queue.size() >= LONG_QUEUE)
                .limit(1)
                .forEach(queue -> lines.labelled(
                        "Queue",
                        ContentsWords.holds(queue) + " in a " + Wording.briefClass(queue.className()) + ", "
                                + ByteFormat.bytes(queue.retainedBytes()) + "; taken out by "
                                + ContentsWords.pool(queue)));
        String waste = ContentsWords.wasteByKind(contents);
        if (!waste.isEmpty()) {
            lines.labelled("Waste", waste);
        }
    }

    private static void notChecked(IncidentReport report, TerminalLines lines) {
        lines.blank();
        for (IncidentReport.Input input : report.inputs()) {
            if (!input.complete()) {
                lines.labelled(
                        "Incomplete",
                        input.name()
                                + (input.warnings().isEmpty()
                                        ? ""
                                        : ": " + input.warnings().getFirst().text()));
            }
        }
        List<IncidentReport.NotChecked> left = report.notChecked();
        for (IncidentReport.NotChecked notChecked : left.subList(0, Math.min(OTHER_LINES, left.size()))) {
            lines.labelled("Not checked", notChecked.what() + ": " + notChecked.because());
            String command = notChecked.command();
            if (command != null) {
                lines.key(command, "");
            }
        }
        lines.more(left.size() - OTHER_LINES, "check");
    }
}
