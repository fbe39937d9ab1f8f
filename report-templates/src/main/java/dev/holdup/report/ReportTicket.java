package dev.holdup.report;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.CountFormat;
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
import dev.holdup.report.text.HeldResource;
import dev.holdup.report.text.PartialRead;
import dev.holdup.report.text.SuspectWords;
import dev.holdup.report.text.VisibleReport;
import dev.holdup.report.text.Wording;
import dev.holdup.report.ticket.Column;
import dev.holdup.report.ticket.Importance;
import dev.holdup.report.ticket.Line;
import dev.holdup.report.ticket.Ticket;
import dev.holdup.report.ticket.TicketSection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The report as it goes into a ticket, whatever the tracker.
final class ReportTicket {
    private static final int GROUP_ROWS = 25;
    private static final int STACK_LINES = 60;
    private static final int FIRST_LINES = 12;
    private static final int SHORT_LIST = 10;

    private ReportTicket() {}

    static Ticket of(IncidentReport report) {
        IncidentReport visible = VisibleReport.of(report);
        Verdict verdict = visible.verdict();
        List<TicketSection> sections = new ArrayList<>();
        sections.add(opening(visible));
        list(sections, "What to do", Importance.REMEDY, verdict.remedies(), ReportTicket::remedy);
        list(sections, "Why", Importance.CAUSE, verdict.explanation(), Line::prose);
        list(sections, "Evidence", Importance.EVIDENCE, verdict.evidence(), ReportTicket::evidence);
        Owner owner = verdict.owner();
        if (owner != null) {
            sections.add(owner(owner, verdict.kind()));
        }
        Group.Resource held = HeldResource.of(visible);
        if (held != null) {
            sections.add(holders(held));
        }
        if (!visible.groups().isEmpty()) {
            sections.add(groups(visible));
        }
        list(sections, "Deadlocks", Importance.CAUSE, visible.deadlocks(), ReportTicket::deadlock);
        list(sections, "What else keeps memory", Importance.EVIDENCE, visible.suspects(), ReportTicket::suspect);
        list(sections, "Findings", Importance.EVIDENCE, visible.findings(), ReportTicket::finding);
        Memory memory = visible.memory();
        if (memory != null) {
            sections.add(memory(memory));
        }
        Contents contents = visible.contents();
        if (contents != null) {
            sections.addAll(ContentsTicket.sections(contents));
        }
        HeapViews views = visible.views();
        if (views != null) {
            sections.addAll(ViewsTicket.sections(views));
        }
        ErlangFacts erlang = visible.erlang();
        if (erlang != null) {
            sections.addAll(ErlangTicket.sections(erlang));
        }
        list(sections, "Not checked", Importance.DETAIL, visible.notChecked(), ReportTicket::notChecked);
        list(sections, "Inputs", Importance.BACKGROUND, visible.inputs(), ReportTicket::input);
        return new Ticket(sections, visible.tool().name() + " " + visible.tool().version());
    }

    /// A list of its own, folded if it is long and not what the reader has come for.
    static <T> void list(
            List<TicketSection> sections,
            String heading,
            Importance importance,
            List<T> things,
            Function<T, Line> asLine) {
        if (things.isEmpty()) {
            return;
        }
        TicketSection section = TicketSection.of(heading, importance);
        if (things.size() > SHORT_LIST && importance.compareTo(Importance.EVIDENCE) >= 0) {
            section.folded();
        }
        things.forEach(thing -> section.item(asLine.apply(thing)));
        sections.add(section);
    }

