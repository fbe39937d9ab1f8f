package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Threads that keep much of the memory alive without being stuck: one thread with a large piece of work, or
/// idle threads with heavy thread-locals.
///
/// Much: a fifth of what is reachable, and eight megabytes, as for objects.
final class LargeThreads {
    private static final double SMALLEST_SHARE = 0.20;
    private static final long SMALLEST_BYTES = 8L << 20;
    private static final double MOST = 0.5;

    private final Incident incident;
    private final RankedGroups ranked;
    private final MemoryFacts memory;

    private LargeThreads(Incident incident, RankedGroups ranked, MemoryFacts memory) {
        this.incident = incident;
        this.ranked = ranked;
        this.memory = memory;
    }

    static List<Explanation> find(Incident incident, RankedGroups ranked) {
        MemoryFacts memory = incident.memory();
        return memory == null ? List.of() : new LargeThreads(incident, ranked, memory).find();
    }

    private List<Explanation> find() {
        List<Explanation> found = new ArrayList<>();
        incident.units().stream()
                .filter(unit -> isLarge(incident.retainedOf(unit)))
                .filter(unit -> !incident.groups().groupOf(unit).idle())
                .max(Comparator.comparingLong(this::retained))
                .ifPresent(unit -> found.add(single(unit)));
        for (StackGroup group : ranked.inOrder()) {
            Long retained = incident.retainedOf(group);
            if (group.idle() && retained != null && isLarge(retained)) {
                found.add(threadLocals(group, retained));
            }
        }
        return found;
    }

    private boolean isLarge(@Nullable Long retained) {
        return retained != null && retained >= SMALLEST_BYTES && memory.share(retained) >= SMALLEST_SHARE;
    }

    private long retained(Unit unit) {
        Long retained = incident.retainedOf(unit);
        return retained == null ? 0 : retained;
    }

    private Explanation single(Unit unit) {
        long retained = retained(unit);
        boolean outOfMemory = unit.heapThread() != null && unit.heapThread().outOfMemory();
        StackGroup group = incident.groups().groupOf(unit);
        String frame = incident.groups().frameByUnit()[unit.index()].name();
        String headline = "One thread, " + unit.name() + ", alone keeps " + kept(retained)
                + " of the reachable memory alive" + (outOfMemory ? "; it is the one that ran out of memory." : ".");
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(
                new Evidence("Without " + unit.name() + " " + Words.bytes(retained) + " would be free.", source()));
        Group.FrameHolding largest = memory.figures().holdingsOfGroup(group.index()).stream()
                .findFirst()
                .orElse(null);
        if (largest != null && largest.bytes() > 0 && group.size() == 1) {
            evidence.add(new Evidence(
                    "Most of it hangs on a local variable of " + largest.frame() + ": " + largest.objects() + " × "
                            + largest.className() + ", " + Words.bytes(largest.bytes()) + ".",
                    source()));
        }
        return new Explanation(
                memory.share(retained),
                "single-thread",
                headline,
                confidence(retained),
                because(retained),
                new Subsystem("application-data", "Application data", "application-data"),
                "large-request",
                frame.isEmpty() ? null : frame,
                1,
                retained,
                memory.share(retained),
                ranked.rank(group),
                null,
                List.of(
                        "What this thread works on is held by its local variables, and goes when its work ends.",
                        "Its stack says what it works on, frame by frame with what each holds."),
                evidence,
                List.of(new Remedy(
                        "Let it work in portions: stream results instead of collecting them, and limit what one request may ask for.",
                        null,
                        null,
                        null)));
    }

    private Explanation threadLocals(StackGroup group, long retained) {
        return new Explanation(
                memory.share(retained),
                "thread-locals",
                Words.threads(group.size()) + " that only wait for work keep " + kept(retained)
                        + " of the reachable memory alive.",
                confidence(retained),
                because(retained),
                new Subsystem("thread-locals", "Thread-locals", "thread-locals"),
                "leak",
                null,
                group.size(),
                retained,
                memory.share(retained),
                ranked.rank(group),
                null,
                List.of(
                        "A thread without work has hardly anything in its local variables: what it keeps are its thread-locals.",
                        "A pool's threads live as long as the pool, and their thread-locals with them."),
                List.of(new Evidence("Without these threads " + Words.bytes(retained) + " would be free.", source())),
                List.of(new Remedy(
                        "Remove thread-locals when the work that set them ends (ThreadLocal.remove in a finally block), or let the"
                                + " pool's idle threads end.",
                        null,
                        null,
                        null)));
    }

    private String kept(long retained) {
        return Words.bytes(retained) + " (" + Words.percent(memory.share(retained)) + ")";
    }

    private Confidence confidence(long retained) {
        return memory.complete() && memory.share(retained) >= MOST ? Confidence.HIGH : Confidence.MEDIUM;
    }

    private String because(long retained) {
        if (!memory.complete()) {
            return "The heap dump was not read whole, so others may hold this memory as well.";
        }
        return memory.share(retained) >= MOST
                ? "More than half of the reachable memory hangs on it alone."
                : "It keeps much alive, but less than half of the reachable memory.";
    }

    private Source source() {
        return new Source(memory.input(), null, null);
    }
}
