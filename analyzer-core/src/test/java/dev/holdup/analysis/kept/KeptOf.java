package dev.holdup.analysis.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.dominators.ClassRetention;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ObjectDominators;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.heap.Heaps;
import dev.holdup.analysis.heap.ThreadWait;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A heap that was written and opened again, beside the live analysis of the same dump.
record KeptOf(HeapGraph live, DominatorTree tree, KeptHeap kept) implements AutoCloseable {
    static final String FINGERPRINT = "ab".repeat(32);

    static KeptOf written(Heaps.OpenHeap open, Path place) throws Exception {
        DominatorTree tree = tree(open.graph(), true);
        KeptHeapWriter.write(open.graph(), tree, FINGERPRINT, place, (pass, done) -> {});
        return new KeptOf(open.graph(), tree, KeptHeap.open(place, open.file()));
    }

    static DominatorTree tree(HeapGraph heap, boolean keepUnreachable) {
        int[] ungrouped = new int[heap.threads().size()];
        Arrays.fill(ungrouped, -1);
        return DominatorTree.of(
                heap, new ThreadGrouping(ungrouped, new int[0], 0), (pass, done) -> {}, keepUnreachable);
    }

    /// Every object, class, root and thread.
    void isTheSameAsLive() {
        assertThat(kept.size()).isEqualTo(live.size());
        assertThat(kept.gcRoots()).isEqualTo(live.gcRoots());
        assertThat(kept.layout()).isEqualTo(live.layout());
        objects();
        children();
        classes();
        roots();
        threads();
    }

    private void objects() {
        ObjectDominators dominators = new ObjectDominators(tree);
        int differing = 0;
        for (int object = 0; object < live.size(); object++) {
            long address = live.objects().addressOf(object);
            int dominator = dominators.of(object);
            boolean same = kept.addressOf(object) == address
                    && kept.indexOf(address) == object
                    && kept.indexOf(address + 1) == live.objects().indexOf(address + 1)
                    && kept.classOf(object).name().equals(live.classOf(object).name())
                    && kept.classOf(object).index() == live.shapes().classIndex(object)
                    && kept.shallowBytes(object) == live.shallowBytes(object)
                    && kept.retainedBytes(object) == tree.retainedBytes(object)
                    && kept.dominatorOf(object) == Math.max(dominator, -1)
                    && kept.reachability(object) == reachability(dominators, object);
            differing += same ? 0 : 1;
        }
        assertThat(differing).isZero();
    }

    private static Reachability reachability(ObjectDominators dominators, int object) {
        int at = object;
        while (at >= 0) {
            at = dominators.of(at);
        }
        return switch (at) {
            case ObjectDominators.ROOTS -> Reachability.STRONG;
            case ObjectDominators.SOFT -> Reachability.SOFT;
            case ObjectDominators.WEAK -> Reachability.WEAK;
            case ObjectDominators.PHANTOM -> Reachability.PHANTOM;
            default -> Reachability.UNREACHABLE;
        };
    }

    static List<Integer> list(ObjectRange range) {
        return LongStream.range(0, range.size()).mapToObj(range::at).toList();
    }

    private Comparator<Integer> mostFirst() {
        return Comparator.<Integer>comparingLong(tree::retainedBytes).reversed().thenComparing(i -> i);
    }

    private void children() {
        ObjectDominators dominators = new ObjectDominators(tree);
        Map<Integer, List<Integer>> byDominator = new HashMap<>();
        IntStream.range(0, live.size())
                .boxed()
                .sorted(mostFirst())
                .forEach(object -> byDominator
                        .computeIfAbsent(dominators.of(object), d -> new java.util.ArrayList<>())
                        .add(object));
        for (int object = 0; object < live.size(); object++) {
            assertThat(list(kept.dominatedBy(object))).isEqualTo(byDominator.getOrDefault(object, List.of()));
        }
        for (TreeTop top : TreeTop.values()) {
            assertThat(list(kept.dominatedBy(top)))
                    .isEqualTo(byDominator.getOrDefault(
                            switch (top) {
                                case ROOTS -> ObjectDominators.ROOTS;
                                case SOFT -> ObjectDominators.SOFT;
                                case WEAK -> ObjectDominators.WEAK;
                                case PHANTOM -> ObjectDominators.PHANTOM;
                                case UNREACHABLE -> ObjectDominators.UNREACHABLE;
                            },
                            List.of()));
        }
    }

