package dev.holdup.analysis.correlation;

import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.Unit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Groups as virtual nodes of the dominator tree.
public final class GroupNodes {

    private GroupNodes() {}

    /// @param heapThreads how many threads the heap has
    public static ThreadGrouping grouping(JoinedUnits joined, StackGroups groups, int heapThreads) {
        int[] groupByThread = new int[heapThreads];
        Arrays.fill(groupByThread, -1);
        for (Unit unit : joined.units()) {
            if (unit.heapIndex() >= 0) {
                groupByThread[unit.heapIndex()] = groups.groupOf(unit).index();
            }
        }
        Map<Subsystem, Integer> subsystems = new LinkedHashMap<>();
        int[] subsystemByGroup = new int[groups.groups().size()];
        for (StackGroup group : groups.groups()) {
            Integer subsystem = subsystems.computeIfAbsent(group.subsystem(), key -> subsystems.size());
            subsystemByGroup[group.index()] = subsystem;
        }
        return new ThreadGrouping(groupByThread, subsystemByGroup, subsystems.size());
    }

    /// Under which heading of "where the memory is" a group's memory counts.
    public static String holder(StackGroup group) {
        return switch (group.role()) {
            case VICTIM -> "blocked threads";
            case UNEXPLAINED -> "waiting threads";
            case IDLE -> "idle threads";
            case OWNER, RUNNING -> "running threads";
        };
    }
}
