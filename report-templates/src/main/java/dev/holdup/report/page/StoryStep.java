package dev.holdup.report.page;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.text.HeldResource;
import dev.holdup.report.text.Wording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A step of the way that every report walks: memory → units → group → one member → owner → setting. Each leads to its
/// section; those of which the dumps tell nothing are left out.
///
/// @param question as a reader would ask
/// @param answer in a few words, with its figure
public record StoryStep(String question, String answer, String href) {

    static List<StoryStep> of(IncidentReport report) {
        List<StoryStep> steps = new ArrayList<>();
        Verdict verdict = report.verdict();
        Memory memory = report.memory();
        if (memory != null && !memory.byHolder().isEmpty()) {
            Memory.Holder first = memory.byHolder().getFirst();
            steps.add(new StoryStep(
                    "Where is the memory?",
                    ByteFormat.bytes(first.bytes()) + " of " + ByteFormat.bytes(memory.totalBytes()) + " in "
                            + first.holder(),
                    "#memory"));
        }
        Units units = report.units();
        if (units.total() > 0) {
            steps.add(new StoryStep(
                    "How many, doing what?",
                    Wording.units(units, units.total()) + ", " + CountFormat.count(units.idle()) + " idle",
                    "#units"));
        }
        addGroup(steps, report);
        addOwner(steps, report);
        if (!report.suspects().isEmpty() && verdict.group() == null) {
            Suspect suspect = report.suspects().getFirst();
            steps.add(new StoryStep(
                    "What keeps it?",
                    Wording.briefClass(suspect.className()) + ", " + ByteFormat.bytes(suspect.retainedBytes()),
                    "#suspects"));
        }
        if (!verdict.remedies().isEmpty()) {
            String key = verdict.remedies().stream()
                    .map(Verdict.Remedy::key)
                    .filter(setting -> setting != null)
                    .findFirst()
                    .orElse("see what to do");
            steps.add(new StoryStep("Which setting?", key, "#remedies"));
        }
        return steps;
    }

    private static void addGroup(List<StoryStep> steps, IncidentReport report) {
        Group group = verdictGroup(report);
        Integer index = report.verdict().group();
        String href = index == null ? null : GroupCard.href(index, report);
        if (group == null || href == null) {
            return;
        }
        Long retained = group.retainedBytes();
        steps.add(new StoryStep(
                "Which group?",
                CountFormat.count(group.units()) + " in " + Wording.brief(group.blockedFrame())
                        + (retained == null ? "" : ", " + ByteFormat.bytes(retained)),
                href));
        if (!group.stack().isEmpty() && !group.members().isEmpty()) {
            steps.add(new StoryStep(
                    "What does one do?",
                    group.members().getFirst() + ", "
                            + CountFormat.counted(group.stack().size(), "frame"),
                    href + "/stack"));
        }
    }

    private static void addOwner(List<StoryStep> steps, IncidentReport report) {
        Owner owner = report.verdict().owner();
        Group.Resource resource = HeldResource.of(report);
        if (owner != null) {
            steps.add(new StoryStep("Who holds it?", owner.unit() + ", " + owner.doing(), "#owner"));
        } else if (resource != null) {
            steps.add(new StoryStep("Who holds it?", CountFormat.counted(resource.holderCount(), "holder"), "#owner"));
        } else if (!report.deadlocks().isEmpty()) {
            steps.add(new StoryStep("Who holds it?", "they hold each other up", "#deadlocks"));
        }
    }

    private static @Nullable Group verdictGroup(IncidentReport report) {
        Integer index = report.verdict().group();
        return index == null || index < 0 || index >= report.groups().size()
                ? null
                : report.groups().get(index);
    }
}
