package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.rules.HolderSearch;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.LockUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What groups wait for where no single thread owns it, and who has it.
public final class GroupResources {
    private static final int FEWEST_UNITS = 2;
    /// Groups for whose permits a look is taken at every frame; the largest.
    private static final int MOST_SEARCHED = 20;

    private final WaitForGraph graph;
    private final StackGroups groups;
    private final @Nullable HeapObjects reader;
    private final RunningTasks runningTasks;
    private @Nullable QueuedTasks queuedTasks;
    private int searched;

    private GroupResources(WaitForGraph graph, StackGroups groups) {
        this.graph = graph;
        this.groups = groups;
        this.reader = graph.reader();
        this.runningTasks = new RunningTasks(graph, groups);
    }

    /// By index of the group; null where a group waits for no such thing, or nothing is known of it.
    public static List<@Nullable Resource> of(WaitForGraph graph, StackGroups groups) {
        GroupResources resources = new GroupResources(graph, groups);
        List<StackGroup> waiting = groups.groups().stream()
                .filter(group -> !group.idle() && group.size() >= FEWEST_UNITS && isWaiting(group.activity()))
                .sorted(Comparator.comparingInt(StackGroup::size).reversed())
                .toList();
        List<@Nullable Resource> byGroup = new ArrayList<>();
        groups.groups().forEach(group -> byGroup.add(null));
        for (StackGroup group : waiting) {
            byGroup.set(group.index(), resources.of(group));
        }
        return byGroup;
    }

    private static boolean isWaiting(Activity activity) {
        return switch (activity) {
            case BLOCKED, WAITING -> true;
            case RUNNING, SLEEPING, ENDED -> false;
        };
    }

    private @Nullable Resource of(StackGroup group) {
        Rule rule = group.rule();
        HolderSearch search = rule == null ? null : rule.holders();
        if (rule != null && search != null && reader != null) {
            return new HandedOut(reader, groups)
                    .of(group, search, graph.joined().units());
        }
        if (Permits.areWaitedForBy(group) && searched++ < MOST_SEARCHED) {
            return new Permits(graph, groups).of(group);
        }
        if (QueuedTasks.areWaitedForBy(group, graph)) {
            return task(group);
        }
        return readLock(group);
    }

    private @Nullable Resource task(StackGroup group) {
        if (reader == null) {
            return runningTasks.of(group);
        }
        QueuedTasks known = queuedTasks == null ? new QueuedTasks(graph, reader) : queuedTasks;
        queuedTasks = known;
        return known.of(group, groups);
    }

    /// A read lock that several threads hold; one alone is an owner like any other.
    private @Nullable Resource readLock(StackGroup group) {
        Map<Long, Integer> waitersByLock = new TreeMap<>();
        for (Unit member : group.members()) {
            WaitReason reason = graph.reason(member);
            if (reason instanceof WaitReason.Synchronizer && reason.address() != LockUse.NO_ADDRESS) {
                waitersByLock.merge(reason.address(), 1, Integer::sum);
            }
        }
        for (Map.Entry<Long, Integer> lock : waitersByLock.entrySet()) {
            ReadHolds holds = graph.heapWaits().readHolds();
            List<Unit> holders = holds.holders(lock.getKey());
            if (holders.size() > 1) {
                return new Resource(
                        group.lockClass(),
                        lock.getKey(),
                        "read holds",
                        holds.count(lock.getKey()),
                        Resource.UNKNOWN,
                        List.of(),
                        holders.stream()
                                .map(unit -> new Resource.Holder(unit, -1, "", 1))
                                .toList(),
                        KnownBy.READ_HOLDS,
                        lock.getValue());
            }
        }
        return null;
    }
}
