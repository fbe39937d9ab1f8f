package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.dumps.model.Activity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Very many platform threads of one kind, told by their names without numbers: a pool without bound, or pools that are
/// made again and again and never shut down.
///
/// They are the story only if most of them do not wait for somebody: then that one is. Idle ones count: a thread costs
/// its stack whatever it does. Virtual threads are cheap and meant to be many.
final class ThreadFloods {
    private static final int FEWEST = 1000;
    /// Of threads that a program starts one by one, or of pools of its own each.
    private static final int FEWEST_LOOSE = 500;

    /// From so many on, pools are not made on purpose.
    private static final int FEWEST_POOLS = 50;

    private static final double BESIDE_A_BLOCKED_GROUP = 0.1;
    private static final double SMALLEST_SHARE = 0.4;
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern POOL = Pattern.compile("pool-(\\d+)-thread-\\d+");
    private static final Subsystem EXECUTOR = new Subsystem("executor", "Threads", "executor");

    private final Incident incident;
    private final RankedGroups ranked;

    ThreadFloods(Incident incident, RankedGroups ranked) {
        this.incident = incident;
        this.ranked = ranked;
    }

    /// @param heldUp whether groups of threads explain the incident: theirs is the story then
    List<Explanation> find(boolean heldUp) {
        Map<String, List<Unit>> byName = new LinkedHashMap<>();
        int all = 0;
        for (Unit unit : incident.units()) {
            if (!unit.virtual() && incident.groups().groupOf(unit).activity() != Activity.ENDED) {
                all++;
                byName.computeIfAbsent(DIGITS.matcher(unit.name()).replaceAll("#"), name -> new ArrayList<>())
                        .add(unit);
            }
        }
        List<Explanation> found = new ArrayList<>();
        for (Map.Entry<String, List<Unit>> entry : byName.entrySet()) {
            List<Unit> threads = entry.getValue();
            boolean loose = entry.getKey().equals("Thread-#") || pools(threads) >= FEWEST_POOLS;
            long waiting = threads.stream().filter(this::isHeldUp).count();
            if (threads.size() >= (loose ? FEWEST_LOOSE : FEWEST)
                    && threads.size() >= SMALLEST_SHARE * all
                    && 2 * waiting < threads.size()) {
                found.add(explain(entry.getKey(), threads, all, heldUp));
            }
        }
        return found;
    }

    private boolean isHeldUp(Unit unit) {
        StackGroup group = incident.groups().groupOf(unit);
        return !group.idle() && (incident.roleOf(group) == GroupRole.VICTIM || incident.isHeld(group));
    }

    /// How many pools of `Executors` these are, 0 if their names are not of that kind.
    private static long pools(List<Unit> threads) {
        return threads.stream()
                .map(unit -> POOL.matcher(unit.name()))
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .distinct()
                .count();
    }

    private Explanation explain(String name, List<Unit> threads, int all, boolean heldUp) {
        Map<Integer, Long> unitsByGroup = threads.stream()
                .collect(Collectors.groupingBy(
                        unit -> incident.groups().groupOf(unit).index(), TreeMap::new, Collectors.counting()));
        Map.Entry<Integer, Long> most = unitsByGroup.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        StackGroup place = incident.groups().groups().get(most.getKey());
        long here = most.getValue();
        long pools = pools(threads);
        boolean ofPools = pools >= FEWEST_POOLS;
        double share = (double) threads.size() / all;
        Long retained = here == place.size() && here == threads.size() ? incident.retainedOf(place) : null;
        MemoryFacts memory = incident.memory();
        List<String> sentences = new ArrayList<>();
        sentences.add(here + " of them "
                + (place.idle()
                        ? "wait for work"
                        : "are " + OwnerWords.doing(place.members().getFirst(), incident)) + " (" + place.blockedFrame()
                + ").");
        if (ofPools) {
            sentences.add("Their names are of " + pools
                    + " pools: an executor is made again and again, and never shut down.");
        }
        sentences.add("Each platform thread takes a stack outside of the heap, whatever it does.");
        Unit first = threads.getFirst();
        return new Explanation(
                (0.25 + 0.45 * share) * (heldUp ? BESIDE_A_BLOCKED_GROUP : 1),
                "thread-flood",
                threads.size() + " of the " + all + " threads are named " + name
                        + (ofPools
                                ? ", of " + pools + " pools that were never shut down."
                                : place.idle()
                                        ? ", and most of them only wait for work."
                                        : "; " + here + " of them are in " + place.blockedFrame() + "."),
                Confidence.MEDIUM,
                "They do not wait for one another; whether there are too many of them the dumps cannot tell.",
                EXECUTOR,
                "leak",
                place.blockedFrame(),
                threads.size(),
                retained,
                retained == null || memory == null ? null : memory.share(retained),
                ranked.rank(place),
                null,
                sentences,
                List.of(new Evidence(
                        "One of them is " + first.name() + ".",
                        first.latest() == null
                                ? memory == null ? null : new Source(memory.input(), null, null)
                                : RankedGroups.source(first.latest().location()))),
                List.of(new Remedy(
                        ofPools
                                ? "Make one executor and share it; close those that are of use for a time only (ExecutorService.close)."
                                : "Bound how many threads there may be: a pool of a fixed size, or virtual threads with a semaphore.",
                        null,
                        null,
                        null)));
    }
}
