package dev.holdup.analysis.waits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Units that wait for each other, each for the next one: a deadlock.
///
/// @param members indexes into [JoinedUnits#units], beginning with the smallest
/// @param reportedByJvm whether the JVM found it too
/// @param edgesKnown whether every wait in it is known; if not, the JVM's word is all there is
public record WaitCycle(List<Integer> members, boolean reportedByJvm, boolean edgesKnown) {

    /// All cycles of the graph, and those that the latest thread dump reports beyond them.
    public static List<WaitCycle> of(WaitForGraph graph) {
        List<WaitCycle> cycles = new ArrayList<>();
        List<List<Integer>> reported = reported(graph.joined());
        for (List<Integer> members : in(graph.owners())) {
            boolean confirmed = reported.removeIf(names -> members.containsAll(names) || names.containsAll(members));
            cycles.add(new WaitCycle(members, confirmed, true));
        }
        for (List<Integer> members : reported) {
            cycles.add(new WaitCycle(members, true, false));
        }
        return List.copyOf(cycles);
    }

    /// Cycles of a graph in which each node has at most one successor.
    ///
    /// Each node is walked over once: linear.
    ///
    /// @param next `next[node]` is its successor, −1 for none
    static List<List<Integer>> in(int[] next) {
        List<List<Integer>> cycles = new ArrayList<>();
        int[] walkByNode = new int[next.length];
        Arrays.fill(walkByNode, -1);
        for (int start = 0; start < next.length; start++) {
            int node = start;
            while (node >= 0 && walkByNode[node] < 0) {
                walkByNode[node] = start;
                node = next[node];
            }
            if (node >= 0 && walkByNode[node] == start) {
                cycles.add(cycleThrough(node, next));
            }
        }
        return cycles;
    }

    private static List<Integer> cycleThrough(int node, int[] next) {
        int smallest = node;
        for (int member = next[node]; member != node; member = next[member]) {
            smallest = Math.min(smallest, member);
        }
        List<Integer> members = new ArrayList<>(List.of(smallest));
        for (int member = next[smallest]; member != smallest; member = next[member]) {
            members.add(member);
        }
        return List.copyOf(members);
    }

    private static List<List<Integer>> reported(JoinedUnits joined) {
        List<List<Integer>> reported = new ArrayList<>();
        if (joined.dumps().isEmpty()) {
            return reported;
        }
        for (List<String> names : joined.dumps().getLast().deadlocks()) {
            List<Integer> members = new ArrayList<>();
            for (String name : names) {
                joined.units().stream()
                        .filter(unit -> unit.latest() != null && unit.name().equals(name))
                        .findFirst()
                        .ifPresent(unit -> members.add(unit.index()));
            }
            if (members.size() > 1) {
                reported.add(List.copyOf(members));
            }
        }
        return reported;
    }
}
