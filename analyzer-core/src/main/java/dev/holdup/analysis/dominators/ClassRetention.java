package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ObjectShapes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
        private static final int MOST_TOLD = 8;

        /// The classes with the most bytes, largest first, at most eight.
        public List<Suspect.Content> largest(HeapGraph heap) {
            return IntStream.range(0, heap.classes().size())
                    .filter(c -> objectsByClass[c] > 0)
                    .mapToObj(c ->
                            new Suspect.Content(heap.classes().get(c).name(), objectsByClass[c], shallowByClass[c]))
                    .sorted(Comparator.comparingLong(Suspect.Content::bytes)
                            .reversed()
                            .thenComparing(Suspect.Content::className))
                    .limit(MOST_TOLD)
                    .toList();
        }

        void add(Content other) {
            ClassRetention.add(objectsByClass, other.objectsByClass);
            ClassRetention.add(shallowByClass, other.shallowByClass);
        }
    }

    /// Sums up all objects that are dominated by no other of their class in their own tree, by address; then takes away
    /// what is unreachable, and what another of its class dominates from a tree above.
    ///
    /// Uses up what is known of the trees' classes.
    ///
    /// @param tops objects to tell the content of
    public static ClassRetention of(DominatorTree tree, List<Integer> tops) {
        return of(tree, tops, null);
    }

    /// @param depths noted on the way; null if nobody asks
    static ClassRetention of(DominatorTree tree, List<Integer> tops, @Nullable TreeDepths depths) {
        ClassRetention sum = new ClassRetention(
                new long[tree.heap().virtualClass()],
                tree.treeClasses().objectsByClass(),
                tree.treeClasses().shallowByClass(),
                new HashMap<>());
        tops.forEach(top -> sum.contentByTop.put(top, sum.nothing()));
        tree.heap().workers().ranges(tree.trees().objects, (from, to) -> sum.addObjects(tree, (int) from, (int) to));
        tree.heap().workers().ranges(tree.trees().ranks, (from, to) -> sum.takeUnreachable(tree, (int) from, (int) to));
        TreeChildren children = new TreeChildren(tree);
        tree.heap().workers().run(worker -> {
            ClassWalk walk = new ClassWalk(tree, children, tops, depths);
            walk.run();
            walk.addTo(sum);
        });
        for (int t = 0; t < tree.heap().threads().size(); t++) {
            // A thread's frames keep alive what they hold as the thread does: its node counts, not its object.
            int node = tree.virtual().nodeByThread[t];
            sum.retainedByClass[tree.classOf(node)] += tree.retainedOf(node);
        }
        children.free();
        tree.treeClasses().free(tree.heap().space());
        return sum;
    }

    private Content nothing() {
        return new Content(new long[retainedByClass.length], new long[retainedByClass.length]);
    }

    private void addObjects(DominatorTree tree, int from, int to) {
        long[] retained = new long[retainedByClass.length];
        ObjectShapes shapes = tree.heap().shapes();
        for (int object = from; object < to; object++) {
            if (!tree.treeClasses().isLeftOut(object)) {
                retained[shapes.classIndex(object)] += tree.retainedOf(object);
            }
        }
        synchronized (this) {
            add(retainedByClass, retained);
        }
    }

    private void takeUnreachable(DominatorTree tree, int from, int to) {
        long[] retained = new long[retainedByClass.length];
        Content members = nothing();
        ObjectShapes shapes = tree.heap().shapes();
        for (int rank = from; rank < to; rank++) {
            if (tree.order().preorderOf(rank) >= 0) {
                continue;
            }
            for (long place = tree.members().first(rank); place < tree.members().end(rank); place++) {
                int object = tree.members().object(place);
                int classIndex = shapes.classIndex(object);
                members.objectsByClass[classIndex]--;
                members.shallowByClass[classIndex] -= shapes.shallowBytes(object);
                if (!tree.treeClasses().isLeftOut(object)) {
                    retained[classIndex] -= tree.retainedOf(object);
                }
            }
        }
        synchronized (this) {
            add(retainedByClass, retained);
            add(objectsByClass, members.objectsByClass);
            add(shallowByClass, members.shallowByClass);
        }
    }

    static void add(long[] sum, long[] more) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += more[c];
        }
    }
}
