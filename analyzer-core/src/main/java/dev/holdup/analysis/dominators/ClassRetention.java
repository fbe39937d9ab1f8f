package dev.holdup.analysis.dominators;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each class's objects keep alive together, as the dominator tree gives it: the retained sizes of those
/// that are dominated by no other object of their class, summed. Besides, the classes of what some single nodes
/// keep alive.
///
/// @param retainedByClass by class index
/// @param objectsByClass reachable ones, by class index
/// @param shallowByClass bytes of the reachable ones, by class index
/// @param contentByTop for the nodes asked for, by preorder number
public record ClassRetention(
        long[] retainedByClass, long[] objectsByClass, long[] shallowByClass, Map<Integer, Content> contentByTop) {

    /// Objects and shallow bytes by class index.
    public record Content(long[] objectsByClass, long[] shallowByClass) {}

    /// Walks the dominator tree once, depth first and without a stack, counting the open objects of each class.
    ///
    /// @param tops nodes to tell the content of
    static ClassRetention of(DominatorTree tree, List<Integer> tops) {
        DominatedChildren children = tree.children();
        int classes = tree.heap().shapes().virtualClass() + 1;
        long[] retained = new long[classes];
        long[] objects = new long[classes];
        long[] shallow = new long[classes];
        int[] open = new int[classes];
        BitSet wanted = new BitSet();
        tops.forEach(wanted::set);
        Map<Integer, Content> contentByTop = new HashMap<>();
        int node = 0;
        while (true) {
            int classIndex = tree.classOf(node);
            if (wanted.get(node)) {
                contentByTop.put(node, new Content(objects.clone(), shallow.clone()));
            }
            objects[classIndex]++;
            shallow[classIndex] += tree.shallowOf(node);
            if (open[classIndex] == 0) {
                retained[classIndex] += tree.retainedOf(node);
            }
            int first = children.first(node);
            if (first != DominatedChildren.END) {
                open[classIndex]++;
                node = first;
                continue;
            }
            if (wanted.get(node)) {
                close(contentByTop.get(node), objects, shallow);
            }
            int next = children.next(node);
            while (next == DominatedChildren.END && node != 0) {
                node = tree.dominatorOf(node);
                open[tree.classOf(node)]--;
                if (wanted.get(node)) {
                    close(contentByTop.get(node), objects, shallow);
                }
                next = children.next(node);
            }
            if (node == 0) {
                break;
            }
            node = next;
        }
        int real = classes - 1;
        return new ClassRetention(
                Arrays.copyOf(retained, real),
                Arrays.copyOf(objects, real),
                Arrays.copyOf(shallow, real),
                contentByTop);
    }

    /// Leaving a node asked for: what was counted since it was entered is its content.
    private static void close(@Nullable Content before, long[] objects, long[] shallow) {
        if (before != null) {
            Arrays.setAll(before.objectsByClass(), c -> objects[c] - before.objectsByClass()[c]);
            Arrays.setAll(before.shallowByClass(), c -> shallow[c] - before.shallowByClass()[c]);
        }
    }
}
