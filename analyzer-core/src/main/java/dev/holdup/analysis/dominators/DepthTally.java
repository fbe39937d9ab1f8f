package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.HeapDominators.Depth;
import dev.holdup.analysis.findings.HeapDominators.DepthRange;
import java.util.ArrayList;
import java.util.List;

/// How deep objects lie in the dominator tree: how many, and their bytes, by ranges that double.
final class DepthTally implements TreeLook.Question {
    /// Range r is of depths above 2^(r − 1) and up to 2^r.
    private static final int RANGES = 32;

    private final DominatorTree tree;
    private final TreeDepths depths;
    private final long[] objectsByRange = new long[RANGES];
    private final long[] unitsByRange = new long[RANGES];
    private int deepest;

    /// @param depths of all trees
    DepthTally(DominatorTree tree, TreeDepths depths) {
        this.tree = tree;
        this.depths = depths;
    }

    @Override
    public TreeLook.Asking worker() {
        return new Look();
    }

    Depth told() {
        List<DepthRange> ranges = new ArrayList<>();
        for (int range = 0; range < RANGES; range++) {
            if (objectsByRange[range] > 0) {
                ranges.add(new DepthRange(1L << range, objectsByRange[range], unitsByRange[range] << 3));
            }
        }
        return new Depth(deepest, List.copyOf(ranges));
    }

    private final class Look implements TreeLook.Asking {
        private final long[] objects = new long[RANGES];
        private final long[] units = new long[RANGES];
        private int most;

        @Override
        public void look(TreeBlock block) {
            PrivateTrees trees = tree.trees();
            int head = trees.headByRank.get(block.rank);
            int headDepth = depths.of(block.rank);
            for (int i = 0; i < block.size; i++) {
                int depth = headDepth;
                if (block.object[i] != head) {
                    depth++;
                    for (int at = block.dominator[i]; at != head; at = trees.aboveByObject.get(at) - 1) {
                        depth++;
                    }
                }
                most = Math.max(most, depth);
                int range = Integer.SIZE - Integer.numberOfLeadingZeros(depth - 1);
                objects[range]++;
                units[range] += block.units[i];
            }
        }

        @Override
        public void add() {
            synchronized (DepthTally.this) {
                ClassRetention.add(objectsByRange, objects);
                ClassRetention.add(unitsByRange, units);
                deepest = Math.max(deepest, most);
            }
        }
    }
}
