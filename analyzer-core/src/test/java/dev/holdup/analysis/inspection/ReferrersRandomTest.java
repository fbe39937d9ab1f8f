package dev.holdup.analysis.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.Heaps;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random graphs, of which every reference is known by its field.
class ReferrersRandomTest {
    private static final int NODES = 200;
    private static final int MOST_FIELDS = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyReferenceIsFoundWithItsFieldAndTheLargestReferrersComeFirst(long seed) throws Exception {
        Random random = new Random(seed);
        HeapDumpWriter writer = new HeapDumpWriter(seed % 2 == 0 ? IdSize.FOUR : IdSize.EIGHT);
        writer.options().inSegmentsOf(1000);
        List<Long> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(writer.node(64));
        }
        long target = nodes.getFirst();
        Map<String, Via> expected = new HashMap<>();
        for (long source : nodes) {
            List<Long> targets = new ArrayList<>();
            for (int i = random.nextInt(MOST_FIELDS); i > 0; i--) {
                // Some refer to the same object by several fields, and some to themselves.
                targets.add(nodes.get(random.nextInt(1 + random.nextInt(10))));
            }
            targets.forEach(to -> writer.link(source, to));
            expect(expected, source, target, targets, "reference", "");
        }
        for (int i = 0; i < 20; i++) {
            Long[] elements = {0L, nodes.get(random.nextInt(3)), nodes.get(random.nextInt(3)), 0L};
            long array = writer.array(elements[0], elements[1], elements[2], elements[3]);
            expect(expected, array, target, List.of(elements), "[", "]");
        }
        for (int i = 0; i < 10; i++) {
            writer.root(RootKind.JNI_GLOBAL, nodes.get(random.nextInt(NODES)));
        }

        Capped<ObjectFacts.Referrer> all = referrers(writer, target, 1 + (int) seed % 3, 1000);
        Map<String, Via> found = new HashMap<>();
        all.shown().forEach(referrer -> found.put(referrer.object().address(), referrer.via()));
        assertThat(found).isEqualTo(expected);
        assertThat(all.total()).isEqualTo(expected.size());
        assertThat(all.shown())
                .isSortedAccordingTo(Comparator.comparing((ObjectFacts.Referrer referrer) ->
                                Objects.requireNonNull(referrer.object().retainedBytes()))
                        .reversed()
                        .thenComparing(referrer -> referrer.object().address()));
        assertThat(referrers(writer, target, 2, 5))
                .isEqualTo(new Capped<>(all.total(), all.shown().subList(0, 5)));
    }

    private static void expect(
            Map<String, Via> expected, long source, long target, List<Long> targets, String before, String after) {
        int references = (int) targets.stream().filter(to -> to == target).count();
        if (references > 0) {
            expected.put(LookedAt.hex(source), new Via(before + targets.indexOf(target) + after, references, null));
        }
    }

    private static Capped<ObjectFacts.Referrer> referrers(HeapDumpWriter writer, long target, int threads, int limit)
            throws Exception {
        try (Heaps.OpenHeap heap = Heaps.open(writer, threads)) {
            return inspected(heap, target, limit).referrers();
        }
    }

    private static ObjectFacts inspected(Heaps.OpenHeap heap, long target, int limit) throws NothingToInspect {
        return (ObjectFacts) new Inspector(limit, false)
                .inspect(heap.graph(), new InspectionTarget.AtAddress(target), (pass, done) -> {});
    }
}
