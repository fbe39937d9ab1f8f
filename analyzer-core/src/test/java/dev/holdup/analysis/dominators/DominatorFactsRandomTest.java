package dev.holdup.analysis.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.HeapDominators.Concentration;
import dev.holdup.analysis.findings.HeapDominators.Depth;
import dev.holdup.analysis.findings.HeapDominators.DepthRange;
import dev.holdup.analysis.findings.HeapDominators.DominatedClass;
import dev.holdup.analysis.findings.HeapDominators.Drop;
import dev.holdup.analysis.findings.HeapDominators.TopClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.Heaps;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is told of the dominator tree, against what follows from taking each object away, and from asking one object
/// after the other what dominates it.
class DominatorFactsRandomTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFigureOfTheDominatorTreeIsWhatBruteForceFinds(long seed) throws Exception {
        RandomHeap heap = new RandomHeap(seed, 10 + (int) seed, 4, 2);
        try (Heaps.OpenHeap open = Heaps.open(heap.dump)) {
            ThreadGrouping grouping = new ThreadGrouping(heap.groupByThread, new int[] {0, 0}, 1);
            int mostLevels = seed % 5 == 0 ? PrivateTrees.MOST_LEVELS : (int) (seed % 5);
            DominatorTree tree = DominatorTree.of(open.graph(), grouping, mostLevels, (p, d) -> {});
            TreeDepths depths = new TreeDepths(tree);
            RetainedFacts retained = RetainedFacts.of(tree, grouping, List.of(), depths);
            DominatorFacts facts = Objects.requireNonNull(TreeFacts.of(
                            tree,
                            null,
                            new TreeFacts.DominatorsAsked(
                                    depths, retained.classes().shallowByClass(), group -> "group " + group))
                    .dominators());
            OneByOne objects = new OneByOne(open.graph(), tree);

            assertThat(facts.depth()).isEqualTo(depth(heap, open, objects));
            assertThat(facts.immediate()).allSatisfy(told -> objects.hasDominators(told));
            assertThat(facts.drops()).containsExactlyElementsOf(objects.drops());
            assertThat(facts.byClass()).containsExactlyElementsOf(objects.tops());
            assertThat(facts.concentration()).containsExactlyElementsOf(objects.concentration());
        }
    }

    /// A node lies as deep as there are objects, threads among them, without which it would not be reached.
    private static Depth depth(RandomHeap heap, Heaps.OpenHeap open, OneByOne objects) {
        Map<Integer, Integer> depthByObject = new HashMap<>();
        BitSet reached = heap.reachedNodes(new BitSet(), -1);
        reached.stream().forEach(node -> depthByObject.put(open.index(heap.idByNode[node]), 1));
        for (int removed = 0; removed < heap.idByNode.length; removed++) {
            BitSet without = new BitSet();
            without.set(removed);
            BitSet left = heap.reachedNodes(without, -1);
            int self = removed;
            reached.stream()
                    .filter(node -> node != self && !left.get(node))
                    .forEach(node -> depthByObject.merge(open.index(heap.idByNode[node]), 1, Integer::sum));
        }
        for (int thread = 0; thread < heap.groupByThread.length; thread++) {
            BitSet left = heap.reachedNodes(new BitSet(), thread);
            reached.stream()
                    .filter(node -> !left.get(node))
                    .forEach(node -> depthByObject.merge(open.index(heap.idByNode[node]), 1, Integer::sum));
        }
        int deepest = 0;
        Map<Long, long[]> sums = new TreeMap<>();
        for (int object = 0; object < open.graph().size(); object++) {
            if (objects.tree.isReachable(object)) {
                int depth = depthByObject.getOrDefault(object, objects.depth(object));
                deepest = Math.max(deepest, depth);
                long upTo = 1;
                while (upTo < depth) {
                    upTo *= 2;
                }
                long[] sum = sums.computeIfAbsent(upTo, range -> new long[2]);
                sum[0]++;
                sum[1] += open.graph().shapes().shallowBytes(object);
            }
        }
        List<DepthRange> ranges = new ArrayList<>();
        sums.forEach((upTo, sum) -> ranges.add(new DepthRange(upTo, sum[0], sum[1])));
        return new Depth(deepest, ranges);
    }

    /// Asks one object after the other.
    private static final class OneByOne {
        private final HeapGraph heap;
        private final DominatorTree tree;
        private final ObjectDominators dominators;

        OneByOne(HeapGraph heap, DominatorTree tree) {
            this.heap = heap;
            this.tree = tree;
            this.dominators = new ObjectDominators(tree);
        }

        int depth(int object) {
            int depth = 0;
            for (int at = object; at >= 0; at = dominators.of(at)) {
                depth++;
            }
            return depth;
        }

        private String className(int object) {
            return heap.classOf(object).name();
        }

        void hasDominators(DominatedClass told) {
            Map<String, long[]> sums = new HashMap<>();
            long objects = 0;
            for (int object = 0; object < heap.size(); object++) {
                if (tree.isReachable(object) && className(object).equals(told.className())) {
                    objects++;
                    int dominator = dominators.of(object);
                    String by = dominator >= 0 ? className(dominator) : "";
                    long[] sum = sums.computeIfAbsent(by, name -> new long[2]);
                    sum[0]++;
                    sum[1] += heap.shapes().shallowBytes(object);
                }
            }
            long[] none = {0, 0};
            assertThat(told.objects()).isEqualTo(objects);
            // A thread's own object stands below itself there, below nothing here.
            if (!told.className().equals("java.lang.Thread")) {
                told.dominators().stream()
                        .filter(by -> heap.classes().named(by.className()) != null)
                        .forEach(by -> assertThat(new long[] {by.objects(), by.bytes()})
                                .as(told.className() + " by " + by.className())
                                .isEqualTo(sums.getOrDefault(by.className(), none)));
            }
        }

        /// Without threads: their nodes are no objects.
        List<Drop> drops() {
            Map<Integer, List<Integer>> children = new HashMap<>();
            for (int object = 0; object < heap.size(); object++) {
                if (tree.isReachable(object) && !tree.isLiveThread(object)) {
                    children.computeIfAbsent(tree.dominatorOf(object), node -> new ArrayList<>())
                            .add(object);
                }
            }
            long least = Math.max(1, tree.reachableBytes() / 100);
            List<Integer> found = new ArrayList<>();
            children.forEach((node, below) -> {
                long bytes = tree.retainedOf(node);
                long largest = below.stream().mapToLong(tree::retainedOf).max().orElse(0);
                if (node < heap.size()
                        && !tree.isLiveThread(node)
                        && bytes - largest >= least
                        && largest < 0.7 * bytes) {
                    found.add(node);
                }
            });
            found.sort(Comparator.<Integer>comparingLong(tree::retainedOf)
                    .reversed()
                    .thenComparing(node -> node));
            ReferencePath paths = new ReferencePath(tree);
            NodeNames names = new NodeNames(tree, paths);
            return found.stream()
                    .filter(node -> tree.retainedOf(node) >= least)
                    .limit(20)
                    .map(node -> {
                        List<Integer> below = children.getOrDefault(node, List.of());
                        Map<Integer, Integer> byClass = new TreeMap<>();
                        below.forEach(child -> byClass.merge(heap.shapes().classIndex(child), 1, Integer::sum));
                        int most = byClass.values().stream()
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(0);
                        int childClass = byClass.entrySet().stream()
                                .filter(entry -> entry.getValue() == most)
                                .mapToInt(Map.Entry::getKey)
                                .min()
                                .orElse(-1);
                        List<String> path = new ArrayList<>();
                        for (int at = dominators.of(node); at >= 0 && path.size() < 12; at = dominators.of(at)) {
                            path.addFirst(names.of(tree.nodeOf(at)));
                        }
                        return new Drop(
                                names.of(node),
                                Objects.requireNonNull(names.address(node)),
                                tree.retainedOf(node),
                                below.stream().mapToLong(tree::retainedOf).max().orElse(0),
                                below.size(),
                                childClass < 0
                                        ? ""
                                        : heap.classes().get(childClass).name(),
                                path);
                    })
                    .toList();
        }

        List<Integer> below() {
            List<Integer> below = new ArrayList<>();
            for (int object = 0; object < heap.size(); object++) {
                if (tree.isReachable(object) && dominators.of(object) < 0) {
                    below.add(object);
                }
            }
            return below;
        }

        List<TopClass> tops() {
            Map<String, long[]> sums = new HashMap<>();
            for (int object : below()) {
                long[] sum = sums.computeIfAbsent(className(object), name -> new long[2]);
                sum[0]++;
                sum[1] += tree.retainedBytes(object);
            }
            List<TopClass> tops = new ArrayList<>();
            sums.forEach((name, sum) -> tops.add(new TopClass(name, sum[0], sum[1])));
            tops.sort(
                    Comparator.comparingLong(TopClass::retainedBytes).reversed().thenComparing(TopClass::className));
            return tops;
        }

        List<Concentration> concentration() {
            List<Long> bytes = below().stream()
                    .map(tree::retainedBytes)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            List<Concentration> told = new ArrayList<>();
            for (double share : new double[] {0.5, 0.8, 0.9}) {
                long sum = 0;
                int count = 0;
                while (count < bytes.size() && sum < share * tree.reachableBytes()) {
                    sum += bytes.get(count++);
                }
                told.add(new Concentration(share, count));
            }
            return told;
        }
    }
}
