package dev.holdup.analysis.correlation;

import dev.holdup.analysis.waits.GroupOwner;
import dev.holdup.analysis.waits.GroupResources;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.analysis.waits.Resource;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitCycle;
import dev.holdup.analysis.waits.WaitForGraph;
import dev.holdup.dumps.model.Activity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Threads, waits, groups and memory of one incident, linked.
///
/// @param owners `owners.get(group)` of what that group waits for; null where nobody is known to hold it
/// @param resources `resources.get(group)` that the group waits for and no single thread owns; null for others
/// @param memory null without a heap dump
/// @param heads groups of those that others wait for
/// @param activeUnits that neither wait for work nor have ended
record Incident(
        WaitForGraph waits,
        StackGroups groups,
        List<@Nullable GroupOwner> owners,
        List<@Nullable Resource> resources,
        List<WaitCycle> cycles,
        GroupHistory history,
        @Nullable MemoryFacts memory,
        Set<Integer> heads,
        int activeUnits) {

    static Incident of(WaitForGraph waits, StackGroups groups, @Nullable MemoryFacts memory) {
        int active = 0;
        for (StackGroup group : groups.groups()) {
            active += group.idle() || group.activity() == Activity.ENDED ? 0 : group.size();
        }
        List<@Nullable Resource> resources = GroupResources.of(waits, groups);
        List<@Nullable GroupOwner> owners = new ArrayList<>(GroupOwner.of(waits, groups));
        for (int group = 0; group < owners.size(); group++) {
            GroupOwner owner = owners.get(group);
            Resource resource = resources.get(group);
            if (owner != null && resource != null && isTheLesser(owner, resource)) {
                owners.set(group, null);
            }
        }
        Set<Integer> heads = new HashSet<>();
        for (GroupOwner owner : owners) {
            if (owner != null) {
                owner.chain().forEach(unit -> heads.add(groups.groupOf(unit).index()));
            }
        }
        for (Resource resource : resources) {
            if (resource != null) {
                resource.holders()
                        .forEach(holder ->
                                heads.add(groups.groupOf(holder.unit()).index()));
            }
        }
        return new Incident(
                waits,
                groups,
                owners,
                resources,
                WaitCycle.of(waits),
                GroupHistory.of(waits, groups),
                memory,
                heads,
                active);
    }

    /// Whether holders explain more than the owner does: they are known and it is not, or more threads wait for them.
    private static boolean isTheLesser(GroupOwner owner, Resource resource) {
        return !resource.holders().isEmpty() && (owner.knownBy().isInferred() || resource.waiters() > owner.waiters());
    }

    List<Unit> units() {
        return waits.joined().units();
    }

    /// As the group says itself, unless a group waits for one of its members whose ownership is inferred from
    /// its stack.
    GroupRole roleOf(StackGroup group) {
        return switch (group.role()) {
            case VICTIM, OWNER, IDLE -> group.role();
            case RUNNING, UNEXPLAINED -> heads.contains(group.index()) ? GroupRole.OWNER : group.role();
        };
    }

    @Nullable
    GroupOwner ownerOf(StackGroup group) {
        return owners.get(group.index());
    }

    /// Null if the group waits for no such thing, or nothing is known of it.
    @Nullable
    Resource resourceOf(StackGroup group) {
        return resources.get(group.index());
    }

    /// Whether it is known who has what the group waits for, be it one or several.
    boolean isHeld(StackGroup group) {
        Resource resource = resourceOf(group);
        return ownerOf(group) != null
                || (resource != null && !resource.holders().isEmpty());
    }

    /// Null without a heap dump, or if the heap shows none of its members.
    @Nullable
    Long retainedOf(StackGroup group) {
        return memory == null || group.members().stream().allMatch(unit -> unit.heapIndex() < 0)
                ? null
                : memory.figures().retainedOfGroup(group.index());
    }

    /// Null without a heap dump, or if the heap does not show it.
    @Nullable
    Long retainedOf(Unit unit) {
        return memory == null || unit.heapIndex() < 0 ? null : memory.figures().retainedOfThread(unit.heapIndex());
    }

    /// What the group keeps alive through queues that are explanations of their own; 0 if none.
    long queuedBytes(StackGroup group) {
        MemoryFacts facts = memory;
        return facts == null
                ? 0
                : QueueBacklogs.large(facts).stream()
                        .filter(queue -> queue.keptByGroup() == group.index())
                        .mapToLong(queue -> queue.queue().retainedBytes())
                        .sum();
    }

    /// The same of a thread that is alone in its group; of several, none keeps such a queue by itself.
    long queuedBytes(Unit unit) {
        StackGroup group = groups.groupOf(unit);
        return group.size() == 1 ? queuedBytes(group) : 0;
    }
}