    private static TicketSection opening(IncidentReport report) {
        Verdict verdict = report.verdict();
        String unit = Wording.sentenceCase(
                verdict.units() == 1 ? Wording.unit(report.units()) : Wording.unitsNoun(report.units()));
        TicketSection section = TicketSection.title(Wording.kind(verdict.kind(), report.units()))
                .text(Line.strong(verdict.headline()))
                .table(
                        Column.number(unit),
                        Column.number("Retained"),
                        Column.number("Share " + (report.erlang() == null ? "of heap" : "of memory")),
                        Column.text("Confidence"))
                .row(
                        Line.prose(CountFormat.count(verdict.units())),
                        Line.prose(Wording.bytesOrUnknown(verdict.retainedBytes())),
                        Line.prose(Wording.shareOrUnknown(verdict.retainedShare())),
                        Line.prose(verdict.confidence() + ": " + verdict.confidenceBecause()));
        PartialRead partial = PartialRead.of(report);
        if (partial != null) {
            section.item(Line.strong("Read in part:").andProse(" " + partial.text()));
        }
        if (!verdict.cause().equals("none")) {
            section.item(Line.strong("Cause:")
                    .andProse(" " + Wording.words(verdict.cause()) + " in "
                            + verdict.subsystem().name() + " ("
                            + Wording.words(verdict.subsystem().category()) + ")"));
        }
        String blockedFrame = verdict.blockedFrame();
        return blockedFrame == null
                ? section
                : section.item(Line.strong("Blocked in:").andProse(" ").andCode(blockedFrame));
    }

    private static Line remedy(Verdict.Remedy remedy) {
        Line line = Line.prose(remedy.text());
        String key = remedy.key();
        if (key != null) {
            line = line.andProse(" Set ").andCode(key);
            String defaultValue = remedy.defaultValue();
            line = defaultValue == null
                    ? line.andProse(".")
                    : line.andProse(" (default ").andCode(defaultValue).andProse(").");
        }
        String reference = remedy.reference();
        return reference == null
                ? line
                : line.andProse(" See ").andCode(reference).andProse(".");
    }

    private static Line evidence(Evidence evidence) {
        var source = evidence.source();
        Line line = Line.prose(evidence.text());
        return source == null
                ? line
                : line.andProse(" (").andCode(Wording.source(source)).andProse(")");
    }

    private static TicketSection owner(Owner owner, String kind) {
        TicketSection section = TicketSection.of(Wording.owner(kind), Importance.CAUSE)
                .text(Line.code(owner.unit()).andProse(" is " + owner.doing() + ". Known by: " + owner.via() + "."));
        List<String> stack = owner.stack();
        if (!stack.isEmpty()) {
            section.code(stack.subList(0, Math.min(FIRST_LINES, stack.size())));
        }
        if (stack.size() > FIRST_LINES) {
            List<String> rest = stack.subList(FIRST_LINES, Math.min(STACK_LINES, stack.size()));
            section.foldedCode("Called from", rest).without(stack.size() - STACK_LINES);
        }
        return section;
    }

    private static TicketSection holders(Group.Resource resource) {
        String summary = HeldResource.summary(resource);
        TicketSection section = TicketSection.of("Who holds it", Importance.CAUSE)
                .text(Line.prose((summary.isEmpty() ? "" : summary + ". ") + "Known by: "
                        + (resource.via() == null ? "nothing" : resource.via()) + "."))
                .table(Column.text("Holder"), Column.text("Does"), Column.text("Reached from"));
        int rows = Math.min(GROUP_ROWS, resource.holders().size());
        for (Group.Holder holder : resource.holders().subList(0, rows)) {
            String from = holder.holdingFrame();
            section.row(
                    Line.code(holder.unit()),
                    Line.prose(holder.doing()),
                    from == null ? Line.prose("–") : Line.code(from));
        }
        return section.without(resource.holderCount() - rows);
    }

