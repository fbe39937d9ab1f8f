package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.waits.StackGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Threads that only wait for work and keep much of the memory alive all the same, in thread-locals or in what
/// only they reach.
final class IdleHolders {
    static final Subsystem THREAD_LOCALS = new Subsystem("thread-locals", "Thread-locals", "thread-locals");

    private IdleHolders() {}

    /// @param told groups of which an explanation by thread-local tells
    static List<Explanation> find(Incident incident, RankedGroups ranked, Set<Integer> told) {
        List<Explanation> found = new ArrayList<>();
        MemoryFacts memory = incident.memory();
        if (memory == null) {
            return found;
        }
        for (StackGroup group : ranked.inOrder()) {
            Long retained = incident.retainedOf(group);
            if (group.idle()
                    && retained != null
                    && new Kept(retained - incident.queuedBytes(group), memory).isMuch()
                    && !told.contains(group.index())) {
                found.add(explain(group, retained, memory, ranked));
            }
        }
        return found;
    }

    private static Explanation explain(StackGroup group, long retained, MemoryFacts memory, RankedGroups ranked) {
        Kept kept = new Kept(retained, memory);
        return new Explanation(
                kept.share(),
                "thread-locals",
                Words.threads(group.size()) + " that only wait for work keep " + kept.words()
                        + " of the reachable memory alive.",
                kept.confidence(),
                kept.because("these threads", false),
                THREAD_LOCALS,
                "leak",
                null,
                group.size(),
                retained,
                kept.share(),
                ranked.rank(group),
                null,
                List.of(
                        "A thread without work has hardly anything in its local variables: what it keeps are its thread-locals, or data"
                                + " that only its pool reaches.",
                        ThreadLocalHolders.OF_A_POOL),
                List.of(new Evidence(
                        "Without these threads " + Words.bytes(retained) + " would be free.",
                        new Source(memory.input(), null, null))),
                List.of(ThreadLocalHolders.REMOVE));
    }
}
