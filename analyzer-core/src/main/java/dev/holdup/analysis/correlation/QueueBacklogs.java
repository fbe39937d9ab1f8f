package dev.holdup.analysis.correlation;

import dev.holdup.analysis.contents.HeapContents.QueueFact;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.waits.GroupOwner;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Queues that keep much of the memory alive: work came in faster than it was done.
///
/// A queue that may hold no more has pushed back; if threads are held up, they are those that it holds up, and the
/// story.
final class QueueBacklogs {
    private static final double BESIDE_A_BLOCKED_GROUP = 0.01;

    private final Incident incident;
    private final RankedGroups ranked;
    private final Map<Long, Unit> unitByThread = new HashMap<>();

    QueueBacklogs(Incident incident, RankedGroups ranked) {
        this.incident = incident;
        this.ranked = ranked;
        incident.units().forEach(unit -> {
            if (unit.heapThread() != null) {
                unitByThread.put(unit.heapThread().address(), unit);
            }
        });
    }

    /// Queues that explain an incident.
    static List<QueueFact> large(MemoryFacts memory) {
        return memory.contents().queues().stream()
                .filter(queue -> new Kept(queue.queue().retainedBytes(), memory).isMuch())
                .toList();
    }

    /// @param heldUp whether groups of threads explain the incident
    List<Explanation> find(boolean heldUp) {
        MemoryFacts memory = incident.memory();
        return memory == null
                ? List.of()
                : large(memory).stream()
                        .map(queue -> explain(queue, memory, heldUp))
                        .toList();
    }

    /// With what its workers do.
    Contents.Queue told(QueueFact fact) {
        Contents.Queue queue = fact.queue();
        Contents.Pool pool = queue.pool();
        if (pool == null) {
            return queue;
        }
        List<Contents.Work> work = new ArrayList<>();
        workersByGroup(fact)
                .forEach(standing -> work.add(new Contents.Work(
                        standing.units().size(),
                        OwnerWords.doingOfSeveral(standing.units().getFirst(), incident),
                        standing.group().blockedFrame(),
                        standing.group().idle())));
        return new Contents.Queue(
                queue.className(),
                queue.address(),
                queue.size(),
                queue.capacity(),
                queue.retainedBytes(),
                queue.retainedShare(),
                queue.root(),
                queue.path(),
                queue.elements(),
                queue.content(),
                new Contents.Pool(
                        pool.className(), pool.address(), pool.workers(), pool.core(), pool.most(), List.copyOf(work)));
    }

    /// Workers that stand at one place.
    private record Standing(StackGroup group, List<Unit> units) {}

