package dev.holdup.analysis.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.HeapLayout;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.Value;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeapGraphTest {
    private static final ThreadGrouping NO_GROUPS = new ThreadGrouping(new int[0], new int[0], 0);

    @Test
    void indexesFollowAddresses() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        long low = dump.node(16);
        dump.nextAddress(0x7f00_0000_0000L);
        long high = dump.node(24);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            ObjectIndex objects = open.graph().objects();

            assertThat(objects.indexOf(low)).isLessThan(objects.indexOf(high));
            for (int i = 0; i < objects.size(); i++) {
                assertThat(objects.indexOf(objects.addressOf(i))).isEqualTo(i);
                assertThat(objects.addressesFrom(i).nextLong()).isEqualTo(objects.addressOf(i));
            }
            assertThat(objects.indexOf(high + 8)).isEqualTo(ObjectIndex.NONE);
            assertThat(objects.indexOf(0)).isEqualTo(ObjectIndex.NONE);
        }
    }

    @Test
    void idsThatAreNoMultiplesOfEightAreIndexedToo() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.FOUR);
        dump.nextAddress(0x5000_0001L);
        long odd = dump.node(16);
        dump.nextAddress(0x5000_0002L);
        long even = dump.node(16, odd);
        dump.root(RootKind.JNI_GLOBAL, even);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            DominatorTree tree = DominatorTree.of(open.graph(), NO_GROUPS, done -> {});

            assertThat(tree.immediateDominator(open.index(odd))).isEqualTo(open.index(even));
        }
    }

    @ParameterizedTest
    @CsvSource({"12,4,8", "12,8,8", "16,8,8", "8,4,8", "12,4,16"})
    void theLayoutIsInferredFromTheGaps(int header, int reference, int alignment) throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        dump.layout(new HeapLayout(header, reference, alignment));
        ClassBuilder pair = dump.clazz("com.acme.Pair")
                .field("left", FieldKind.OBJECT)
                .field("right", FieldKind.OBJECT)
                .field("weight", FieldKind.INT);
        for (int i = 1; i < 60; i++) {
            dump.instance(pair);
            dump.primitiveArray(FieldKind.BYTE, i);
            dump.primitiveArray(FieldKind.LONG, i % 7);
            dump.array(new long[i % 11]);
        }
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            ObjectLayout layout = open.graph().layout();

            assertThat(layout.headerBytes()).isEqualTo(header);
            assertThat(layout.referenceBytes()).isEqualTo(reference);
            assertThat(layout.alignmentBytes()).isEqualTo(alignment);
            assertThat(layout.source()).contains("gaps");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1021, 1022, 1023, 1024, 16_383, 16_384, 50_000})
    void rowsOfAnyLengthKeepTheirTargets(int length) throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        long[] elements = new long[length];
        Arrays.setAll(elements, i -> dump.node(16));
        long array = dump.array(elements);
        long behind = dump.node(16, array);
        dump.root(RootKind.JNI_GLOBAL, behind);
        // An array keeps its class alive; this one lives by itself.
        dump.root(RootKind.JNI_GLOBAL, dump.clazz("[Ljava.lang.Object;").id());
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            DominatorTree tree = DominatorTree.of(open.graph(), NO_GROUPS, done -> {});

            assertThat(tree.retainedBytes(open.index(array))).isEqualTo(16L * length + ((16 + 4L * length + 7) & -8));
            assertThat(tree.immediateDominator(open.index(elements[length - 1])))
                    .isEqualTo(open.index(array));
        }
    }

    @Test
    void threadsTellNameStateAndWhatTheyAreParkedOn() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        SyntheticThread owner = dump.thread("owner — ünïcode");
        owner.tid(7).eetop(0xabc0).frame("com.acme.Holder", "hold").live();
        long lock = dump.lockSync(owner.id());
        long payload = dump.primitiveArray(FieldKind.BYTE, 10);
        dump.thread("waiter")
                .tid(8)
                .eetop(0xdef0)
                .threadStatus(0x291)
                .parkedOn(lock)
                .frame("jdk.internal.misc.Unsafe", "park")
                .frame("com.acme.Waiter", "work")
                .local(payload)
                .live();
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            HeapThread first = open.graph().threads().get(0);
            HeapThread second = open.graph().threads().get(1);

            assertThat(first.name()).isEqualTo("owner — ünïcode");
            assertThat(first.eetop()).isEqualTo(0xabc0);
            assertThat(first.state()).isEqualTo(Thread.State.RUNNABLE);
            assertThat(second.threadId()).isEqualTo(8);
            assertThat(second.state()).isEqualTo(Thread.State.WAITING);
            assertThat(second.stateDetail()).isEqualTo("parked");
            assertThat(second.frames().get(1).qualifiedName()).isEqualTo("com.acme.Waiter.work");
            assertThat(second.parkBlocker())
                    .isEqualTo(new HeapThread.Blocker(
                            open.index(lock),
                            lock,
                            "java.util.concurrent.locks.ReentrantLock$NonfairSync",
                            owner.id()));
            assertThat(second.locals())
                    .containsExactly(new HeapThread.Local(1, open.index(payload), payload, "byte[]", false));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void anyNumberOfWorkersGivesTheSameGraph(int workers) throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        dump.options().inSegmentsOf(1 << 12);
        long[] nodes = IntStream.range(0, 3000)
                .mapToLong(i -> dump.node(16 + 8L * (1 + i % 9)))
                .toArray();
        for (int i = 0; i < nodes.length; i++) {
            dump.link(nodes[i], nodes[(i * 7 + 1) % nodes.length]);
            dump.link(nodes[i], nodes[i / 2]);
        }
        dump.root(RootKind.JNI_GLOBAL, nodes[1]);
        try (Heaps.OpenHeap open = Heaps.open(dump, workers);
                Heaps.OpenHeap single = Heaps.open(dump, 1)) {
            DominatorTree tree = DominatorTree.of(open.graph(), NO_GROUPS, done -> {});
            DominatorTree expected = DominatorTree.of(single.graph(), NO_GROUPS, done -> {});

            assertThat(open.graph().totals().bytesByClass())
                    .isEqualTo(single.graph().totals().bytesByClass());
            for (int i = 0; i < open.graph().size(); i++) {
                assertThat(tree.retainedBytes(i)).isEqualTo(expected.retainedBytes(i));
                assertThat(tree.immediateDominator(i)).isEqualTo(expected.immediateDominator(i));
            }
        }
    }

    @Test
    void instancesKeepTheirClassAliveUnlessItIsARoot() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        long held = dump.primitiveArray(FieldKind.BYTE, 100);
        ClassBuilder plugin = dump.clazz("com.acme.Plugin").staticField("CACHE", Value.ref(held));
        long instance = dump.instance(plugin);
        dump.root(RootKind.STICKY_CLASS, dump.clazz("java.lang.Object").id());
        dump.root(RootKind.JNI_GLOBAL, instance);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            DominatorTree tree = DominatorTree.of(open.graph(), NO_GROUPS, done -> {});

            assertThat(tree.immediateDominator(open.index(plugin.id()))).isEqualTo(open.index(instance));
            assertThat(tree.retainedBytes(open.index(instance))).isGreaterThan(100);
        }
    }
}
