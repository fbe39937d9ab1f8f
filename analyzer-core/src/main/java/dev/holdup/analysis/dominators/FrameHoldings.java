package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.heap.HeapThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the locals of a group's frames keep alive, summed over its members by frame and class.
///
/// A local counts where its frame, its thread or the group alone keeps it; each object once. What others keep
/// as well is not the group's.
final class FrameHoldings {
    private FrameHoldings() {}

    /// Largest first, at most `most`.
    static List<Group.FrameHolding> of(DominatorTree tree, List<Integer> threadIndexes, int most) {
        Map<List<String>, long[]> sumByFrameAndClass = new LinkedHashMap<>();
        Set<Integer> counted = new HashSet<>();
        for (int t : threadIndexes) {
            HeapThread thread = tree.heap().threads().get(t);
            for (HeapThread.Local local : thread.locals()) {
                int object = local.objectIndex();
                // A local that is itself a live thread keeps nothing: the thread is its own root.
                if (object < 0
                        || tree.isLiveThread(object)
                        || !tree.isReachable(object)
                        || !tree.isKeptByOneGroup(object)
                        || !counted.add(object)) {
                    continue;
                }
                String frame = local.frameIndex() < 0
                        ? "(no frame)"
                        : thread.frames().get(local.frameIndex()).qualifiedName();
                long[] sum = sumByFrameAndClass.computeIfAbsent(List.of(frame, local.className()), k -> new long[2]);
                sum[0]++;
                sum[1] += tree.retainedOf(object);
            }
        }
        List<Group.FrameHolding> holdings = new ArrayList<>();
        sumByFrameAndClass.forEach(
                (key, sum) -> holdings.add(new Group.FrameHolding(key.get(0), key.get(1), (int) sum[0], sum[1])));
        holdings.sort(Comparator.comparingLong(Group.FrameHolding::bytes)
                .reversed()
                .thenComparing(Group.FrameHolding::frame)
                .thenComparing(Group.FrameHolding::className));
        return List.copyOf(holdings.subList(0, Math.min(most, holdings.size())));
    }
}
