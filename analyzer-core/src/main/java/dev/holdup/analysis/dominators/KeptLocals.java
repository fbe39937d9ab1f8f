package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.heap.HeapThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What one thread's frames refer to, where the frame, the thread or its group alone keeps it; each object once, at the
/// innermost frame that refers to it.
final class KeptLocals {
    private static final int MOST = 8;
    private static final long SMALLEST_BYTES = 512;

    private KeptLocals() {}

    /// Largest first, at most [#MOST].
    static List<UnitRow.Local> of(DominatorTree tree, HeapThread thread) {
        List<UnitRow.Local> kept = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (HeapThread.Local local : thread.locals()) {
            int object = local.objectIndex();
            if (local.frameIndex() < 0
                    || object < 0
                    || tree.isLiveThread(object)
                    || !tree.isReachable(object)
                    || !tree.isKeptByOneGroup(object)
                    || !seen.add(object)) {
                continue;
            }
            long retained = tree.retainedOf(object);
            if (retained >= SMALLEST_BYTES) {
                kept.add(new UnitRow.Local(
                        local.frameIndex(), local.className(), retained, tree.isKeptByGroupOnly(object)));
            }
        }
        kept.sort(Comparator.comparingLong(UnitRow.Local::retainedBytes)
                .reversed()
                .thenComparingInt(UnitRow.Local::frame)
                .thenComparing(UnitRow.Local::className));
        return List.copyOf(kept.subList(0, Math.min(MOST, kept.size())));
    }
}
