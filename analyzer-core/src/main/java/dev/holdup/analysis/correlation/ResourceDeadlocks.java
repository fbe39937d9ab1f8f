package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.findings.Deadlock;
import dev.holdup.analysis.waits.Resource;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitEdge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Deadlocks over what several hold: everybody who has one waits, directly or over locks, for somebody who wants one.
///
/// Such as the workers of a pool that all wait for tasks in the queue of that very pool. Claimed only if the holders
/// are known, not inferred, and no one that is in use is with anybody else.
final class ResourceDeadlocks {
    /// As for deadlocks of locks, which never pass by themselves; a wait for a pool may have a time limit.
    private static final double CERTAIN = 1.5;

    private static final int MOST_MEMBERS = 10;

    private final Incident incident;
    private final RankedGroups ranked;

    ResourceDeadlocks(Incident incident, RankedGroups ranked) {
        this.incident = incident;
        this.ranked = ranked;
    }

    List<Explanation> find() {
        List<Explanation> found = new ArrayList<>();
        for (StackGroup group : ranked.inOrder()) {
            Resource resource = incident.resourceOf(group);
            if (resource != null && isDeadlock(group, resource)) {
                found.add(explain(group, resource));
            }
        }
        return found;
    }

    List<Deadlock> toFindings() {
        List<Deadlock> deadlocks = new ArrayList<>();
        for (StackGroup group : ranked.inOrder()) {
            Resource resource = incident.resourceOf(group);
            if (resource != null && isDeadlock(group, resource)) {
                String what = resource.className();
                deadlocks.add(new Deadlock(resource.holders().stream()
                        .limit(MOST_MEMBERS)
                        .map(holder -> new Deadlock.Member(
                                holder.unit().name(),
                                one(holder, what),
                                what,
                                incident.groups()
                                        .frameByUnit()[holder.unit().index()]
                                        .name()))
                        .toList()));
            }
        }
        return deadlocks;
    }

    private static String one(Resource.Holder holder, String resource) {
        return holder.className().isEmpty() ? "a place of " + resource : holder.className();
    }

    private boolean isDeadlock(StackGroup group, Resource resource) {
        if (resource.knownBy().isInferred() || resource.holders().isEmpty()) {
            return false;
        }
        int held = resource.holders().stream().mapToInt(Resource.Holder::count).sum();
        return held >= resource.inUse()
                && resource.holders().stream().allMatch(holder -> leadsTo(group, holder.unit(), resource));
    }

    /// Whether the holder stands in the group itself, or waits over owners of locks for one that does.
    private boolean leadsTo(StackGroup group, Unit holder, Resource resource) {
        Set<Unit> seen = new HashSet<>();
        @Nullable Unit at = holder;
        while (at != null && seen.add(at)) {
            StackGroup own = incident.groups().groupOf(at);
            Resource wanted = incident.resourceOf(own);
            if (own == group || (wanted != null && isSame(wanted, resource))) {
                return true;
            }
            WaitEdge edge = incident.waits().edge(at);
            at = edge == null || edge.knownBy().isInferred()
                    ? null
                    : incident.units().get(edge.owner());
        }
        return false;
    }

    private static boolean isSame(Resource one, Resource other) {
        return one.address() == other.address() && one.className().equals(other.className());
    }

    private Explanation explain(StackGroup group, Resource resource) {
        ResourceWords words = new ResourceWords(resource, incident);
        Long retained = incident.retainedOf(group);
        MemoryFacts memory = incident.memory();
        int holders = resource.holders().size();
        List<String> sentences = new ArrayList<>(words.sentences(group));
        sentences.add("None of them can go on before another one does: it ends by a time limit, or with a restart.");
        double covered = incident.activeUnits() == 0 ? 0 : (double) group.size() / incident.activeUnits();
        return new Explanation(
                CERTAIN + covered,
                "deadlock",
                Words.threads(group.size()) + " wait " + WaitWords.waits(group, incident) + "; "
                        + (resource.summary().isEmpty() ? "" : resource.summary() + ", and ")
                        + (holders == 1
                                ? "the one thread that has it waits"
                                : "all " + holders + " threads that have one wait")
                        + ", directly or over others, for one more: nobody can go on.",
                Confidence.HIGH,
                "Everybody who has one is known (" + resource.knownBy().label() + "), and so is what they wait for.",
                WaitWords.subsystem(group, incident),
                "deadlock",
                group.blockedFrame(),
                group.size(),
                retained,
                retained == null || memory == null ? null : memory.share(retained),
                ranked.rank(group),
                null,
                sentences,
                words.evidence(),
                group.rule() == null ? List.of() : group.rule().remedies());
    }
}