    private void classes() {
        assertThat(kept.classCount()).isEqualTo(live.classes().size());
        Map<Integer, List<Integer>> byClass = new HashMap<>();
        IntStream.range(0, live.size())
                .boxed()
                .sorted(mostFirst())
                .forEach(object -> byClass.computeIfAbsent(
                                live.shapes().classIndex(object), c -> new java.util.ArrayList<>())
                        .add(object));
        for (int c = 0; c < live.classes().size(); c++) {
            HeapClass its = live.classes().get(c);
            KeptClass same = kept.classAt(c);
            HeapClass above = its.superclass();
            assertThat(same.name()).isEqualTo(its.name());
            assertThat(same.classId()).isEqualTo(its.classId());
            assertThat(same.loaderId()).isEqualTo(its.loaderId());
            assertThat(same.objectIndex()).isEqualTo(its.objectIndex());
            assertThat(same.elementType()).isEqualTo(its.elementType());
            assertThat(same.strength()).isEqualTo(its.strength());
            assertThat(same.superclass()).isEqualTo(above == null ? -1 : above.classIndex());
            assertThat(kept.fieldsOf(same).stream()
                            .map(field -> new HeapClass.Field(
                                    field.declaringClass(), field.name(), field.type(), (int) field.offset()))
                            .toList())
                    .isEqualTo(its.fields());
            assertThat(list(kept.instancesOf(c))).isEqualTo(byClass.getOrDefault(c, List.of()));
            if (its.objectIndex() >= 0) {
                assertThat(kept.classDescribedBy(its.objectIndex())).isEqualTo(c);
            }
        }
    }

    /// Against the sums of an analysis that leaves out what is unreachable, which uses up what it knows.
    void classesAreAsIn(HeapGraph again) {
        ClassRetention retention = ClassRetention.of(tree(again, false), List.of());
        for (int c = 0; c < again.classes().size(); c++) {
            assertThat(kept.figuresOf(c))
                    .as(kept.classAt(c).name())
                    .isEqualTo(new KeptHeap.ClassFigures(
                            retention.objectsByClass()[c],
                            retention.shallowByClass()[c],
                            retention.retainedByClass()[c],
                            again.totals().objectsByClass()[c] - retention.objectsByClass()[c]));
        }
    }

    private void roots() {
        Map<Integer, List<KeptRoot>> byObject = new HashMap<>();
        KeptRoot.of(live)
                .forEach(root -> byObject.computeIfAbsent(root.objectIndex(), o -> new java.util.ArrayList<>())
                        .add(root));
        live.plainRoots()
                .forEach(root -> assertThat(kept.isRoot(root.objectIndex())).isTrue());
        for (int object = 0; object < live.size(); object++) {
            assertThat(kept.isRoot(object)).isEqualTo(byObject.containsKey(object));
            assertThat(kept.rootsOf(object, 1_000_000)).isEqualTo(byObject.getOrDefault(object, List.of()));
        }
    }

    private void threads() {
        assertThat(kept.threadCount()).isEqualTo(live.threads().size());
        for (int t = 0; t < live.threads().size(); t++) {
            HeapThread its = live.threads().get(t);
            KeptThread same = kept.threadAt(t);
            assertThat(same.name()).isEqualTo(its.name());
            assertThat(same.objectIndex()).isEqualTo(its.objectIndex());
            assertThat(same.threadId()).isEqualTo(its.threadId());
            assertThat(same.waitsFor()).isEqualTo(ThreadWait.of(its));
            assertThat(same.frames()).hasSameSizeAs(its.frames());
            for (int f = 0; f < its.frames().size(); f++) {
                int frame = f;
                assertThat(same.frames().get(f))
                        .isEqualTo(new KeptThread.Frame(
                                its.frames().get(f).text(),
                                tree.retainedOfFrame(t, f),
                                its.locals().stream()
                                        .filter(local -> local.frameIndex() == frame && local.objectIndex() >= 0)
                                        .map(HeapThread.Local::objectIndex)
                                        .distinct()
                                        .toList()));
            }
        }
    }

    @Override
    public void close() {
        kept.close();
    }
}
