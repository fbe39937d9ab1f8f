package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.HeapDominators.By;
import dev.holdup.analysis.findings.HeapDominators.DominatedClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Asks for every object's immediate dominator: which classes dominate the objects of the largest classes next, and
/// what some objects dominate next.
final class DominatedClasses implements TreeLook.Question {
    private static final int MOST_DOMINATORS = 8;

    private final DominatorTree tree;
    private final NodeNames names;
    /// `[classIndex]`: number of a class asked about, −1 for others.
    private final int[] askedByClass;
    private final int[] classes;
    /// `[asked]`: objects and units of eight bytes by the name of the dominators' class.
    private final List<Map<String, long[]>> sums = new ArrayList<>();
    /// Of some nodes.
    private final Map<Integer, Children> childrenByNode = new HashMap<>();

    /// Nodes whose children are asked about: a look at a bit for each object.
    private final BitSet asksChildren = new BitSet();

    /// What a node dominates next.
    static final class Children {
        long objects;
        long largestBytes;
        private final Map<Integer, Long> objectsByClass = new HashMap<>();

        int mostFrequentClass() {
            return objectsByClass.entrySet().stream()
                    .max(Map.Entry.<Integer, Long>comparingByValue()
                            .thenComparing(
                                    Map.Entry.<Integer, Long>comparingByKey().reversed()))
                    .map(Map.Entry::getKey)
                    .orElse(DominatorTree.NONE);
        }

        private void add(int classIndex, long bytes) {
            objects++;
            largestBytes = Math.max(largestBytes, bytes);
            objectsByClass.merge(classIndex, 1L, Long::sum);
        }

        private void add(Children other) {
            objects += other.objects;
            largestBytes = Math.max(largestBytes, other.largestBytes);
            other.objectsByClass.forEach((classIndex, more) -> objectsByClass.merge(classIndex, more, Long::sum));
        }
    }

    /// @param classes to tell the dominators of
    /// @param nodes to tell the children of
    DominatedClasses(DominatorTree tree, NodeNames names, int[] classes, List<Integer> nodes) {
        this.tree = tree;
        this.names = names;
        this.classes = classes;
        askedByClass = new int[tree.heap().virtualClass() + 1];
        Arrays.fill(askedByClass, -1);
        for (int i = 0; i < classes.length; i++) {
            askedByClass[classes[i]] = i;
            sums.add(new HashMap<>());
        }
        nodes.forEach(node -> {
            childrenByNode.put(node, new Children());
            asksChildren.set(node);
        });
    }

    @Override
    public TreeLook.Asking worker() {
        return new Look();
    }

    Children children(int node) {
        return childrenByNode.getOrDefault(node, new Children());
    }

    List<DominatedClass> told() {
        return IntStream.range(0, classes.length)
                .mapToObj(i -> {
                    List<By> by = new ArrayList<>();
                    sums.get(i).forEach((name, sum) -> by.add(new By(name, sum[0], sum[1] << 3)));
                    by.sort(Comparator.comparingLong(By::objects).reversed().thenComparing(By::className));
                    return new DominatedClass(
                            tree.heap().classes().get(classes[i]).name(),
                            by.stream().mapToLong(By::objects).sum(),
                            List.copyOf(by.subList(0, Math.min(MOST_DOMINATORS, by.size()))));
                })
                .toList();
    }

    /// One worker's look.
    private final class Look implements TreeLook.Asking {
        /// By number of the class asked about and class of the dominator, or the virtual node that dominates.
        private final PairSums sumByPair = new PairSums();

        private final Map<Integer, Children> children = new HashMap<>();

        @Override
        public void look(TreeBlock block) {
            for (int i = 0; i < block.size; i++) {
                int dominator = block.dominator[i];
                int asked = askedByClass[block.classIndex[i]];
                if (asked >= 0) {
                    int by = dominator < tree.trees().objects
                            ? tree.heap().shapes().classIndex(dominator)
                            : ~dominator;
                    sumByPair.add(asked, by, block.units[i]);
                }
                if (asksChildren.get(dominator)) {
                    children.computeIfAbsent(dominator, node -> new Children())
                            .add(block.classIndex[i], tree.retainedOf(block.object[i]));
                }
            }
        }

        @Override
        public void add() {
            synchronized (DominatedClasses.this) {
                sumByPair.each((asked, by, objects, units) -> {
                    String name = by >= 0 ? tree.heap().classes().get(by).name() : names.ofClass(~by);
                    long[] all = sums.get(asked).computeIfAbsent(name, each -> new long[2]);
                    all[0] += objects;
                    all[1] += units;
                });
                children.forEach((node, its) -> childrenByNode.computeIfPresent(node, (key, all) -> {
                    all.add(its);
                    return all;
                }));
            }
        }
    }
}
