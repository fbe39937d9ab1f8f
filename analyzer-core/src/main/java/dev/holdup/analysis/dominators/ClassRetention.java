package dev.holdup.analysis.dominators;

import java.util.Arrays;

/// What each class's objects keep alive together, as the dominator tree gives it: the retained sizes of those that are
/// dominated by no other object of their class, summed.
///
/// @param retainedByClass by class index
/// @param objectsByClass reachable ones, by class index
/// @param shallowByClass bytes of the reachable ones, by class index
public record ClassRetention(long[] retainedByClass, long[] objectsByClass, long[] shallowByClass) {

    /// Walks the dominator tree once, depth first, counting the open objects of each class.
    static ClassRetention of(DominatorTree tree, DominatedChildren children) {
        int classes = tree.heap().shapes().virtualClass() + 1;
        long[] retained = new long[classes];
        long[] objects = new long[classes];
        long[] shallow = new long[classes];
        int[] open = new int[classes];
        int[] nodeByDepth = new int[1024];
        int[] nextByDepth = new int[1024];
        int depth = 0;
        nodeByDepth[0] = 0;
        nextByDepth[0] = children.first(0);
        open[tree.classOf(0)]++;
        while (depth >= 0) {
            int node = nodeByDepth[depth];
            int next = nextByDepth[depth];
            if (next == children.end(node)) {
                open[tree.classOf(node)]--;
                depth--;
                continue;
            }
            nextByDepth[depth] = next + 1;
            int child = children.child(next);
            int classIndex = tree.classOf(child);
            objects[classIndex]++;
            shallow[classIndex] += tree.shallowOf(child);
            if (open[classIndex] == 0) {
                retained[classIndex] += tree.retainedOf(child);
            }
            int first = children.first(child);
            if (first == children.end(child)) {
                continue;
            }
            open[classIndex]++;
            if (++depth == nodeByDepth.length) {
                nodeByDepth = Arrays.copyOf(nodeByDepth, 2 * depth);
                nextByDepth = Arrays.copyOf(nextByDepth, 2 * depth);
            }
            nodeByDepth[depth] = child;
            nextByDepth[depth] = first;
        }
        return new ClassRetention(
                Arrays.copyOf(retained, classes - 1),
                Arrays.copyOf(objects, classes - 1),
                Arrays.copyOf(shallow, classes - 1));
    }
}