    private static TicketSection groups(IncidentReport report) {
        TicketSection section = TicketSection.of("Groups of " + Wording.unitsNoun(report.units()), Importance.EVIDENCE)
                .table(
                        Column.number("No."),
                        Column.text("Blocked frame"),
                        Column.text("Subsystem"),
                        Column.text("Role"),
                        Column.number("Units"),
                        Column.number("Retained"));
        int rows = Math.min(GROUP_ROWS, report.groups().size());
        for (int i = 0; i < rows; i++) {
            Group group = report.groups().get(i);
            section.row(
                    Line.prose(String.valueOf(i + 1)),
                    Line.code(group.blockedFrame()),
                    Line.prose(
                            group.subsystem().id().equals("none")
                                    ? "–"
                                    : group.subsystem().name()),
                    Line.prose(group.role()),
                    Line.prose(CountFormat.count(group.units())),
                    Line.prose(Wording.bytesOrUnknown(group.retainedBytes())));
        }
        for (int i = 0; i < rows; i++) {
            List<String> facts = report.groups().get(i).factTexts();
            if (!facts.isEmpty()) {
                section.text(Line.prose("Group " + (i + 1) + " in the heap: " + String.join("; ", facts) + "."));
            }
        }
        return section.without(report.groups().size() - rows);
    }

    private static Line deadlock(Deadlock deadlock) {
        int most = 12;
        Line cycle = Line.EMPTY;
        for (Deadlock.Member member : deadlock.members().stream().limit(most).toList()) {
            cycle = cycle.andCode(member.unit())
                    .andProse(" holds ")
                    .andCode(member.holds())
                    .andProse(", waits for ")
                    .andCode(member.waitsFor())
                    .andProse(" in ")
                    .andCode(member.frame())
                    .andProse("; ");
        }
        return cycle.andProse(
                deadlock.members().size() > most
                        ? "and so on, " + CountFormat.count(deadlock.members().size()) + " in the cycle"
                        : "closing the cycle");
    }

    private static Line suspect(Suspect suspect) {
        Line line = Line.code(suspect.className())
                .andProse(" keeps " + ByteFormat.bytes(suspect.retainedBytes()) + " ("
                        + CountFormat.percent(suspect.retainedShare()) + "), "
                        + CountFormat.counted(suspect.objects(), "object") + ", from " + suspect.root());
        if (!suspect.path().isEmpty()) {
            line = line.andProse(", by ").andCode(String.join(" → ", suspect.path()));
        }
        for (Suspect.Way way : suspect.ways()) {
            line = line.andProse(
                            suspect.objects() == 1 ? "; also by " : "; " + CountFormat.count(way.objects()) + " by ")
                    .andCode(SuspectWords.way(way));
        }
        Suspect.Loader loader = suspect.loader();
        return loader == null ? line : line.andProse(". " + SuspectWords.loader(loader));
    }

    private static Line finding(Finding finding) {
        return Line.strong(finding.severity()).andProse(" " + finding.text());
    }

    private static TicketSection memory(Memory memory) {
        TicketSection section = TicketSection.of("Where the memory is", Importance.EVIDENCE)
                .table(Column.text("Holder"), Column.number("Bytes"), Column.number("Share"));
        for (Memory.Holder holder : memory.byHolder()) {
            section.row(
                    Line.prose(holder.holder()),
                    Line.prose(ByteFormat.bytes(holder.bytes())),
                    Line.prose(CountFormat.percent(holder.bytes(), memory.totalBytes())));
        }
        return section;
    }

    private static Line notChecked(IncidentReport.NotChecked notChecked) {
        String command = notChecked.command();
        Line line = Line.prose(notChecked.what() + ": " + notChecked.because());
        return command == null ? line : line.andProse(" ").andCode(command);
    }

    static Line input(IncidentReport.Input input) {
        String capturedAt = input.capturedAt();
        Line line = Line.code(input.name())
                .andProse(" (" + input.kind() + ", " + ByteFormat.bytes(input.bytes())
                        + (capturedAt == null ? "" : ", " + Wording.time(capturedAt)));
        if (!input.complete()) {
            line = line.andProse(", ").andStrong("incomplete");
        }
        line = line.andProse("), SHA-256 ").andCode(input.sha256());
        if (!input.complete() && !input.warnings().isEmpty()) {
            IncidentReport.Warning first = input.warnings().getFirst();
            int more = input.warnings().size() - 1;
            line = line.andProse(". " + first.text() + " " + first.effect()
                    + (more == 0 ? "" : " And " + CountFormat.counted(more, "further warning") + "."));
        }
        return line;
    }
}
