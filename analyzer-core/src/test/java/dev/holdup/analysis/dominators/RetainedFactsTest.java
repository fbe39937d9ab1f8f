package dev.holdup.analysis.dominators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.Heaps;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.Value;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RetainedFactsTest {
    private static final int PAYLOAD = 100_000;
    /// Header and length of an array, in the layout of the synthetic dump.
    private static final int ARRAY_HEADER = 16;

    private final HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);

    /// ```
    ///  group 0 ─┬─ thread 0 ── own payload ┐
    ///           └─ thread 1 ── own payload ┴─ shared payload
    ///  group 1 ─── thread 2
    /// ```
    @Test
    void aPayloadSharedInAGroupIsTheGroupsAndNoMembers() throws Exception {
        long shared = dump.primitiveArray(FieldKind.BYTE, PAYLOAD);
        for (int t = 0; t < 2; t++) {
            SyntheticThread thread = dump.thread("worker-" + t);
            thread.frame("com.acme.Handler", "handle").local(dump.primitiveArray(FieldKind.BYTE, 1000));
            thread.local(shared).live();
        }
        dump.thread("bystander").frame("com.acme.Idle", "run").live();
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            ThreadGrouping grouping = new ThreadGrouping(new int[] {0, 0, 1}, new int[] {0, 0}, 1);
            DominatorTree tree = DominatorTree.of(open.graph(), grouping, done -> {});
            RetainedFacts facts = RetainedFacts.of(tree, grouping);

            assertThat(tree.retainedBytes(open.index(shared))).isEqualTo(PAYLOAD + ARRAY_HEADER);
            assertThat(facts.retainedByGroup()[0])
                    .isEqualTo(facts.retainedByThread()[0] + facts.retainedByThread()[1] + PAYLOAD + ARRAY_HEADER);
            assertThat(facts.retainedByFrame()[0]).containsExactly(1000 + ARRAY_HEADER);
            assertThat(facts.holdingsByGroup().get(0))
                    .containsExactly(new Group.FrameHolding(
                            "com.acme.Handler.handle", "byte[]", 3, PAYLOAD + 2000 + 3 * ARRAY_HEADER));
            assertThat(facts.holdingsByGroup().get(1)).isEmpty();
        }
    }

    @Test
    void aPayloadSharedByTwoGroupsBelongsToTheirSubsystem() throws Exception {
        long shared = dump.primitiveArray(FieldKind.BYTE, PAYLOAD);
        for (int t = 0; t < 2; t++) {
            dump.thread("worker-" + t)
                    .frame("com.acme.Handler", "handle")
                    .local(shared)
                    .live();
        }
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            DominatorTree tree = DominatorTree.of(
                    open.graph(), new ThreadGrouping(new int[] {0, 1}, new int[] {0, 0}, 1), done -> {});

            assertThat(tree.retainedOfSubsystem(0) - tree.retainedOfGroup(0) - tree.retainedOfGroup(1))
                    .isEqualTo(PAYLOAD + ARRAY_HEADER);
        }
    }

    @Test
    void aLeakIsNamedByItsStaticField() throws Exception {
        ClassBuilder map = dump.clazz("com.acme.SessionMap").field("table", FieldKind.OBJECT);
        long[] sessions = new long[200];
        Arrays.setAll(sessions, i -> dump.primitiveArray(FieldKind.BYTE, 1000));
        long leak = dump.instance(map, Value.ref(dump.array(sessions)));
        ClassBuilder registry = dump.clazz("com.acme.Registry").staticField("SESSIONS", Value.ref(leak));
        dump.root(RootKind.STICKY_CLASS, registry.id());
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            Suspect suspect = facts(open).suspects().getFirst();

            assertThat(suspect.className()).isEqualTo("com.acme.SessionMap");
            assertThat(suspect.root()).isEqualTo("static field of com.acme.Registry");
            assertThat(suspect.path()).containsExactly("com.acme.Registry.SESSIONS", "com.acme.SessionMap.table");
            assertThat(suspect.accumulatesIn()).isEqualTo("java.lang.Object[]");
            assertThat(suspect.retainedBytes()).isEqualTo(200 * 1016 + (16 + 200 * 4) + 16);
            assertThat(suspect.content().getFirst()).isEqualTo(new Suspect.Content("byte[]", 200, 200 * 1016));
        }
    }

    @Test
    void whatOnlySoftAndWeakReferencesReachIsRetainedByNobody() throws Exception {
        ClassBuilder reference = dump.clazz("java.lang.ref.Reference")
                .field("referent", FieldKind.OBJECT)
                .field("next", FieldKind.OBJECT);
        ClassBuilder soft = dump.clazz("java.lang.ref.SoftReference").extending(reference);
        ClassBuilder weak = dump.clazz("java.lang.ref.WeakReference").extending(reference);
        ClassBuilder fin = dump.clazz("java.lang.ref.FinalReference").extending(reference);
        long softly = dump.primitiveArray(FieldKind.BYTE, PAYLOAD);
        long weakly = dump.primitiveArray(FieldKind.BYTE, 2 * PAYLOAD);
        long finalizable = dump.primitiveArray(FieldKind.BYTE, 3 * PAYLOAD);
        dump.root(RootKind.JNI_GLOBAL, dump.instance(soft, Value.ref(softly)));
        dump.root(RootKind.JNI_GLOBAL, dump.instance(weak, Value.ref(weakly)));
        long finalizer = dump.instance(fin, Value.ref(finalizable));
        dump.root(RootKind.JNI_GLOBAL, finalizer);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            DominatorTree tree =
                    DominatorTree.of(open.graph(), new ThreadGrouping(new int[0], new int[0], 0), done -> {});

            assertThat(tree.weaklyReachableBytes()).isEqualTo(3 * PAYLOAD + 2 * ARRAY_HEADER);
            assertThat(tree.retainedBytes(open.index(finalizer))).isGreaterThan(3 * PAYLOAD);
            assertThat(tree.isReachable(open.index(softly))).isTrue();
        }
    }

    @Test
    void theHoldersAddUpToWhatIsReachable() throws Exception {
        RandomHeap heap = new RandomHeap(7, 200, 6, 3);
        try (Heaps.OpenHeap open = Heaps.open(heap.dump)) {
            ThreadGrouping grouping = new ThreadGrouping(heap.groupByThread, new int[] {0, 0, 1}, 2);
            RetainedFacts facts = RetainedFacts.of(DominatorTree.of(open.graph(), grouping, done -> {}), grouping);
            RootHolders holders = facts.holders();

            assertThat(Arrays.stream(holders.bytesBySubsystem()).sum()
                            + holders.staticFields()
                            + holders.otherRoots()
                            + holders.shared()
                            + holders.severalThreads()
                            + holders.weakOnly())
                    .isEqualTo(facts.reachableBytes());
        }
    }

    /// ```
    ///  root → list → node → node → node, each 24 bytes
    /// ```
    @Test
    void aClassRetainsItsTopmostObjectsRetainedSizes() throws Exception {
        ClassBuilder node = dump.clazz("com.acme.Node").field("next", FieldKind.OBJECT);
        long last = dump.instance(node);
        long middle = dump.instance(node, Value.ref(last));
        long first = dump.instance(node, Value.ref(middle));
        dump.root(RootKind.JNI_GLOBAL, first);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            ClassRetention classes = facts(open).classes();
            int index = Objects.requireNonNull(open.graph().classes().named("com.acme.Node"))
                    .classIndex();

            assertThat(classes.objectsByClass()[index]).isEqualTo(3);
            assertThat(classes.shallowByClass()[index]).isEqualTo(3 * 16);
            assertThat(classes.retainedByClass()[index]).isEqualTo(3 * 16);
        }
    }

    private static RetainedFacts facts(Heaps.OpenHeap open) {
        ThreadGrouping grouping =
                new ThreadGrouping(new int[open.graph().threads().size()], new int[] {0}, 1);
        return RetainedFacts.of(DominatorTree.of(open.graph(), grouping, done -> {}), grouping);
    }
}
