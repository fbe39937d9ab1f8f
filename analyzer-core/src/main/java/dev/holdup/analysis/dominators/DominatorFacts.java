package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.HeapDominators.Concentration;
import dev.holdup.analysis.findings.HeapDominators.DominatedClass;
import dev.holdup.analysis.findings.HeapDominators.Dominator;
import dev.holdup.analysis.findings.HeapDominators.Drop;
import dev.holdup.analysis.findings.HeapDominators.TopClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What the dominator tree looks like, as plain values.
///
/// @param byHolder the largest of what each holder keeps
/// @param smallerByHolder classes of the rest of it
/// @param byClass all classes of what nothing else dominates
public record DominatorFacts(
        Map<String, List<Dominator>> byHolder,
        Map<String, List<TopClass>> smallerByHolder,
        List<Drop> drops,
        List<TopClass> byClass,
        List<DominatedClass> immediate,
        List<Concentration> concentration) {
    private static final int MOST_DROPS = 20;
    /// A hundredth each: there are no more that do not dominate one another.
    private static final int MOST_LOOKED_AT = 100;
    private static final int MOST_CLASSES = 10;
    /// A drop is at least this part of the reachable bytes, and no single child keeps more than this share of it.
    private static final int DROP_PART = 100;

    private static final double LARGEST_CHILD = 0.7;
    private static final int LONGEST_PATH = 12;

    /// Time: two looks at every object, on all workers.
    ///
    /// @param shallowByClass of what is reachable
    /// @param holderByGroup under which heading of `memory.byHolder` the memory of a group of threads stands
    public static DominatorFacts of(DominatorTree tree, long[] shallowByClass, IntFunction<String> holderByGroup) {
        ReferencePath paths = new ReferencePath(tree);
        NodeNames names = new NodeNames(tree, paths);
        LargeTree large = new LargeTree(tree, paths, names, holderByGroup);
        Map<String, List<Dominator>> byHolder = large.byHolder();
        TopDominators tops = new TopDominators(tree, names, large);
        List<Integer> drops = drops(tree, large);
        int[] classes = IntStream.range(0, shallowByClass.length)
                .filter(c -> shallowByClass[c] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(c -> shallowByClass[c])
                        .reversed())
                .limit(MOST_CLASSES)
                .mapToInt(Integer::intValue)
                .toArray();
        DominatedClasses dominated = new DominatedClasses(tree, names, classes, drops);
        return new DominatorFacts(
                byHolder,
                tops.smallerByHolder(),
                drops.stream()
                        .filter(node -> dominated.children(node).objects > 0)
                        .limit(MOST_DROPS)
                        .map(node -> drop(tree, names, node, dominated.children(node)))
                        .toList(),
                tops.byClass(),
                dominated.told(),
                tops.concentration());
    }

    /// Objects that keep much more than the largest of what they dominate next, the most first.
    private static List<Integer> drops(DominatorTree tree, LargeTree large) {
        long least = Math.max(1, tree.reachableBytes() / DROP_PART);
        List<Integer> drops = new ArrayList<>();
        IntStack todo = new IntStack();
        todo.push(tree.virtual().root());
        while (!todo.isEmpty()) {
            int node = todo.pop();
            long largest = 0;
            for (int child : large.below(node)) {
                largest = Math.max(largest, tree.retainedOf(child));
                if (tree.retainedOf(child) >= least) {
                    todo.push(child);
                }
            }
            long bytes = tree.retainedOf(node);
            if (node < tree.trees().objects && bytes - largest >= least && largest < LARGEST_CHILD * bytes) {
                drops.add(node);
            }
        }
        drops.sort(
                Comparator.<Integer>comparingLong(tree::retainedOf).reversed().thenComparing(node -> node));
        // A large array is told by other views: only what has children lets them come together.
        return drops.subList(0, Math.min(MOST_LOOKED_AT, drops.size()));
    }

    private static Drop drop(DominatorTree tree, NodeNames names, int node, DominatedClasses.Children children) {
        List<String> path = new ArrayList<>();
        for (int at = tree.dominatorOf(node); at >= 0 && path.size() < LONGEST_PATH; at = tree.dominatorOf(at)) {
            if (tree.objectOf(at) >= 0) {
                path.addFirst(names.of(at));
            }
        }
        int childClass = children.mostFrequentClass();
        return new Drop(
                names.of(node),
                Objects.requireNonNull(names.address(node)),
                tree.retainedOf(node),
                children.largestBytes,
                children.objects,
                childClass < 0 ? "" : tree.heap().classes().get(childClass).name(),
                List.copyOf(path));
    }
}
