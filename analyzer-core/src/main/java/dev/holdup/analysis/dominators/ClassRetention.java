package dev.holdup.analysis.dominators;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What each class's objects keep alive together, as the dominator tree gives it: the retained sizes of those that are
/// dominated by no other object of their class, summed. Besides, the classes of what some single objects keep alive.
///
/// @param retainedByClass by class index
/// @param objectsByClass reachable ones, by class index
/// @param shallowByClass bytes of the reachable ones, by class index
/// @param contentByTop for the objects asked for, by object index
public record ClassRetention(
        long[] retainedByClass, long[] objectsByClass, long[] shallowByClass, Map<Integer, Content> contentByTop) {

    /// Objects and shallow bytes by class index.
    public record Content(long[] objectsByClass, long[] shallowByClass) {
        void add(Content other) {
            ClassRetention.add(objectsByClass, other.objectsByClass);
            ClassRetention.add(shallowByClass, other.shallowByClass);
        }
    }

    /// Walks down the dominator tree once, tree by tree. Every worker walks all of it, since what is above a tree
    /// decides
    /// what counts in it, and counts the members of its share of the trees.
    ///
    /// @param tops objects to tell the content of
    static ClassRetention of(DominatorTree tree, List<Integer> tops) {
        TreeChildren children = new TreeChildren(tree);
        int classes = tree.heap().virtualClass();
        ClassRetention sum =
                new ClassRetention(new long[classes], new long[classes], new long[classes], new HashMap<>());
        tops.forEach(top -> sum.contentByTop.put(top, new Content(new long[classes], new long[classes])));
        tree.heap().workers().run(worker -> {
            ClassWalk walk = new ClassWalk(tree, children, tops, worker);
            walk.run();
            walk.addTo(sum);
        });
        for (int t = 0; t < tree.heap().threads().size(); t++) {
            // A thread's frames keep alive what they hold as the thread does: its node counts, not its object.
            int node = tree.virtual().nodeByThread[t];
            sum.retainedByClass[tree.classOf(node)] += tree.retainedOf(node);
        }
        children.free();
        return sum;
    }

    static void add(long[] sum, long[] more) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += more[c];
        }
    }
}
