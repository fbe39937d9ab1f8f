package dev.holdup.analysis.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.Heaps;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.Value;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random heaps with weak references, arrays, threads and garbage: what was kept against the live analysis, and against
/// what plain loops find.
class KeptHeapRandomTest {
    private static final long NONE = -1;

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private final Map<Long, List<Long>> strongBySource = new HashMap<>();
    private final Map<Long, List<Long>> allBySource = new HashMap<>();
    private final Set<Long> roots = new HashSet<>();
    private final List<Long> nodes = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasKeptAnswersAsTheLiveAnalysisAndAsPlainLoops(long seed) throws Exception {
        HeapDumpWriter writer =
                written(new Random(seed), seed % 2 == 0 ? IdSize.FOUR : IdSize.EIGHT, 30 + (int) seed * 8);
        try (Heaps.OpenHeap open = Heaps.open(writer, 1 + (int) seed % 3);
                KeptOf kept = KeptOf.written(open, folder.resolve("kept"))) {
            kept.isTheSameAsLive();
            referrersAreThoseOfPlainLoops(kept.kept());
            retainedIsWhatTakingAwayFrees(kept.kept());
            try (Heaps.OpenHeap again = Heaps.open(writer)) {
                kept.classesAreAsIn(again.graph());
            }
        }
    }

    private HeapDumpWriter written(Random random, IdSize idSize, int count) {
        HeapDumpWriter writer = new HeapDumpWriter(idSize);
        writer.options().inSegmentsOf(700);
        ClassBuilder reference = writer.clazz("java.lang.ref.Reference").field("referent", FieldKind.OBJECT);
        List<ClassBuilder> weakTypes = List.of(
                writer.clazz("java.lang.ref.WeakReference").extending(reference),
                writer.clazz("java.lang.ref.SoftReference").extending(reference),
                writer.clazz("java.lang.ref.PhantomReference").extending(reference));
        for (int i = 0; i < count; i++) {
            nodes.add(writer.node(64 + 8L * random.nextInt(30)));
        }
        for (long source : nodes) {
            for (int i = random.nextInt(4); i > 0; i--) {
                long target = near(random, source);
                writer.link(source, target);
                refer(source, target, true);
            }
        }
        List<Long> arrays = new ArrayList<>();
        for (int i = 0; i < count / 5; i++) {
            long[] elements = {any(random), 0, any(random), any(random)};
            elements[3] = elements[random.nextInt(4)];
            long array = writer.array(elements);
            for (long element : elements) {
                refer(array, element, true);
            }
            long holder = any(random);
            writer.link(holder, array);
            refer(holder, array, true);
            arrays.add(array);
            writer.primitiveArray(FieldKind.LONG, random.nextInt(9));
        }
        nodes.addAll(arrays);
        for (int i = 0; i < count / 6; i++) {
            long referent = any(random);
            long weak = writer.instance(weakTypes.get(random.nextInt(3)), Value.ref(referent));
            refer(weak, referent, false);
            writer.root(RootKind.JNI_GLOBAL, weak);
            roots.add(weak);
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            long root = any(random);
            writer.root(RootKind.JNI_GLOBAL, root);
            roots.add(root);
        }
        for (int t = 0; t < 3; t++) {
            SyntheticThread thread = writer.thread("thread-" + t);
            thread.frame("com.acme.Work", "run").frame("com.acme.Work", "main");
            for (int i = random.nextInt(3); i > 0; i--) {
                long local = any(random);
                thread.local(local);
                roots.add(local);
            }
            thread.live();
        }
        return writer;
    }

    private long any(Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    /// Mostly a neighbour, so that chains come up.
    private long near(Random random, long source) {
        return random.nextInt(4) == 0
                ? any(random)
                : nodes.get(Math.floorMod(nodes.indexOf(source) + random.nextInt(5) - 1, nodes.size()));
    }

    private void refer(long source, long target, boolean strong) {
        if (target != 0) {
            allBySource.computeIfAbsent(source, s -> new ArrayList<>()).add(target);
            if (strong) {
                strongBySource.computeIfAbsent(source, s -> new ArrayList<>()).add(target);
            }
        }
    }

    private void referrersAreThoseOfPlainLoops(KeptHeap kept) {
        for (long target : nodes) {
            List<Long> expected = new ArrayList<>();
            allBySource.forEach((source, targets) ->
                    targets.stream().filter(t -> t == target).forEach(t -> expected.add(source)));
            assertThat(KeptOf.list(kept.referrersOf(kept.indexOf(target))).stream()
                            .map(kept::addressOf)
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private void retainedIsWhatTakingAwayFrees(KeptHeap kept) {
        Set<Long> all = reached(NONE);
        for (long node : nodes) {
            if (all.contains(node)) {
                Set<Long> without = reached(node);
                long freed = all.stream()
                        .filter(reached -> !without.contains(reached))
                        .mapToLong(reached -> kept.shallowBytes(kept.indexOf(reached)))
                        .sum();
                assertThat(kept.retainedBytes(kept.indexOf(node))).isEqualTo(freed);
                assertThat(kept.reachability(kept.indexOf(node))).isEqualTo(Reachability.STRONG);
            } else {
                assertThat(kept.reachability(kept.indexOf(node))).isNotEqualTo(Reachability.STRONG);
            }
        }
    }

    private Set<Long> reached(long without) {
        Set<Long> seen = new HashSet<>();
        Deque<Long> todo = new ArrayDeque<>(roots);
        while (!todo.isEmpty()) {
            long at = todo.pop();
            if (at != without && seen.add(at)) {
                todo.addAll(strongBySource.getOrDefault(at, List.of()));
            }
        }
        return seen;
    }
}
