package dev.holdup.analysis.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.Heaps;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ways to objects of random heaps: each is one, and none comes out of the object's own content where another does not.
class HolderSearchRandomTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsFoundKeepsTheObject(long seed) throws Exception {
        RandomHeap heap = new RandomHeap(seed, 20 + (int) seed, 4, 2);
        try (Heaps.OpenHeap open = Heaps.open(heap.dump)) {
            int mostLevels = seed % 5 == 0 ? PrivateTrees.MOST_LEVELS : (int) (seed % 5);
            DominatorTree tree = DominatorTree.of(
                    open.graph(),
                    new ThreadGrouping(heap.groupByThread, new int[] {0, 0}, 1),
                    mostLevels,
                    (pass, done) -> {});
            HolderSearch search = new HolderSearch(tree, new ReferencePath(tree));
            Map<Integer, Integer> nodeByObject = new HashMap<>();
            for (int node = 0; node < heap.idByNode.length; node++) {
                nodeByObject.put(open.index(heap.idByNode[node]), node);
            }
            BitSet reachable = reached(heap, new BitSet());
            for (int node = 0; node < heap.idByNode.length; node++) {
                int object = open.index(heap.idByNode[node]);
                if (!reachable.get(node)) {
                    assertThat(tree.isReachable(object)).isFalse();
                    continue;
                }
                List<Holding> found = search.of(object);
                assertThat(found).as("ways to %d", node).isNotEmpty();
                BitSet content = content(heap, node);
                for (Holding holding : found) {
                    List<Integer> way = way(holding, nodeByObject);
                    assertThat(isWay(heap, tree, holding, way, node))
                            .as("%s to %d", way, node)
                            .isTrue();
                    assertThat(way.subList(0, way.size() - 1).stream().anyMatch(content::get))
                            .as("%s to %d comes out of its content", way, node)
                            .isEqualTo(holding.back());
                }
                // Without the object and all that it leads to: does anything still refer to it?
                content.set(node);
                assertThat(found.getFirst().back())
                        .as("%d is reached from outside of its content", node)
                        .isEqualTo(!isRoot(heap, node) && !refersTo(heap, reached(heap, content), node));
            }
        }
    }

    private static List<Integer> way(Holding holding, Map<Integer, Integer> nodeByObject) {
        List<Integer> way = new ArrayList<>();
        for (Holding.Step step = holding.below(); step != null; step = step.next()) {
            way.add(nodeByObject.getOrDefault(step.node(), -1));
        }
        return way;
    }

    private static boolean isWay(RandomHeap heap, DominatorTree tree, Holding holding, List<Integer> way, int node) {
        boolean whole = way.getLast() == node;
        for (int i = 0; i + 1 < way.size(); i++) {
            whole &= heap.targetsByNode.get(way.get(i)).contains(way.get(i + 1));
        }
        return whole
                && switch (holding.kind()) {
                    case ROOT -> heap.plainRoots.contains(way.getFirst());
                    case LOCAL -> isLocal(heap, tree, holding.anchor(), way.getFirst());
                    case STATIC_FIELD, THREAD_FIELD -> false;
                };
    }

    private static boolean isLocal(RandomHeap heap, DominatorTree tree, int anchor, int node) {
        for (int t = 0; t < heap.localsByFrame.size(); t++) {
            for (int f = 0; f < heap.localsByFrame.get(t).size(); f++) {
                if (tree.virtual().nodeByFrame[t][f] == anchor) {
                    return heap.localsByFrame.get(t).get(f).contains(node);
                }
            }
        }
        return false;
    }

    private static boolean isRoot(RandomHeap heap, int node) {
        return heap.plainRoots.contains(node)
                || heap.localsByFrame.stream()
                        .anyMatch(frames -> frames.stream().anyMatch(locals -> locals.contains(node)));
    }

    private static boolean refersTo(RandomHeap heap, BitSet nodes, int target) {
        return nodes.stream().anyMatch(node -> heap.targetsByNode.get(node).contains(target));
    }

    /// What the roots reach without some nodes.
    private static BitSet reached(RandomHeap heap, BitSet without) {
        BitSet seen = new BitSet();
        List<Integer> todo = new ArrayList<>(heap.plainRoots);
        heap.localsByFrame.forEach(frames -> frames.forEach(todo::addAll));
        while (!todo.isEmpty()) {
            int node = todo.removeLast();
            if (!without.get(node) && !seen.get(node)) {
                seen.set(node);
                todo.addAll(heap.targetsByNode.get(node));
            }
        }
        return seen;
    }

    private static boolean dominates(RandomHeap heap, int node, int other) {
        BitSet without = new BitSet();
        without.set(node);
        return !reached(heap, without).get(other);
    }

    /// What the node leads to other than through itself or what dominates it.
    private static BitSet content(RandomHeap heap, int node) {
        BitSet seen = new BitSet();
        BitSet closed = new BitSet();
        for (int at = 0; at < heap.idByNode.length; at++) {
            closed.set(at, dominates(heap, at, node));
        }
        List<Integer> todo = new ArrayList<>(heap.targetsByNode.get(node));
        while (!todo.isEmpty()) {
            int at = todo.removeLast();
            if (!closed.get(at) && !seen.get(at)) {
                seen.set(at);
                todo.addAll(heap.targetsByNode.get(at));
            }
        }
        return seen;
    }
}
