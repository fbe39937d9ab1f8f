package dev.holdup.analysis.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.KeptHeaps;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Shortest ways in random graphs, against distances counted forwards from the roots.
class WaysRandomTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyWayIsOneAndTheFirstIsAsShortAsAny(long seed) throws Exception {
        Random random = new Random(seed);
        HeapDumpWriter writer = new HeapDumpWriter(seed % 2 == 0 ? IdSize.FOUR : IdSize.EIGHT);
        List<Long> nodes = new ArrayList<>();
        Map<Long, List<Long>> targets = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            nodes.add(writer.node(64));
        }
        for (int i = 0; i < 450; i++) {
            int from = random.nextInt(300);
            long to = nodes.get(random.nextInt(5) == 0 ? random.nextInt(300) : (from + 1) % 300);
            List<Long> its = targets.computeIfAbsent(nodes.get(from), n -> new ArrayList<>());
            if (its.size() < 8) {
                its.add(to);
            }
        }
        targets.forEach((from, all) -> all.forEach(to -> writer.link(from, to)));
        List<Long> roots = List.of(nodes.get(random.nextInt(300)), nodes.get(random.nextInt(300)));
        roots.forEach(root -> writer.root(RootKind.JNI_GLOBAL, root));
        Map<Long, Integer> distances = distances(roots, targets);

        try (KeptHeap heap = KeptHeaps.of(writer, folder)) {
            Look look = new Look(heap);
            for (long node : nodes) {
                Ways.Found found = (Ways.Found)
                        look.answer(new LookQuery(LookQuery.What.WAYS, Named.hex(node), "RETAINED", new Window(0, 2)));
                Integer distance = distances.get(node);
                assertThat(found.reachability()).isEqualTo(distance == null ? "unreachable" : "strong");
                assertThat(found.complete()).isTrue();
                if (distance != null) {
                    assertThat(found.ways().getFirst().steps()).hasSize(distance + 1);
                }
                for (Ways.Way way : found.ways()) {
                    isWay(way, roots, targets, node);
                }
            }
        }
    }

    private static void isWay(Ways.Way way, List<Long> roots, Map<Long, List<Long>> targets, long node) {
        List<Long> steps = way.steps().stream()
                .map(step -> Long.parseLong(step.object().address().substring(2), 16))
                .toList();
        assertThat(roots).contains(steps.getFirst());
        assertThat(steps.getLast()).isEqualTo(node);
        for (int i = 1; i < steps.size(); i++) {
            assertThat(targets.get(steps.get(i - 1))).contains(steps.get(i));
        }
    }

    private static Map<Long, Integer> distances(List<Long> roots, Map<Long, List<Long>> targets) {
        Map<Long, Integer> distances = new HashMap<>();
        Deque<Long> todo = new ArrayDeque<>();
        for (long root : roots) {
            distances.put(root, 0);
            todo.add(root);
        }
        while (!todo.isEmpty()) {
            long at = todo.removeFirst();
            for (long target : targets.getOrDefault(at, List.of())) {
                if (distances.putIfAbsent(target, distances.getOrDefault(at, 0) + 1) == null) {
                    todo.addLast(target);
                }
            }
        }
        return distances;
    }
}
