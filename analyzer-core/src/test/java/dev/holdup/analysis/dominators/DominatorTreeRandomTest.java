package dev.holdup.analysis.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.Heaps;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Retained sizes against what brute force finds by taking each object, frame, thread or group away.
class DominatorTreeRandomTest {
    private static final int NONE = -1;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void retainedSizesAreWhatTakingAwayFrees(long seed) throws Exception {
        RandomHeap heap = new RandomHeap(seed, 20 + (int) seed * 3, 6, 3);
        try (Heaps.OpenHeap open = Heaps.open(heap.dump)) {
            // Trees cut low, so that small heaps have deep ones too.
            int mostLevels = seed % 5 == 0 ? PrivateTrees.MOST_LEVELS : (int) (seed % 5);
            DominatorTree tree = DominatorTree.of(
                    open.graph(),
                    new ThreadGrouping(heap.groupByThread, new int[] {0, 0, 1}, 2),
                    mostLevels,
                    (pass, done) -> {});
            long all = heap.reached(NONE, NONE, NONE, NONE);
            for (int node = 0; node < heap.idByNode.length; node++) {
                assertThat(tree.retainedBytes(open.index(heap.idByNode[node])))
                        .as("object %d", node)
                        .isEqualTo(all - heap.reached(node, NONE, NONE, NONE));
            }
            for (int t = 0; t < heap.groupByThread.length; t++) {
                for (int f = 0; f < 3; f++) {
                    assertThat(tree.retainedOfFrame(t, f))
                            .as("frame %d of thread %d", f, t)
                            .isEqualTo(all - heap.reached(NONE, t, f, NONE));
                }
            }
            for (int g = 0; g < heap.groups; g++) {
                assertThat(tree.retainedOfGroup(g) - threadObjects(tree, heap, g))
                        .as("group %d", g)
                        .isEqualTo(all - heap.reached(NONE, NONE, NONE, g));
            }
        }
    }

    /// What the thread objects of a group keep besides the nodes: themselves, their names and holders.
    private static long threadObjects(DominatorTree tree, RandomHeap heap, int group) {
        long all = heap.reached(NONE, NONE, NONE, NONE);
        long bytes = 0;
        for (int t = 0; t < heap.groupByThread.length; t++) {
            if (heap.groupByThread[t] == group) {
                bytes += tree.retainedOfThread(t) - (all - heap.reached(NONE, t, NONE, NONE));
            }
        }
        return bytes;
    }
}
