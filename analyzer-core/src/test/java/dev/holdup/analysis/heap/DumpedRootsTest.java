package dev.holdup.analysis.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.SyntheticThread;
import dev.holdup.samples.synthetic.Value;
import org.junit.jupiter.api.Test;

/// What stands in for GC roots where a dump was cut in front of them.
class DumpedRootsTest {
    private static final int PAYLOAD_BYTES = 100_000;

    @Test
    void threadsThatRunAreRootsAndThoseThatNeverBeganOrEndedAreNot() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        SyntheticThread running = dump.thread("running").tid(7).eetop(0xabc0);
        running.set("threadLocals", Value.ref(dump.primitiveArray(FieldKind.BYTE, PAYLOAD_BYTES)));
        SyntheticThread ended = dump.thread("ended").tid(8).eetop(0);
        long lost = dump.primitiveArray(FieldKind.BYTE, 9 * PAYLOAD_BYTES);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            HeapGraph heap = open.graph();
            DominatorTree tree =
                    DominatorTree.of(heap, new ThreadGrouping(new int[] {-1}, new int[0], 0), (pass, done) -> {});

            assertThat(heap.threads()).extracting(HeapThread::name).containsExactly("running");
            assertThat(heap.gcRoots()).isZero();
            assertThat(heap.coverage().missingStacks()).isEqualTo(1);
            assertThat(tree.isReachable(open.index(running.id()))).isTrue();
            assertThat(tree.isReachable(open.index(ended.id()))).isFalse();
            assertThat(tree.isReachable(open.index(lost))).isFalse();
            assertThat(tree.retainedOfThread(0)).isGreaterThan(PAYLOAD_BYTES);
            assertThat(tree.share(PAYLOAD_BYTES))
                    .as("of all that is there, since locals may keep the rest")
                    .isBetween(0.09, 0.1);
        }
    }

    @Test
    void whereThereIsOneRootNothingStandsInForOthers() throws Exception {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        dump.thread("running").tid(7).eetop(0xabc0);
        dump.root(RootKind.JNI_GLOBAL, dump.node(16));
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            assertThat(open.graph().threads()).isEmpty();
            assertThat(open.graph().gcRoots()).isEqualTo(1);
        }
    }
}
