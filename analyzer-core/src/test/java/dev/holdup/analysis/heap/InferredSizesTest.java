package dev.holdup.analysis.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.Value;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What objects take beyond their fields, seen in the gaps behind them.
class InferredSizesTest {
    private final HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);

    /// Arrays that tell the layout: header 12, references 4, alignment 8.
    @BeforeEach
    void tellTheLayout() {
        for (int i = 0; i < 40; i++) {
            dump.primitiveArray(FieldKind.BYTE, i);
            dump.array(new long[i % 7]);
        }
    }

    @Test
    void aHoleSeenThriceIsTheClassesAndItsSubclasses() throws Exception {
        ClassBuilder base = dump.clazz("com.acme.Base").field("flag", FieldKind.BYTE);
        ClassBuilder sub = dump.clazz("com.acme.Sub").extending(base).field("number", FieldKind.INT);
        long first = withGap(base, 8);
        withGap(base, 8);
        withGap(base, 8);
        withGap(base, 80);
        long onlySub = withGap(sub, 1000);
        dump.node(16);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            assertThat(bytes(open, first)).isEqualTo(24);
            assertThat(bytes(open, onlySub)).isEqualTo(24 + 8);
        }
    }

    @Test
    void theRoomAroundContendedFieldsIsTheObjects() throws Exception {
        ClassBuilder thread = dump.clazz("com.acme.Contended").field("seed", FieldKind.LONG);
        ClassBuilder worker = dump.clazz("com.acme.Worker").extending(thread);
        long first = withGap(thread, 256);
        withGap(thread, 256);
        withGap(thread, 256);
        long only = withGap(worker, 264);
        dump.node(16);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            assertThat(bytes(open, first)).isEqualTo(24 + 256);
            // Eight more than it inherits: nothing else fits in there.
            assertThat(bytes(open, only)).isEqualTo(24 + 264);
        }
    }

    @Test
    void oneGapIsBelievedAsLongAsNothingDeadFitsIn() throws Exception {
        long eight = withGap(dump.clazz("com.acme.Eight"), 8);
        long sixteen = withGap(dump.clazz("com.acme.Sixteen"), 16);
        dump.node(16);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            assertThat(bytes(open, eight)).isEqualTo(24);
            assertThat(bytes(open, sixteen)).isEqualTo(16);
        }
    }

    @Test
    void aVirtualThreadsStackCountsWithItsBits() throws Exception {
        ClassBuilder chunk = dump.clazz("jdk.internal.vm.StackChunk")
                .field("parent", FieldKind.OBJECT)
                .field("size", FieldKind.INT)
                .field("sp", FieldKind.INT)
                .field("bottom", FieldKind.INT);
        // 32 of header and fields, 16 that the JVM adds.
        int[] words = {10, 100, 0, 33};
        int[] bytesOfBits = {8, 32, 0, 16};
        long[] chunks = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            chunks[i] = dump.instance(chunk, Value.ref(0), Value.of(words[i]));
            dump.gap(16 + 8L * words[i] + bytesOfBits[i]);
        }
        dump.node(16);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            for (int i = 0; i < words.length; i++) {
                assertThat(bytes(open, chunks[i])).isEqualTo(48 + 8L * words[i] + bytesOfBits[i]);
            }
        }
    }

    @Test
    void aClassObjectHasItsStaticFieldsBehindItsOwn() throws Exception {
        ClassBuilder plain = dump.clazz("com.acme.Plain");
        dump.clazz("com.acme.Other");
        dump.clazz("com.acme.Another");
        // No field of the class, only what it refers to.
        ClassBuilder referring = dump.clazz("com.acme.Referring").staticField("<resolved_references>", Value.ref(0));
        ClassBuilder holding = dump.clazz("com.acme.Holding")
                .staticField("number", Value.of(7L))
                .staticField("flag", Value.of(true));
        dump.node(16);
        try (Heaps.OpenHeap open = Heaps.open(dump)) {
            assertThat(bytes(open, plain.id())).isEqualTo(128);
            assertThat(bytes(open, referring.id())).isEqualTo(128);
            assertThat(bytes(open, holding.id())).isEqualTo(128 + 16);
        }
    }

    private long withGap(ClassBuilder type, long gap) {
        long id = dump.instance(type);
        dump.gap(gap);
        return id;
    }

    private static long bytes(Heaps.OpenHeap open, long objectId) {
        return open.graph().shallowBytes(open.index(objectId));
    }
}
