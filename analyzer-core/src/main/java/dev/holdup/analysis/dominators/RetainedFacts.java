package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.UnitRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that is read off the dominator tree for a report, as plain values: it outlives the heap graph.
///
/// @param retainedByThread by index into the heap graph's threads
/// @param retainedByFrame `[threadIndex][frameIndex]`
/// @param retainedByGroup by group
/// @param largestLocals by index into the heap graph's threads, of those that keep more than a hundredth of the memory
/// @param suspects that no thread pins, largest first
/// @param pinned those that one thread alone keeps, largest first
/// @param localsByThread what its frames refer to and keep alive, by index into the heap graph's threads, capped
/// @param holdingsByGroup what the frames' locals hold, by group, capped
public record RetainedFacts(
        long reachableBytes,
        long[] retainedByThread,
        long[][] retainedByFrame,
        long[] retainedByGroup,
        Map<Integer, LargestLocal> largestLocals,
        List<List<UnitRow.Local>> localsByThread,
        List<List<Group.FrameHolding>> holdingsByGroup,
        RootHolders holders,
        ClassRetention classes,
        List<Suspect> suspects,
        List<Suspect> pinned) {
    private static final int MOST_HOLDINGS = 12;

    public static RetainedFacts of(DominatorTree tree, ThreadGrouping grouping) {
        return of(tree, grouping, List.of(), null);
    }

    /// @param further objects of which [ClassRetention#contentByTop] is to tell the content, besides the suspects
    /// @param depths noted on the way; null if nobody asks
    public static RetainedFacts of(
            DominatorTree tree, ThreadGrouping grouping, List<Integer> further, @Nullable TreeDepths depths) {
        int threads = grouping.groupByThread().length;
        long[] byThread = new long[threads];
        long[][] byFrame = new long[threads][];
        for (int t = 0; t < threads; t++) {
            byThread[t] = tree.retainedOfThread(t);
            byFrame[t] = new long[tree.heap().threads().get(t).frames().size()];
            for (int f = 0; f < byFrame[t].length; f++) {
                byFrame[t][f] = tree.retainedOfFrame(t, f);
            }
        }
        long[] byGroup = new long[grouping.groups()];
        List<List<Integer>> members = new java.util.ArrayList<>();
        for (int g = 0; g < byGroup.length; g++) {
            byGroup[g] = tree.retainedOfGroup(g);
            members.add(new java.util.ArrayList<>());
        }
        for (int t = 0; t < threads; t++) {
            if (grouping.groupByThread()[t] >= 0) {
                members.get(grouping.groupByThread()[t]).add(t);
            }
        }
        Map<Integer, LargestLocal> largestLocals = new HashMap<>();
        for (int t = 0; t < threads; t++) {
            LargestLocal local = byThread[t] < tree.reachableBytes() / 100
                    ? null
                    : LargestLocal.of(tree, tree.heap().threads().get(t));
            if (local != null) {
                largestLocals.put(t, local);
            }
        }
        Suspects suspects = new Suspects(tree);
        List<Integer> tops = java.util.stream.Stream.concat(suspects.tops().stream(), further.stream())
                .distinct()
                .toList();
        ClassRetention classes = ClassRetention.of(tree, tops, depths);
        List<Suspect> told = suspects.told(classes);
        return new RetainedFacts(
                tree.reachableBytes(),
                byThread,
                byFrame,
                byGroup,
                largestLocals,
                tree.heap().threads().stream()
                        .map(thread -> KeptLocals.of(tree, thread))
                        .toList(),
                members.stream()
                        .map(group -> FrameHoldings.of(tree, group, MOST_HOLDINGS))
                        .toList(),
                RootHolders.of(tree, grouping.subsystems()),
                classes,
                told.stream().filter(suspect -> suspect.thread() == null).toList(),
                told.stream().filter(suspect -> suspect.thread() != null).toList());
    }
}