    /// The most first.
    private List<Standing> workersByGroup(QueueFact fact) {
        Map<Integer, List<Unit>> byGroup = new TreeMap<>();
        for (long thread : fact.workers()) {
            Unit unit = unitByThread.get(thread);
            if (unit != null) {
                byGroup.computeIfAbsent(incident.groups().groupOf(unit).index(), group -> new ArrayList<>())
                        .add(unit);
            }
        }
        return byGroup.entrySet().stream()
                .map(entry -> new Standing(incident.groups().groups().get(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparingInt(standing -> -standing.units().size()))
                .toList();
    }

    private Explanation explain(QueueFact fact, MemoryFacts memory, boolean heldUp) {
        Contents.Queue queue = fact.queue();
        Kept kept = new Kept(queue.retainedBytes(), memory);
        List<Standing> workers = workersByGroup(fact);
        Standing busy = workers.stream()
                .filter(standing -> !standing.group().idle())
                .findFirst()
                .orElse(null);
        StackGroup busiest = busy == null ? null : busy.group();
        Unit worker = busy == null ? null : busy.units().getFirst();
        boolean sideIssue = heldUp && fact.isFull();
        return new Explanation(
                kept.share() * (sideIssue ? BESIDE_A_BLOCKED_GROUP : 1),
                "queue-backlog",
                headline(queue, kept, workers),
                kept.confidence(),
                kept.because("this queue", true),
                QueueWords.subsystem(queue),
                "backlog",
                busiest == null ? null : busiest.blockedFrame(),
                fact.workers().size(),
                kept.bytes(),
                kept.share(),
                busiest == null ? null : ranked.rank(busiest),
                worker == null ? null : owner(worker),
                sentences(fact, workers),
                evidence(fact, memory, worker),
                remedies(queue));
    }

    private String headline(Contents.Queue queue, Kept kept, List<Standing> workers) {
        Contents.Pool pool = queue.pool();
        StringBuilder text = new StringBuilder()
                .append(QueueWords.elements(queue))
                .append(queue.size() == 1 ? " waits in " : " wait in ");
        if (pool == null) {
            text.append("a ").append(QueueWords.simple(queue.className()));
            if (!queue.path().isEmpty()) {
                text.append(" held by ").append(queue.path().getFirst());
            }
        } else {
            text.append("the queue of a ").append(QueueWords.simple(pool.className()));
            if (pool.workers() > 0) {
                text.append(" with ").append(pool.workers()).append(pool.workers() == 1 ? " worker" : " workers");
            }
        }
        if (!workers.isEmpty()) {
            text.append(", ").append(doing(workers));
        }
        return text.append("; the queue alone keeps ")
                .append(kept.words())
                .append(" of the reachable memory alive.")
                .toString();
    }

    private String doing(List<Standing> workers) {
        Standing most = workers.getFirst();
        int all = workers.stream().mapToInt(standing -> standing.units().size()).sum();
        int these = most.units().size();
        String which = these < all
                ? these + " of which " + (these == 1 ? "is " : "are ")
                : all == 1 ? "which is " : "which are ";
        return which
                + (these == 1
                        ? OwnerWords.doing(most.units().getFirst(), incident)
                        : OwnerWords.doingOfSeveral(most.units().getFirst(), incident));
    }

    private Owner owner(Unit worker) {
        String frame = incident.groups().frameByUnit()[worker.index()].name();
        return new Owner(
                worker.name(),
                worker.id(),
                frame.isEmpty() ? null : frame,
                worker.activity().label(),
                OwnerWords.doing(worker, incident),
                "worker of the pool whose queue it is, in the heap",
                OwnerWords.stack(worker.frames()));
    }

    private List<String> sentences(QueueFact fact, List<Standing> workers) {
        Contents.Queue queue = fact.queue();
        Contents.Pool pool = queue.pool();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                fact.isFull()
                        ? "The queue is full (" + queue.size() + " of " + queue.capacity()
                                + "): who adds to it has to wait, or is refused."
                        : queue.capacity() == null
                                ? "Nothing bounds the queue: it grows as long as work comes in faster than it is done."
                                : "The queue may grow further: it holds " + queue.size() + " of " + queue.capacity()
                                        + ".");
        if (pool != null && pool.workers() == 0) {
            sentences.add("Its pool has no worker at all.");
        }
        workers.forEach(standing -> {
            StackGroup group = standing.group();
            List<Unit> units = standing.units();
            GroupOwner owner = incident.ownerOf(group);
            sentences.add(units.size() + (units.size() == 1 ? " of its workers is " : " of its workers are ")
                    + (units.size() == 1
                            ? OwnerWords.doing(units.getFirst(), incident)
                            : OwnerWords.doingOfSeveral(units.getFirst(), incident))
                    + " (" + group.blockedFrame() + ")"
                    + (group.idle() ? ": they do not take from this queue, or not yet" : "")
                    + (owner == null
                            ? "."
                            : ", behind " + Words.brief(owner.head().name()) + ", which is "
                                    + OwnerWords.doing(owner.head(), incident) + "."));
        });
        if (pool != null
                && pool.most() != null
                && pool.core() != null
                && pool.most() > pool.core()
                && queue.capacity() == null) {
            sentences.add("The pool keeps " + pool.core() + " threads and may have " + pool.most()
                    + ", but starts more only when its queue is full, which this one never is.");
        }
        return sentences;
    }

    private List<Evidence> evidence(QueueFact fact, MemoryFacts memory, @Nullable Unit worker) {
        Contents.Queue queue = fact.queue();
        Source heap = new Source(memory.input(), null, null);
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                QueueWords.elements(queue) + " in the " + queue.className() + " at " + queue.address() + ".", heap));
        evidence.add(new Evidence(
                "Without the queue " + Words.bytes(queue.retainedBytes()) + " would be free; what something else refers"
                        + " to as well is not counted.",
                heap));
        if (!queue.content().isEmpty()) {
            var largest = queue.content().getFirst();
            evidence.add(new Evidence(
                    "Most of it is " + largest.objects() + " × " + largest.className() + ", "
                            + Words.bytes(largest.bytes()) + ".",
                    heap));
        }
        if (!queue.path().isEmpty()) {
            evidence.add(new Evidence(
                    "It is reached from a GC root (" + queue.root() + ") over " + String.join(" → ", queue.path())
                            + ".",
                    heap));
        }
        if (worker != null && worker.latest() != null) {
            evidence.add(new Evidence(
                    worker.name() + " is one of the pool's workers.",
                    RankedGroups.source(worker.latest().location())));
        }
        return evidence;
    }

    private static List<Remedy> remedies(Contents.Queue queue) {
        List<Remedy> remedies = new ArrayList<>();
        boolean spring = queue.path().stream().anyMatch(step -> step.startsWith("org.springframework.scheduling."));
        if (queue.capacity() == null) {
            remedies.add(
                    new Remedy(
                            "Bound the queue, and say what happens when it is full (ThreadPoolExecutor.CallerRunsPolicy slows the"
                                    + " submitters down).",
                            spring ? "spring.task.execution.pool.queue-capacity" : null,
                            spring ? "unbounded" : null,
                            queue.pool() == null
                                    ? null
                                    : "https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/ThreadPoolExecutor.html"));
        }
        remedies.add(new Remedy("Shorten what the workers wait for, or give them more threads.", null, null, null));
        return remedies;
    }
}
