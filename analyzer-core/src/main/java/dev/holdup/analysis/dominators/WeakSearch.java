package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.ReferenceStrength;
import dev.holdup.analysis.heap.WeakReferents;
import java.util.Arrays;

/// Searches what soft, then weak, then phantom references add to what was reached before: a stage for each
/// strength.
///
/// A stage follows the references of its own strength in all that was reached, and those of its own and of the
/// stronger ones in what it reaches itself. A reference that nothing reaches leads nowhere.
final class WeakSearch {
    private static final ReferenceStrength[] STAGES = {
        ReferenceStrength.SOFT, ReferenceStrength.WEAK, ReferenceStrength.PHANTOM
    };

    private final DepthFirstOrder order;
    private final IntTable stateByNode;
    /// `pairsByStage[stage]`: `reference << 32 | referent`, ordered.
    private final long[][] pairsByStage = new long[STAGES.length][];

    private int stageNode;

    WeakSearch(DepthFirstOrder order, WeakReferents referents, IntTable stateByNode) {
        this.order = order;
        this.stateByNode = stateByNode;
        Arrays.setAll(pairsByStage, stage -> referents.of(STAGES[stage]));
    }

    /// @param weakNodes a virtual node for each stage: what only the stage reaches comes under it
    void run(int[] weakNodes) {
        for (int stage = 0; stage < STAGES.length; stage++) {
            stageNode = order.visit(weakNodes[stage], 0);
            for (long pair : pairsByStage[stage]) {
                int state = stateByNode.get(pair >>> 32);
                // What this stage reaches comes next.
                if (state < 0 && (state == SearchGraph.LIVE_THREAD || ~state < stageNode)) {
                    follow((int) pair);
                }
            }
            for (int reached = stageNode + 1; reached < order.size(); reached++) {
                int node = order.nodeByPreorder.get(reached);
                for (int stronger = 0; stronger <= stage; stronger++) {
                    int referent = referentOf(node, pairsByStage[stronger]);
                    if (referent >= 0) {
                        follow(referent);
                    }
                }
            }
        }
    }

    private void follow(int referent) {
        int state = stateByNode.get(referent);
        if (state >= 0) {
            order.searchFrom(referent, stageNode);
        } else if (state != SearchGraph.LIVE_THREAD && ~state > stageNode) {
            order.others.add(stageNode, ~state);
        }
    }

    /// −1 if it is no such reference.
    private static int referentOf(int node, long[] pairs) {
        int at = Arrays.binarySearch(pairs, (long) node << 32);
        int next = at < 0 ? ~at : at;
        return next < pairs.length && (int) (pairs[next] >>> 32) == node ? (int) pairs[next] : -1;
    }
}
