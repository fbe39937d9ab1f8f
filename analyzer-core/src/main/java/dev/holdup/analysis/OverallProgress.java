package dev.holdup.analysis;

import dev.holdup.analysis.contents.ContentsSearch;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.HeapGraphBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/// From how far a pass has come to how far the whole analysis has.
///
/// The passes' shares of the time were measured on a heap of 23 million objects; they hardly change with its size.
final class OverallProgress implements HeapGraphBuilder.PassProgress {
    static final String SUMMING_UP = "summing up";

    private static final Map<String, Double> SHARE_BY_PASS = new LinkedHashMap<>();

    static {
        SHARE_BY_PASS.put(HeapGraphBuilder.MARKING, 0.06);
        SHARE_BY_PASS.put(HeapGraphBuilder.REFERENCES, 0.25);
        SHARE_BY_PASS.put(DominatorTree.TREES, 0.22);
        SHARE_BY_PASS.put(DominatorTree.SEARCH, 0.09);
        SHARE_BY_PASS.put(DominatorTree.DOMINATORS, 0.17);
        SHARE_BY_PASS.put(DominatorTree.RETAINED_SIZES, 0.02);
        SHARE_BY_PASS.put(ContentsSearch.PASS, 0.08);
        SHARE_BY_PASS.put(SUMMING_UP, 0.11);
    }

    private final Progress progress;
    private volatile double reached;

    OverallProgress(Progress progress) {
        this.progress = progress;
    }

    /// A pass without a share, such as one that is new, is told without going on.
    @Override
    public void at(String pass, double done) {
        double before = 0;
        for (Map.Entry<String, Double> entry : SHARE_BY_PASS.entrySet()) {
            if (entry.getKey().equals(pass)) {
                reached = before + done * entry.getValue();
                progress.at(pass, reached);
                return;
            }
            before += entry.getValue();
        }
        progress.at(pass, reached);
    }
}
