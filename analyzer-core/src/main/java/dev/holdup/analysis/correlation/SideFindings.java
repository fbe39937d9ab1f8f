package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is worth knowing whatever the verdict.
final class SideFindings {
    private static final double MUCH_MEMORY = 0.10;

    /// Of a processor.
    private static final double MUCH_TIME = 0.5;

    private static final long SHORTEST_MILLIS = 200;
    private static final int MOST_BUSY = 5;

    private SideFindings() {}

    /// @param unexplained waiting groups of which nothing says what they wait for
    static List<Finding> of(Incident incident, RankedGroups ranked, List<StackGroup> unexplained) {
        List<Finding> findings = new ArrayList<>();
        MemoryFacts memory = incident.memory();
        if (memory != null) {
            Source heap = new Source(memory.input(), null, null);
            for (Unit unit : incident.units()) {
                HeapThread heapThread = unit.heapThread();
                if (heapThread != null && heapThread.outOfMemory()) {
                    findings.add(new Finding(
                            "out-of-memory",
                            "high",
                            outOfMemory(incident, unit, heapThread),
                            List.of(new Evidence(
                                    "Its stack begins in the constructor of an OutOfMemoryError.", heap))));
                }
            }
            for (StackGroup group : incident.groups().groups()) {
                Long retained = incident.retainedOf(group);
                if (group.idle() && retained != null && memory.share(retained) >= MUCH_MEMORY) {
                    findings.add(new Finding(
                            "idle-memory",
                            "medium",
                            Words.threads(group.size()) + " that only wait for work at " + group.blockedFrame()
                                    + " keep " + Words.bytes(retained) + " (" + Words.percent(memory.share(retained))
                                    + ") alive: look at their thread-locals.",
                            List.of(new Evidence("Retained size of the group.", heap))));
                }
            }
        }
        for (StackGroup group : unexplained) {
            Source source = RankedGroups.source(
                    incident.waits().reasonSource(group.members().getFirst()));
            findings.add(new Finding(
                    "unexplained-wait",
                    "low",
                    Words.threads(group.size()) + " wait at " + WaitWords.place(group)
                            + "; no rule and no lock says for whom.",
                    source == null ? List.of() : List.of(new Evidence("One of them.", source))));
        }
        for (String note : incident.waits().notes()) {
            findings.add(new Finding("contradiction", "info", note, List.of()));
        }
        findings.addAll(ContentFindings.of(incident));
        findings.addAll(busy(incident));
        for (JoinedUnits.LeftOut other : incident.waits().joined().leftOut()) {
            findings.add(new Finding(
                    "different-jvm",
                    "high",
                    other.text(),
                    List.of(new Evidence("Its first line.", RankedGroups.source(other.location())))));
        }
        if (ranked.leftOut() > 0) {
            findings.add(new Finding(
                    "groups-left-out",
                    "info",
                    ranked.leftOut() + " smaller groups are left out of this report.",
                    List.of()));
        }
        return findings;
    }

    /// With what it was doing, and what it keeps.
    private static String outOfMemory(Incident incident, Unit unit, HeapThread thread) {
        Long kept = incident.retainedOf(unit);
        String place = thread.frames().stream()
                .map(JvmFrame::qualifiedName)
                .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun."))
                .findFirst()
                .orElse("");
        return "The heap dump was written when " + unit.name() + " ran out of memory"
                + (place.isEmpty() ? "" : " in " + place)
                + (kept == null ? "." : "; it alone keeps " + Words.bytes(kept) + " alive.");
    }

    /// Threads that used a good part of a processor from the first thread dump to the last.
    private static List<Finding> busy(Incident incident) {
        record Busy(Unit unit, UnitPace pace, double share) {}
        List<Busy> busy = new ArrayList<>();
        for (Unit unit : incident.units()) {
            UnitPace pace = UnitPace.of(unit, incident);
            Long cpu = pace.cpuMillis();
            Long elapsed = pace.elapsedMillis();
            if (cpu != null && elapsed != null && elapsed >= SHORTEST_MILLIS && cpu >= MUCH_TIME * elapsed) {
                busy.add(new Busy(unit, pace, (double) cpu / elapsed));
            }
        }
        busy.sort(Comparator.comparingDouble(Busy::share).reversed());
        return busy.stream()
                .limit(MOST_BUSY)
                .map(one -> new Finding(
                        "busy-thread",
                        "info",
                        Words.brief(one.unit().name()) + " used " + Words.percent(Math.min(1, one.share()))
                                + " of a processor between the thread dumps.",
                        List.of(new Evidence(
                                "Processor time " + one.pace().cpuMillis() + " ms of "
                                        + one.pace().elapsedMillis() + " ms.",
                                one.unit().latest() == null
                                        ? null
                                        : RankedGroups.source(
                                                one.unit().latest().location())))))
                .toList();
    }
}
