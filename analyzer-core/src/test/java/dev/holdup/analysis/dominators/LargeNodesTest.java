package dev.holdup.analysis.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.Heaps;
import dev.holdup.samples.synthetic.VastDumps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is large in a dominator tree, against a look at all nodes one after the other.
class LargeNodesTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void largeNodesAreThoseThatALookAtEachFinds(long seed) throws Exception {
        RandomHeap heap = new RandomHeap(seed, 20 + 5 * (int) seed, 4, 2);
        try (Heaps.OpenHeap open = Heaps.open(heap.dump)) {
            DominatorTree tree = DominatorTree.of(
                    open.graph(), new ThreadGrouping(heap.groupByThread, new int[] {0, 0}, 1), (double done) -> {});
            for (long part : new long[] {1_000_000, 100, 20, 3}) {
                assertAsOneByOne(tree, Math.max(1, tree.reachableBytes() / part));
            }
        }
    }

    private static void assertAsOneByOne(DominatorTree tree, long least) {
        LargeNodes large = new LargeNodes(tree, least);
        int objects = tree.trees().objects;
        int nodes = objects + tree.virtual().size();
        Map<Integer, List<Integer>> below = new HashMap<>();
        Map<Integer, Long> largestByNode = new TreeMap<>();
        for (int node = 0; node < nodes; node++) {
            if (tree.retainedOf(node) >= least && (node >= objects || tree.isReached(node))) {
                below.computeIfAbsent(tree.dominatorOf(node), _ -> new ArrayList<>())
                        .add(node);
                largestByNode.putIfAbsent(node, 0L);
            }
        }
        below.forEach((node, children) -> largestByNode.computeIfPresent(
                node,
                (_, _) -> children.stream().mapToLong(tree::retainedOf).max().orElse(0)));

        for (int node = 0; node < nodes; node++) {
            if (levels(tree, node) < LargeNodes.NEAR_LEVELS) {
                assertThat(large.below(node))
                        .containsExactly(below.getOrDefault(node, List.of()).stream()
                                .mapToInt(Integer::intValue)
                                .toArray());
            }
        }
        List<Integer> spread = largestByNode.entrySet().stream()
                .filter(each -> each.getValue() < 0.7 * tree.retainedOf(each.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(IntStream.range(0, large.spreads()).mapToObj(large::spread)).isEqualTo(spread);
        assertThat(IntStream.range(0, large.spreads()).mapToObj(large::largestBelow))
                .isEqualTo(spread.stream().map(largestByNode::get).toList());
    }

    /// Objects from the root down to a node, itself included.
    private static int levels(DominatorTree tree, int node) {
        int levels = 0;
        for (int at = node; at >= 0; at = tree.dominatorOf(at)) {
            levels += at < tree.trees().objects ? 1 : 0;
        }
        return levels;
    }

    @Test
    void aLongListIsNoLongListHere() throws Exception {
        int nodes = 200_000;
        Path file = Files.createTempFile("holdup-test", ".hprof");
        VastDumps.list(file, nodes);
        try (Heaps.OpenHeap open = Heaps.open(file)) {
            DominatorTree tree =
                    DominatorTree.of(open.graph(), new ThreadGrouping(new int[0], new int[0], 0), (double done) -> {});
            LargeNodes large = new LargeNodes(tree, tree.reachableBytes() / 2000);

            // The root has the first as its child, and the first have one each.
            assertThat(IntStream.range(0, nodes).filter(node -> large.below(node).length > 0))
                    .hasSize(LargeNodes.NEAR_LEVELS - 1);
            // The last element that is large: of it nothing large is below.
            assertThat(large.spreads()).isEqualTo(1);
            long least = tree.reachableBytes() / 2000;
            assertThat(tree.retainedOf(large.spread(0))).isBetween(least, least + 23);
        }
    }
}
