package dev.holdup.analysis.correlation;

import dev.holdup.analysis.contents.HeapContents.ThreadLocalFact;
import dev.holdup.analysis.findings.Contents.ThreadLocalValue;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Values in thread-locals that keep much of the memory alive, though most of their threads have nothing to do.
final class ThreadLocalHolders {
    static final String OF_A_POOL = "A pool's threads live as long as the pool, and their thread-locals with them.";

    static final Remedy REMOVE = new Remedy(
            "Remove thread-locals when the work that set them ends (ThreadLocal.remove in a finally block), or let idle"
                    + " threads of the pool end.",
            null,
            null,
            null);

    private final Incident incident;
    private final RankedGroups ranked;
    private final Map<Integer, Unit> unitByHeapIndex = new HashMap<>();
    /// Groups of which an explanation tells.
    final Set<Integer> told = new HashSet<>();

    ThreadLocalHolders(Incident incident, RankedGroups ranked) {
        this.incident = incident;
        this.ranked = ranked;
        incident.units().forEach(unit -> unitByHeapIndex.put(unit.heapIndex(), unit));
    }

    List<Explanation> find() {
        List<Explanation> found = new ArrayList<>();
        MemoryFacts memory = incident.memory();
        if (memory == null) {
            return found;
        }
        for (ThreadLocalFact fact : memory.contents().threadLocals()) {
            Map<Integer, Integer> unitsByGroup = new TreeMap<>();
            int idle = 0;
            for (int thread : fact.threads()) {
                Unit unit = unitByHeapIndex.get(thread);
                if (unit != null) {
                    StackGroup group = incident.groups().groupOf(unit);
                    unitsByGroup.merge(group.index(), 1, Integer::sum);
                    idle += group.idle() ? 1 : 0;
                }
            }
            Kept kept = new Kept(fact.value().retainedBytes(), memory);
            if (kept.isMuch() && 2 * idle >= fact.threads().size()) {
                StackGroup group = incident.groups()
                        .groups()
                        .get(unitsByGroup.entrySet().stream()
                                .max(Map.Entry.comparingByValue())
                                .orElseThrow()
                                .getKey());
                found.add(explain(fact.value(), idle, group, kept, memory));
                told.addAll(unitsByGroup.keySet());
            }
        }
        return found;
    }

    private Explanation explain(ThreadLocalValue value, int idle, StackGroup group, Kept kept, MemoryFacts memory) {
        Source heap = new Source(memory.input(), null, null);
        String threads = Words.threads(value.threads());
        return new Explanation(
                kept.share(),
                "thread-locals",
                threads + (value.threads() == 1 ? " keeps " : " keep ") + kept.words()
                        + " of the reachable memory alive in thread-locals, objects of " + value.className() + "; "
                        + (idle == value.threads() ? "all" : String.valueOf(idle)) + " of them only wait for work.",
                kept.confidence(),
                kept.because("these thread-locals", false),
                IdleHolders.THREAD_LOCALS,
                "leak",
                null,
                value.threads(),
                kept.bytes(),
                kept.share(),
                ranked.rank(group),
                null,
                List.of(
                        "On average each thread keeps " + Words.bytes(kept.bytes() / Math.max(1, value.threads()))
                                + " so; their thread-locals are of " + value.keyClass() + ".",
                        OF_A_POOL),
                List.of(new Evidence("Without these values " + Words.bytes(kept.bytes()) + " would be free.", heap)),
                List.of(REMOVE));
    }
}
