package dev.holdup.cli;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.inspection.Capped;
import dev.holdup.analysis.inspection.ClassFacts;
import dev.holdup.analysis.inspection.Inspection;
import dev.holdup.analysis.inspection.ObjectFacts;
import dev.holdup.analysis.inspection.ObjectRef;
import dev.holdup.analysis.inspection.PathFacts;
import dev.holdup.analysis.inspection.ThreadFacts;

/// One object, class, thread or path for people to read.
final class InspectionText {
    private final InspectionLines lines = new InspectionLines();

    private InspectionText() {}

    static String of(Inspection inspection) {
        InspectionText text = new InspectionText();
        switch (inspection) {
            case ObjectFacts object -> text.object(object);
            case ClassFacts type -> text.type(type);
            case ThreadFacts thread -> text.thread(thread);
            case PathFacts path -> text.path(path);
        }
        return text.lines.toString();
    }

    private void object(ObjectFacts facts) {
        lines.line(InspectionLines.object(facts.object()));
        lines.line(InspectionLines.reachability(facts.reachability()));
        facts.roots().forEach(root -> lines.line("GC root: " + InspectionLines.name(root)));
        Integer length = facts.length();
        if (length != null) {
            lines.line("length " + CountFormat.count(length));
        }
        if (facts.fields() != null) {
            lines.section("", "field", facts.fields(), InspectionLines::field);
        }
        if (facts.elements() != null) {
            lines.section(
                    "Not null",
                    "element",
                    facts.elements(),
                    element -> "[" + element.index() + "]: " + InspectionLines.object(element.reference()));
        }
        if (facts.values() != null) {
            lines.section("Content", "element", facts.values(), InspectionLines::value);
        }
        referrers(facts.referrers());
        lines.section(
                "Kept alive by, the immediate dominator first", "object", facts.dominators(), InspectionLines::object);
        if (facts.dominators().total() == 0 && facts.reachability().equals("strong")) {
            lines.line("");
            lines.line("Kept alive by GC roots, by no single object below them");
        }
        lines.section("Keeps alive as immediate dominator", "object", facts.dominates(), InspectionLines::object);
    }

    private void type(ClassFacts facts) {
        ObjectRef classObject = facts.classObject();
        lines.line("class " + InspectionLines.name(facts.name())
                + (classObject == null
                        ? ""
                        : " " + classObject.address() + " (" + InspectionLines.sizes(classObject) + ")"));
        if (facts.superclass() != null) {
            lines.line("extends " + InspectionLines.name(facts.superclass()));
        }
        lines.line(
                "loaded by " + (facts.loader() == null ? "the boot loader" : InspectionLines.object(facts.loader())));
        lines.line(CountFormat.counted(facts.instances(), "instance")
                + ": shallow " + ByteFormat.bytes(facts.shallowBytes())
                + ", retained " + ByteFormat.bytes(facts.retainedBytes())
                + (facts.unreachableInstances() == 0
                        ? ""
                        : "; besides, " + CountFormat.counted(facts.unreachableInstances(), "unreachable instance")));
        lines.section("", "static field", facts.staticFields(), InspectionLines::field);
        lines.section(
                "Declared by the class",
                "instance field",
                facts.instanceFields(),
                field -> InspectionLines.name(field.name()) + ": " + field.type());
        lines.section("", "direct subclass", facts.subclasses(), InspectionLines::name);
        lines.section("Largest first", "instance", facts.largest(), InspectionLines::object);
        if (facts.referrers() != null) {
            referrers(facts.referrers());
        }
    }

    private void referrers(Capped<ObjectFacts.Referrer> referrers) {
        lines.section(
                "Referred to by",
                "object",
                referrers,
                referrer -> InspectionLines.object(referrer.object()) + " by " + InspectionLines.via(referrer.via()));
    }

    private void thread(ThreadFacts facts) {
        lines.line(InspectionLines.object(facts.thread()));
        lines.line((facts.threadId() == null ? "" : "#" + facts.threadId() + " ")
                + (facts.virtual() ? "virtual, " : facts.daemon() ? "daemon, " : "")
                + (facts.state() == null ? "state unknown" : facts.state())
                + (facts.detail().isEmpty() ? "" : " (" + InspectionLines.name(facts.detail()) + ")"));
        ThreadFacts.WaitsFor waitsFor = facts.waitsFor();
        if (waitsFor != null) {
            lines.line("waits for " + InspectionLines.object(waitsFor.object()) + " (" + waitsFor.how() + ")");
            if (waitsFor.owner() != null) {
                lines.line("held by " + InspectionLines.object(waitsFor.owner()));
            }
        }
        if (waitsFor == null && "BLOCKED".equals(facts.state())) {
            lines.line("waits for a monitor, which a heap dump does not name: likely a local of the innermost frame");
        }
        lines.line("");
        lines.line(CountFormat.counted(facts.frames().total(), "frame"));
        for (ThreadFacts.Frame frame : facts.frames().shown()) {
            lines.line("  at " + InspectionLines.name(frame.text())
                    + (frame.retainedBytes() == 0
                            ? ""
                            : "  retained by its locals " + ByteFormat.bytes(frame.retainedBytes())));
            lines.list("       ", "local", frame.locals(), InspectionLines::object);
        }
        lines.more("  ", facts.frames().left(), "frame");
        lines.section("Held in no frame that is known", "object", facts.otherLocals(), InspectionLines::object);
    }

    private void path(PathFacts facts) {
        lines.line("From a GC root to " + InspectionLines.object(facts.object()));
        lines.line(InspectionLines.reachability(facts.reachability()));
        if (facts.root() == null) {
            return;
        }
        lines.line("");
        lines.line("root: " + facts.root()
                + (facts.thread() == null ? "" : " of " + InspectionLines.identity(facts.thread()))
                + (facts.frame() == null ? "" : " in " + InspectionLines.name(facts.frame())));
        int gap = facts.leftOut() == 0 ? -1 : (facts.steps().size() + 1) / 2;
        for (int i = 0; i < facts.steps().size(); i++) {
            if (i == gap) {
                lines.line("  … " + CountFormat.counted(facts.leftOut(), "more object") + " …");
            }
            PathFacts.Step step = facts.steps().get(i);
            lines.line("  " + (step.via() == null ? "" : InspectionLines.via(step.via()) + " → ")
                    + InspectionLines.object(step.object()));
        }
        if (gap == facts.steps().size()) {
            lines.line("  … " + CountFormat.counted(facts.leftOut(), "more object") + " …");
        }
    }
}
