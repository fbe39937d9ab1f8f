package dev.holdup.analysis.correlation;

import dev.holdup.analysis.waits.GroupOwner;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitCycle;
import dev.holdup.analysis.waits.WaitForGraph;
import dev.holdup.dumps.model.Activity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Threads, waits, groups and memory of one incident, linked.
///
/// @param owners `owners.get(group)` of what that group waits for; null where nobody is known to hold it
/// @param memory null without a heap dump
/// @param heads groups of those that others wait for
/// @param activeUnits that neither wait for work nor have ended
record Incident(
        WaitForGraph waits,
        StackGroups groups,
        List<@Nullable GroupOwner> owners,
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
        List<@Nullable GroupOwner> owners = GroupOwner.of(waits, groups);
        Set<Integer> heads = new HashSet<>();
        for (GroupOwner owner : owners) {
            if (owner != null) {
                owner.chain().forEach(unit -> heads.add(groups.groupOf(unit).index()));
            }
        }
        return new Incident(
                waits, groups, owners, WaitCycle.of(waits), GroupHistory.of(waits, groups), memory, heads, active);
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
}
