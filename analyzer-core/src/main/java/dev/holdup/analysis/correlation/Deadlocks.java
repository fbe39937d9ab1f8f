package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.findings.Deadlock;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitCycle;
import dev.holdup.analysis.waits.WaitEdge;
import dev.holdup.analysis.waits.WaitReason;
import dev.holdup.dumps.model.LockUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cycles of waiting, with all that queue behind them.
///
/// The verdict's figures are those of the cycle; who queues behind is told beside and is a group of its own.
final class Deadlocks {
    /// A deadlock never passes by itself: it outweighs whatever is merely likely.
    private static final double CERTAIN = 2;

    private static final Subsystem LOCKS = new Subsystem("application-lock", "Application lock", "application-lock");
    private static final Subsystem CLASS_INITIALIZATION =
            new Subsystem("class-initialization", "Class initialization", "class-initialization");

    private final Incident incident;
    private final RankedGroups ranked;

    Deadlocks(Incident incident, RankedGroups ranked) {
        this.incident = incident;
        this.ranked = ranked;
    }

    List<Deadlock> toFindings() {
        List<Deadlock> deadlocks = new ArrayList<>();
        for (WaitCycle cycle : incident.cycles()) {
            List<Deadlock.Member> members = new ArrayList<>();
            for (int place = 0; place < cycle.members().size(); place++) {
                Unit unit = member(cycle, place);
                Unit before =
                        member(cycle, Math.floorMod(place - 1, cycle.members().size()));
                members.add(new Deadlock.Member(
                        unit.name(),
                        lock(incident.waits().reason(before)),
                        lock(incident.waits().reason(unit)),
                        incident.groups().frameByUnit()[unit.index()].name()));
            }
            deadlocks.add(new Deadlock(List.copyOf(members)));
        }
        return deadlocks;
    }

    List<Explanation> find() {
        List<Explanation> found = new ArrayList<>();
        int[] cycleByUnit = cycleByUnit();
        for (int cycle = 0; cycle < incident.cycles().size(); cycle++) {
            found.add(explain(incident.cycles().get(cycle), unitsOf(cycle, cycleByUnit)));
        }
        return found;
    }

    private Explanation explain(WaitCycle cycle, List<Unit> units) {
        List<Unit> members = cycle.members().stream().map(incident.units()::get).toList();
        int bystanders = units.size() - members.size();
        Long retained = retained(members);
        MemoryFacts memory = incident.memory();
        Double share = memory == null || retained == null ? null : memory.share(retained);
        String queue = bystanders == 0 ? "" : ", and " + Words.threads(bystanders) + " more queue up behind them";
        String kept = retained == null || share == null
                ? ""
                : "; the cycle keeps " + Words.bytes(retained) + " (" + Words.percent(share) + ") alive";
        StackGroup group = incident.groups().groupOf(members.getFirst());
        double covered = incident.activeUnits() == 0 ? 0 : (double) units.size() / incident.activeUnits();
        return new Explanation(
                CERTAIN + covered,
                "deadlock",
                Words.list(members.stream()
                                .limit(4)
                                .map(unit -> Words.brief(unit.name()))
                                .toList())
                        + (members.size() > 4 ? " and " + (members.size() - 4) + " others" : "")
                        + " wait for each other and will never go on" + queue + kept + ".",
                cycle.edgesKnown() && inferred(members).isEmpty() ? Confidence.HIGH : Confidence.MEDIUM,
                !inferred(members).isEmpty()
                        ? "Not every wait of the cycle is certain: who holds what "
                                + inferred(members).getFirst().name() + " waits for is "
                                + knownBy(inferred(members).getFirst()) + "."
                        : cycle.edgesKnown()
                                ? "Every wait of the cycle is known"
                                        + (cycle.reportedByJvm() ? ", and the JVM reports the same deadlock." : ".")
                                : "The JVM reports it, but the dump does not show every wait of the cycle.",
                members.stream().allMatch(Unit::classInitialization) ? CLASS_INITIALIZATION : LOCKS,
                "deadlock",
                incident.groups().frameByUnit()[members.getFirst().index()].name(),
                members.size(),
                retained,
                share,
                ranked.rank(group),
                null,
                List.of(
                        "Each of these threads holds a lock that the one before it waits for, so none can go on.",
                        "Only a restart ends it; a common order of taking the locks prevents it."),
                evidence(cycle),
                List.of(
                        new Remedy("Take the locks in the same order everywhere.", null, null, null),
                        new Remedy("Use tryLock with a timeout where an order cannot be kept.", null, null, null)));
    }

