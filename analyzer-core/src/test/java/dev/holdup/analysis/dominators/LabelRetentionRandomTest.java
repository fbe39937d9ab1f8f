package dev.holdup.analysis.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.Heaps;
import java.util.BitSet;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What all objects of a class, or of several classes, keep alive together, against what brute force finds by taking
/// them all away.
class LabelRetentionRandomTest {
    /// Labels beside the classes: each class of nodes has one of them.
    private static final int COLOURS = 4;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyLabelKeepsWhatTakingItsObjectsAwayFrees(long seed) throws Exception {
        RandomHeap heap = new RandomHeap(seed, 10 + (int) seed, 4, 2);
        try (Heaps.OpenHeap open = Heaps.open(heap.dump)) {
            int mostLevels = seed % 5 == 0 ? PrivateTrees.MOST_LEVELS : (int) (seed % 5);
            DominatorTree tree = DominatorTree.of(
                    open.graph(),
                    new ThreadGrouping(heap.groupByThread, new int[] {0, 0}, 1),
                    mostLevels,
                    (p, d) -> {},
                    false,
                    true);
            ClassLabels labels = labels(open.graph());
            LabelRetention found = Objects.requireNonNull(LabelRetention.of(tree, labels));
            long[] all = heap.reachedWithout(new BitSet());
            for (int label = 0; label < labels.labels(); label++) {
                BitSet removed = new BitSet();
                for (int node = 0; node < heap.idByNode.length; node++) {
                    int nodeClass = open.graph()
                            .classOf(open.index(heap.idByNode[node]))
                            .classIndex();
                    for (int its : labels.labelsByKind()[nodeClass]) {
                        removed.set(node, removed.get(node) || its == label);
                    }
                }
                if (!removed.isEmpty()) {
                    long[] left = heap.reachedWithout(removed);
                    assertThat(new long[] {found.objectsByLabel()[label], found.bytesByLabel()[label]})
                            .as("label %d of %d", label, labels.labels())
                            .containsExactly(all[0] - left[0], all[1] - left[1]);
                }
            }
        }
    }

    private static ClassLabels labels(HeapGraph heap) {
        int[][] labelsByClass = new int[heap.virtualClass()][];
        for (int i = 0; i < labelsByClass.length; i++) {
            HeapClass heapClass = i < heap.classes().size() ? heap.classes().get(i) : null;
            boolean node = heapClass != null && heapClass.name().startsWith("synthetic.Node");
            labelsByClass[i] = node ? new int[] {i, labelsByClass.length + i % COLOURS} : new int[] {i};
        }
        return new ClassLabels(labelsByClass, labelsByClass.length + COLOURS);
    }
}
