package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Deadlock;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport.NotChecked;
import dev.holdup.analysis.findings.StackTree;
import dev.holdup.analysis.findings.TimelineEntry;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.analysis.findings.Waits;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitForGraph;
import dev.holdup.dumps.model.Activity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parts of a report that follow from threads, waits and memory together.
///
/// The verdict is the explanation that covers the most: a deadlock is certain and goes first; then the larger
/// share of threads at work or of memory, weighed by how sure it is; if nothing is left, healthy or
/// inconclusive.
public record Correlation(
        Units units,
        Verdict verdict,
        List<Group> groups,
        List<Deadlock> deadlocks,
        List<Finding> findings,
        List<UnitRow> unitTable,
        List<TimelineEntry> timeline,
        List<NotChecked> notChecked,
        @Nullable Contents contents,
        StackTree stacks,
        Waits waits) {
    private static final int MAX_SECONDARY = 10;

    /// @param memory null without a heap dump; its figures by [GroupNodes#grouping] of the same groups
    public static Correlation of(WaitForGraph waits, StackGroups groups, @Nullable MemoryFacts memory) {
        return of(waits, groups, memory, Detail.NORMAL);
    }

    /// The same with longer or shorter lists.
    public static Correlation of(WaitForGraph waits, StackGroups groups, @Nullable MemoryFacts memory, Detail detail) {
        Incident incident = Incident.of(waits, groups, memory);
        RankedGroups ranked = new RankedGroups(incident, detail);
        BlockedGroups blocked = new BlockedGroups(incident, ranked);
        Deadlocks deadlocks = new Deadlocks(incident, ranked);
        List<StackGroup> unexplained = blocked.unexplained();

        ResourceDeadlocks starved = new ResourceDeadlocks(incident, ranked);
        List<Deadlock> allDeadlocks = new ArrayList<>(deadlocks.toFindings());
        allDeadlocks.addAll(starved.toFindings());

        List<Explanation> explanations = new ArrayList<>(deadlocks.find());
        explanations.addAll(starved.find());
        explanations.addAll(blocked.find());
        boolean heldUp = !explanations.isEmpty();
        QueueBacklogs queues = new QueueBacklogs(incident, ranked);
        explanations.addAll(queues.find(heldUp));
        explanations.addAll(LoaderLeaks.find(incident));
        explanations.addAll(FinalizerBacklog.find(incident, ranked));
        explanations.addAll(LargeHolders.find(incident, memory == null ? Set.of() : OneStory.told(memory)));
        explanations.addAll(LargeThreads.find(incident, ranked, heldUp));
        ThreadLocalHolders locals = new ThreadLocalHolders(incident, ranked);
        explanations.addAll(locals.find());
        explanations.addAll(IdleHolders.find(incident, ranked, locals.told));
        explanations.addAll(new ThreadFloods(incident, ranked).find(heldUp));
        String oneSided = oneSided(incident);
        if (oneSided != null) {
            explanations.replaceAll(explanation -> explanation.lessSure(oneSided));
        }
        explanations.sort(Comparator.comparingDouble(Explanation::weight).reversed());
        Explanation best =
                explanations.isEmpty() ? new NothingFound(incident, unexplained).explain() : explanations.getFirst();
        List<Explanation> others = others(explanations);
        Integer rank = best.group();
        MergedStacks stacks = new MergedStacks(incident, ranked, detail);
        return new Correlation(
                count(incident),
                best.asVerdict(others),
                ranked.toFindings(),
                List.copyOf(allDeadlocks),
                SideFindings.of(incident, ranked, unexplained),
                ranked.unitTable(stacks),
                Timeline.of(
                        incident, ranked, rank == null ? null : ranked.inOrder().get(rank)),
                NotCheckedList.of(incident),
                ContentsTold.of(incident, queues, detail),
                stacks.toFinding(),
                new FoldedWaits(incident, ranked, detail).toFinding());
    }

    /// All but the first; of groups that wait for the same owner the first stands for all, and says how many there are.
    private static List<Explanation> others(List<Explanation> explanations) {
        List<Explanation> told = new ArrayList<>();
        for (Explanation explanation : explanations) {
            if (told.stream().noneMatch(explanation::isSameQueueAs)) {
                told.add(explanation);
            }
        }
        return told.stream().skip(1).limit(MAX_SECONDARY).toList();
    }

    /// What kind of evidence is lacking, one sentence; null if there is some of both kinds.
    private static @Nullable String oneSided(Incident incident) {
        if (incident.memory() == null) {
            return "Only thread dumps were looked at: what the threads keep in memory is not known.";
        }
        return incident.waits().joined().dumps().isEmpty()
                ? "Only the heap was looked at: it shows one moment, and not who owns a monitor."
                : null;
    }

    private static Units count(Incident incident) {
        Map<String, Integer> byActivity = new LinkedHashMap<>();
        for (Activity activity : Activity.values()) {
            long count = incident.units().stream()
                    .filter(unit -> unit.activity() == activity)
                    .count();
            if (count > 0) {
                byActivity.put(activity.label(), (int) count);
            }
        }
        int idle = incident.groups().groups().stream()
                .filter(StackGroup::idle)
                .mapToInt(StackGroup::size)
                .sum();
        int virtual = (int) incident.units().stream().filter(Unit::virtual).count();
        return new Units("thread", incident.units().size(), null, virtual, idle, byActivity);
    }
}
