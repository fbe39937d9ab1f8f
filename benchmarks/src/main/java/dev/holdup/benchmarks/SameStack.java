package dev.holdup.benchmarks;

import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.JvmFrame;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Threads with the same frames as one group, all groups in one subsystem: as many virtual nodes as an incident has,
/// without the rules.
final class SameStack {
    private SameStack() {}

    static ThreadGrouping grouping(List<HeapThread> threads) {
        Map<List<String>, Integer> groupByStack = new HashMap<>();
        int[] groupByThread = new int[threads.size()];
        for (int t = 0; t < groupByThread.length; t++) {
            List<String> stack =
                    threads.get(t).frames().stream().map(JvmFrame::text).toList();
            Integer known = groupByStack.putIfAbsent(stack, groupByStack.size());
            groupByThread[t] = known == null ? groupByStack.size() - 1 : known;
        }
        int[] subsystemByGroup = new int[groupByStack.size()];
        Arrays.fill(subsystemByGroup, 0);
        return new ThreadGrouping(groupByThread, subsystemByGroup, 1);
    }
}
