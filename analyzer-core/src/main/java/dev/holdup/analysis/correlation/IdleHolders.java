package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.waits.StackGroup;
import java.util.ArrayList;
import java.util.List;

/// Threads that only wait for work and keep much of the memory alive all the same, in thread-locals or in what
/// only they reach.
final class IdleHolders {
    private static final Subsystem THREAD_LOCALS = new Subsystem("thread-locals", "Thread-locals", "thread-locals");

    private IdleHolders() {}

    static List<Explanation> find(Incident incident, RankedGroups ranked) {
        List<Explanation> found = new ArrayList<>();
        MemoryFacts memory = incident.memory();
        if (memory == null) {
            return found;
        }
        for (StackGroup group : ranked.inOrder()) {
            Long retained = incident.retainedOf(group);
            if (group.idle() && retained != null && LargeHolders.isMuch(retained, memory)) {
                found.add(explain(group, retained, memory, ranked));
            }
        }
        return found;
    }

    private static Explanation explain(StackGroup group, long retained, MemoryFacts memory, RankedGroups ranked) {
        boolean most = LargeHolders.isMost(retained, memory);
        double share = memory.share(retained);
        return new Explanation(
                share,
                "thread-locals",
                Words.threads(group.size()) + " that only wait for work keep " + Words.bytes(retained) + " ("
                        + Words.percent(share) + ") of the reachable memory alive.",
                most && memory.complete() ? Confidence.HIGH : Confidence.MEDIUM,
                !memory.complete()
                        ? "The heap dump was not read whole, so others may hold this memory as well."
                        : most
                                ? "More than half of the reachable memory hangs on these threads alone."
                                : "They keep much alive, but less than half of the reachable memory.",
                THREAD_LOCALS,
                "leak",
                null,
                group.size(),
                retained,
                share,
                ranked.rank(group),
                null,
                List.of(
                        "A thread without work has hardly anything in its local variables: what it keeps are its thread-locals, or data"
                                + " that only its pool reaches.",
                        "A pool's threads live as long as the pool, and their thread-locals with them."),
                List.of(new Evidence(
                        "Without these threads " + Words.bytes(retained) + " would be free.",
                        new Source(memory.input(), null, null))),
                List.of(new Remedy(
                        "Remove thread-locals when the work that set them ends (ThreadLocal.remove in a finally block), or let idle"
                                + " threads of the pool end.",
                        null,
                        null,
                        null)));
    }
}