    /// Members of whom it is only inferred for whom they wait.
    private List<Unit> inferred(List<Unit> members) {
        return members.stream()
                .filter(unit -> {
                    WaitEdge edge = incident.waits().edge(unit);
                    return edge != null && edge.knownBy().isInferred();
                })
                .toList();
    }

    private String knownBy(Unit unit) {
        WaitEdge edge = incident.waits().edge(unit);
        return edge == null ? "unknown" : edge.knownBy().label();
    }

    private List<Evidence> evidence(WaitCycle cycle) {
        List<Evidence> evidence = new ArrayList<>();
        for (int place = 0; place < cycle.members().size(); place++) {
            Unit unit = member(cycle, place);
            Unit next = member(cycle, (place + 1) % cycle.members().size());
            WaitEdge edge = incident.waits().edge(unit);
            Source source = RankedGroups.source(incident.waits().reasonSource(unit));
            MemoryFacts memory = incident.memory();
            if (source == null && memory != null) {
                source = new Source(memory.input(), null, null);
            }
            evidence.add(new Evidence(
                    unit.name() + " waits for " + lock(incident.waits().reason(unit)) + ", which " + next.name()
                            + " holds"
                            + (edge == null ? "" : " (" + edge.knownBy().label() + ")") + ".",
                    source));
        }
        return evidence;
    }

    /// Cycle that each unit is in or waits behind, −1 for none.
    private int[] cycleByUnit() {
        int[] owners = incident.waits().owners();
        int[] cycleByUnit = new int[owners.length];
        Arrays.fill(cycleByUnit, -1);
        for (int cycle = 0; cycle < incident.cycles().size(); cycle++) {
            for (int member : incident.cycles().get(cycle).members()) {
                cycleByUnit[member] = cycle;
            }
        }
        for (int start = 0; start < owners.length; start++) {
            int unit = start;
            int steps = 0;
            while (unit >= 0 && cycleByUnit[unit] < 0 && steps++ <= owners.length) {
                unit = owners[unit];
            }
            if (unit >= 0) {
                mark(start, cycleByUnit[unit], owners, cycleByUnit);
            }
        }
        return cycleByUnit;
    }

    private static void mark(int start, int cycle, int[] owners, int[] cycleByUnit) {
        for (int unit = start; unit >= 0 && cycleByUnit[unit] < 0; unit = owners[unit]) {
            cycleByUnit[unit] = cycle;
        }
    }

    private List<Unit> unitsOf(int cycle, int[] cycleByUnit) {
        return incident.units().stream()
                .filter(unit -> cycleByUnit[unit.index()] == cycle)
                .toList();
    }

    /// Of whole groups as groups, of others thread by thread: what they share with each other is then left out.
    private @Nullable Long retained(List<Unit> units) {
        if (incident.memory() == null) {
            return null;
        }
        Map<StackGroup, List<Unit>> byGroup = new HashMap<>();
        units.forEach(unit -> byGroup.computeIfAbsent(incident.groups().groupOf(unit), key -> new ArrayList<>())
                .add(unit));
        long sum = 0;
        for (Map.Entry<StackGroup, List<Unit>> entry : byGroup.entrySet()) {
            if (entry.getValue().size() == entry.getKey().size()) {
                Long retained = incident.retainedOf(entry.getKey());
                sum += retained == null ? 0 : retained;
                continue;
            }
            for (Unit unit : entry.getValue()) {
                Long retained = incident.retainedOf(unit);
                sum += retained == null ? 0 : retained;
            }
        }
        return sum;
    }

    private Unit member(WaitCycle cycle, int place) {
        return incident.units().get(cycle.members().get(place));
    }

    private static String lock(@Nullable WaitReason reason) {
        if (reason == null) {
            return "a lock the dump does not name";
        }
        String name = reason.className().isEmpty() ? "a lock" : reason.className();
        return reason.address() == LockUse.NO_ADDRESS ? name : name + " " + Words.address(reason.address());
    }
}
