package dev.holdup.report.page;

import dev.holdup.analysis.findings.Waits;
import java.util.Arrays;

/// In which column a node stands: one left of the leftmost that it waits for; who waits for nobody stands on the right.
///
/// Circles are not counted: who stands in one stands below the others of it.
final class WaitColumns {
    private static final int UNKNOWN = -1;
    private static final int BEING_SOUGHT = -2;

    private final WaitsShown shown;
    /// Steps to the right end.
    private final int[] stepsByNode;

    WaitColumns(WaitsShown shown) {
        this.shown = shown;
        stepsByNode = new int[shown.nodes().size()];
        Arrays.fill(stepsByNode, UNKNOWN);
        for (int node = 0; node < stepsByNode.length; node++) {
            steps(node);
        }
    }

    /// Depth is bounded by the nodes shown.
    private int steps(int node) {
        if (stepsByNode[node] == UNKNOWN) {
            stepsByNode[node] = BEING_SOUGHT;
            int most = 0;
            for (Waits.Edge edge : shown.edges()) {
                if (edge.from() == node && !edge.cyclic() && stepsByNode[edge.to()] != BEING_SOUGHT) {
                    most = Math.max(most, steps(edge.to()) + 1);
                }
            }
            stepsByNode[node] = most;
        }
        return stepsByNode[node];
    }

    int[] columnByNode() {
        int most = Arrays.stream(stepsByNode).max().orElse(0);
        return Arrays.stream(stepsByNode).map(steps -> most - steps).toArray();
    }
}
