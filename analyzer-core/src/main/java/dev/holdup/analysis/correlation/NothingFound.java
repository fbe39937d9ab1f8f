package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.dumps.model.ThreadDump;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// No culprit: healthy if enough could be looked at, inconclusive otherwise.
final class NothingFound {
    /// Share of the threads that must have a stack for their silence to mean anything.
    private static final double ENOUGH_STACKS = 0.5;
    /// Unexplained waiting of so many of the threads at work is no health.
    private static final double TOO_MANY = 0.5;

    private final Incident incident;
    private final List<StackGroup> unexplained;

    /// @param unexplained waiting groups of which nothing says what they wait for
    NothingFound(Incident incident, List<StackGroup> unexplained) {
        this.incident = incident;
        this.unexplained = unexplained;
    }

    Explanation explain() {
        String lacking = lacking();
        return lacking == null ? healthy() : inconclusive(lacking);
    }

    /// What evidence is lacking, one sentence; null if there is enough.
    private @Nullable String lacking() {
        MemoryFacts memory = incident.memory();
        List<ThreadDump> dumps = incident.waits().joined().dumps();
        long withStack = incident.units().stream()
                .filter(unit -> !unit.frames().isEmpty()
                        || incident.groups().groupOf(unit).idle())
                .count();
        if (incident.units().isEmpty()) {
            return memory != null && !memory.complete()
                    ? "the part of the heap dump that could be read shows no thread"
                    : "no dump shows any thread";
        }
        if (withStack < ENOUGH_STACKS * incident.units().size()) {
            return "most threads have no stack in any dump";
        }
        if (!dumps.isEmpty() && dumps.stream().noneMatch(ThreadDump::complete)) {
            return "nothing stands out, but no thread dump was read whole, and threads that are missing may be the cause";
        }
        if (memory != null && !memory.complete()) {
            return "nothing stands out, but the heap dump was not read whole, and what is missing may be the cause";
        }
        if (memory == null && showsOnlyMountedThreads()) {
            return "the program runs virtual threads, and a thread dump shows only those on a carrier";
        }
        Optional<Unit> outOfMemory = outOfMemory();
        if (outOfMemory.isPresent()) {
            return outOfMemory.orElseThrow().name()
                    + " ran out of memory, but no thread group and no single object keeps enough alive to explain it";
        }
        int waiting = unexplained.stream().mapToInt(StackGroup::size).sum();
        if (waiting >= TOO_MANY * incident.activeUnits() && waiting >= BlockedGroups.FEWEST_UNITS) {
            return Words.threads(waiting) + " wait at " + WaitWords.place(unexplained.getFirst())
                    + (unexplained.size() > 1 ? " and " + (unexplained.size() - 1) + " other places" : "")
                    + ", and nothing in the dumps says for whom";
        }
        return null;
    }

    /// The JDK starts a thread of this name with the first virtual thread.
    private boolean showsOnlyMountedThreads() {
        if (incident.waits().joined().dumps().stream().anyMatch(JoinedUnits::listsVirtualThreads)) {
            return false;
        }
        return incident.units().stream()
                .anyMatch(unit -> unit.name().equals("VirtualThread-unblocker")
                        || unit.name().startsWith("VirtualThread-unparker"));
    }

    private Optional<Unit> outOfMemory() {
        return incident.units().stream()
                .filter(unit -> {
                    HeapThread heapThread = unit.heapThread();
                    return heapThread != null && heapThread.outOfMemory();
                })
                .findFirst();
    }

    private Explanation healthy() {
        MemoryFacts memory = incident.memory();
        int dumps = incident.waits().joined().dumps().size();
        boolean both = memory != null && dumps > 0;
        boolean lasting = both && dumps > 1;
        String because = lasting
                ? "Heap and several thread dumps were looked at, and neither threads nor memory stand out."
                : both
                        ? "Heap and threads were looked at, but at one moment only."
                        : memory != null
                                ? "Only the heap was looked at: who owns a monitor it does not say."
                                : "Only threads were looked at: without a heap dump memory may be elsewhere.";
        int idle = incident.groups().groups().stream()
                .filter(StackGroup::idle)
                .mapToInt(StackGroup::size)
                .sum();
        int held = held();
        return explanation(
                "healthy",
                "No culprit found: of " + Words.threads(incident.units().size()) + " " + (idle == 0 ? "none" : idle)
                        + (idle < 2 ? " waits" : " wait") + " for work, and "
                        + (held == 0
                                ? "no group of the others waits for one owner or resource"
                                : Words.threads(held) + (held == 1 ? " is" : " are")
                                        + " held up by others, too few or too briefly to explain an incident")
                        + (memory == null ? "." : "; no single object keeps an unusual share of the memory alive."),
                lasting ? Confidence.HIGH : Confidence.MEDIUM,
                because,
                List.of("Idle threads, however many, hold nothing up."));
    }

    /// Threads that do wait for an owner or a resource, in groups that are no explanation.
    private int held() {
        return incident.groups().groups().stream()
                .filter(group -> !group.idle())
                .filter(group -> incident.roleOf(group) == GroupRole.VICTIM || incident.isHeld(group))
                .mapToInt(StackGroup::size)
                .sum();
    }

    private Explanation inconclusive(String lacking) {
        return explanation(
                "inconclusive",
                "The dumps do not tell what holds the program up: " + lacking + ".",
                Confidence.LOW,
                "Evidence is lacking: " + lacking + ".",
                List.of("See what was not checked, and how to get it."));
    }

    private Explanation explanation(
            String kind, String headline, Confidence confidence, String because, List<String> sentences) {
        MemoryFacts memory = incident.memory();
        List<Evidence> evidence = unexplained.stream()
                .limit(5)
                .map(group -> new Evidence(
                        Words.threads(group.size()) + " wait at " + WaitWords.place(group) + ".",
                        group.members().getFirst().latest() == null
                                ? memory == null ? null : new Source(memory.input(), null, null)
                                : RankedGroups.source(incident.waits()
                                        .reasonSource(group.members().getFirst()))))
                .toList();
        return new Explanation(
                0,
                kind,
                headline,
                confidence,
                because,
                Subsystem.NONE,
                "none",
                null,
                0,
                null,
                null,
                null,
                null,
                sentences,
                evidence,
                List.of());
    }
}
