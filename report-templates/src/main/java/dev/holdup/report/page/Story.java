package dev.holdup.report.page;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.Deadlock;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.text.HeldResource;
import dev.holdup.report.text.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The drawing on the first screen: what happened, told left to right.
public sealed interface Story {

    /// Victims wait for something that an owner holds while it does something else.
    ///
    /// @param waitsFor null if it is not known
    /// @param owner null if it is not known
    /// @param resource what is waited for and several hold; null if that is not known
    record Waiting(
            DotField victims,
            String units,
            @Nullable String blockedFrame,
            Group.@Nullable WaitsFor waitsFor,
            @Nullable Owner owner,
            Group.@Nullable Resource resource)
            implements Story {}

    /// From a GC root along a path to an object, and what that one keeps.
    record Held(Suspect suspect, Capped<String> path, StackedBar content) implements Story {}

    record Cycle(CycleDrawing drawing, Capped<Deadlock.Member> members) implements Story {}

    /// Nobody to blame: everybody, by what they do.
    record Everybody(DotField units, List<Legend> legend) implements Story {}

    /// @param cssClass its colour
    record Legend(String label, String cssClass) {}

    /// The story of the verdict; that of everybody if the report lacks what another would need; null if
    /// there is nobody.
    static @Nullable Story of(IncidentReport report) {
        Verdict verdict = report.verdict();
        Optional<Story> told = switch (verdict.kind()) {
            case "deadlock" ->
                report.deadlocks().stream()
                        .findFirst()
                        .map(deadlock -> new Cycle(
                                CycleDrawing.of(deadlock.members().size()), Capped.of(deadlock.members(), 12)));
            case "retained-by-object" ->
                report.suspects().stream()
                        .filter(suspect -> suspect.thread() == null)
                        .findFirst()
                        .map(Story::held);
            // Of these no thread waits for another, and what keeps the memory is no suspect.
            case "queue-backlog", "class-loader-leak", "thread-flood", "healthy", "inconclusive" -> Optional.empty();
            default -> verdict.units() > 0 ? Optional.of(waiting(report)) : Optional.empty();
        };
        return told.isEmpty() && report.units().total() > 0 ? everybody(report.units()) : told.orElse(null);
    }

    private static Story waiting(IncidentReport report) {
        Verdict verdict = report.verdict();
        Integer index = verdict.group();
        Group group = index != null && index >= 0 && index < report.groups().size()
                ? report.groups().get(index)
                : null;
        String unit = Wording.unit(report.units());
        return new Waiting(
                DotField.of(List.of(new DotField.Crowd(verdict.units(), "accent")), unit),
                Wording.units(report.units(), verdict.units()),
                verdict.blockedFrame(),
                group == null ? null : group.waitsFor(),
                verdict.owner(),
                HeldResource.of(report));
    }

    private static Story held(Suspect suspect) {
        List<StackedBar.Part> parts = new ArrayList<>();
        int colour = 0;
        for (Suspect.Content content :
                suspect.content().subList(0, Math.min(5, suspect.content().size()))) {
            parts.add(new StackedBar.Part(
                    content.className(), ByteFormat.bytes(content.bytes()), content.bytes(), "part-" + colour++));
        }
        return new Held(suspect, Capped.of(suspect.path(), 6), StackedBar.of(parts));
    }

    private static Story everybody(Units units) {
        List<DotField.Crowd> crowds = new ArrayList<>();
        List<Legend> legend = new ArrayList<>();
        for (ActivityShare share : ActivityShare.of(units)) {
            crowds.add(new DotField.Crowd(share.units(), share.cssClass()));
            legend.add(new Legend(Wording.words(share.label()) + " " + share.figure(), share.cssClass()));
        }
        return new Everybody(DotField.of(crowds, Wording.unit(units)), legend);
    }
}
