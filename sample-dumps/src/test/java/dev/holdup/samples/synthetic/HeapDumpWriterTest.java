package dev.holdup.samples.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HeapDumpWriterTest {

    /// ```
    /// JNI global --> Box { next --> null, size = 7 }, class Box { static full = true }
    /// ```
    @Test
    void tinyDumpHasTheBytesOfTheFormatDocument() {
        HeapDumpWriter dump = HeapDumpWriter.bare(IdSize.FOUR).nextAddress(0x100);
        dump.options().version(HprofVersion.V1_0_1).writtenAtMillis(0x0102030405L);
        ClassBuilder box = dump.clazz("a.Box")
                .staticField("full", Value.of(true))
                .field("next", FieldKind.OBJECT)
                .field("size", FieldKind.SHORT);
        long instance = dump.nextAddress(0x200).instance(box, Value.NULL, Value.of((short) 7));
        dump.root(RootKind.JNI_GLOBAL, instance);

        assertThat(hex(dump)).isEqualTo(joined("""
                4A4156412050524F46494C4520312E302E31 00
                00000004 0000000102030405
                01 00000000 00000009  00001000 612F426F78
                01 00000000 00000008  00001001 66756C6C
                01 00000000 00000008  00001002 6E657874
                01 00000000 00000008  00001003 73697A65
                02 00000000 00000010  00000001 00000100 00000001 00001000
                1C 00000000 0000005B
                20 00000100 00000001 00000000 00000000 00000000 00000000 00000000 00000000 00000006
                   0000
                   0001 00001001 04 01
                   0002 00001002 02 00001003 09
                01 00000200 00000200
                21 00000200 00000001 00000100 00000006 00000000 0007
                2C 00000000 00000000
                """));
    }

    @Test
    void framesTracesAndLocalsHaveTheBytesOfTheFormatDocument() {
        HeapDumpWriter dump = HeapDumpWriter.bare(IdSize.EIGHT).nextAddress(0x100);
        ClassBuilder type = dump.clazz("T");
        dump.nextAddress(0x200);
        long thread = dump.instance(type);
        long held = dump.primitiveArray(FieldKind.INT, Value.of(1), Value.of(-1));
        dump.options().inOneHeapDump();
        dump.threadOf(thread).frame("T", "run", "T.java", 12).local(held).live();

        assertThat(hex(dump))
                .contains(joined("""
                04 00000000 00000028
                   0000000000000001 0000000000001001 0000000000001002 0000000000001003 00000001 0000000C
                05 00000000 00000014  00000002 00000001 00000001 0000000000000001
                """))
                .contains(joined("""
                08 0000000000000200 00000001 00000002
                03 0000000000000210 00000001 00000000
                """))
                .endsWith(joined("23 0000000000000210 00000001 00000002 0A 00000001 FFFFFFFF"));
    }

    @Test
    void everyKindOfRootHasItsTagAndOperands() {
        assertThat(rootBytes(RootKind.UNKNOWN)).isEqualTo(joined("FF 00000100"));
        assertThat(rootBytes(RootKind.JNI_GLOBAL)).isEqualTo(joined("01 00000100 00000003"));
        assertThat(rootBytes(RootKind.JNI_LOCAL)).isEqualTo(joined("02 00000100 00000003 FFFFFFFF"));
        assertThat(rootBytes(RootKind.JAVA_FRAME)).isEqualTo(joined("03 00000100 00000003 FFFFFFFF"));
        assertThat(rootBytes(RootKind.NATIVE_STACK)).isEqualTo(joined("04 00000100 00000003"));
        assertThat(rootBytes(RootKind.STICKY_CLASS)).isEqualTo(joined("05 00000100"));
        assertThat(rootBytes(RootKind.THREAD_BLOCK)).isEqualTo(joined("06 00000100 00000003"));
        assertThat(rootBytes(RootKind.MONITOR_USED)).isEqualTo(joined("07 00000100"));
        assertThat(rootBytes(RootKind.THREAD_OBJECT)).isEqualTo(joined("08 00000100 00000003 FFFFFFFF"));
        assertThat(rootBytes(RootKind.ANDROID_INTERNED_STRING)).isEqualTo(joined("89 00000100"));
        assertThat(rootBytes(RootKind.ANDROID_JNI_MONITOR)).isEqualTo(joined("8E 00000100 00000003 FFFFFFFF"));
        assertThat(rootBytes(RootKind.ANDROID_UNREACHABLE)).isEqualTo(joined("90 00000100"));
    }

    private static String rootBytes(RootKind kind) {
        return HexFormat.of()
                .withUpperCase()
                .formatHex(new HeapSubRecords(IdSize.FOUR, text -> 0).root(new GcRoot(kind, 0x100, 3, -1)));
    }

    @Test
    void segmentsAreAsManyAsAskedForAndHoldTheSameBytesAsOneRecord() {
        String whole = segmentBodies(chain(new HeapDumpWriter(IdSize.EIGHT)).toByteArray());
        HeapDumpWriter split = chain(new HeapDumpWriter(IdSize.EIGHT));
        split.options().inSegmentsOf(100);
        HeapDumpWriter old = chain(new HeapDumpWriter(IdSize.EIGHT));
        old.options().inOneHeapDump();

        assertThat(segmentBodies(split.toByteArray())).isEqualTo(whole);
        assertThat(segmentBodies(old.toByteArray())).isEqualTo(whole);
        assertThat(records(split.toByteArray(), 0x1C)).isGreaterThan(5);
        assertThat(records(old.toByteArray(), 0x0C)).isEqualTo(1);
        assertThat(records(old.toByteArray(), 0x2C)).isZero();
    }

    @Test
    void addressesFollowTheLayout() {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        ClassBuilder type = dump.clazz("P").field("a", FieldKind.LONG).field("b", FieldKind.OBJECT);
        dump.clazz("[B");
        dump.clazz("[Ljava.lang.Object;");
        long first = dump.instance(type);
        long second = dump.byteArray((byte) 1);
        long third = dump.array(first, second, 0);
        long fourth = dump.node(64);
        long fifth = dump.node(16);

        assertThat(second - first).isEqualTo(24);
        assertThat(third - second).isEqualTo(24);
        assertThat(fourth - third).isEqualTo(32);
        assertThat(fifth - fourth).isEqualTo(64);
    }

    @Test
    void theSameHeapWrittenTwiceGivesTheSameBytes() {
        HeapDumpWriter dump = chain(new HeapDumpWriter(IdSize.FOUR));
        assertThat(dump.toByteArray()).isEqualTo(dump.toByteArray());
    }

    @Test
    void impossibleObjectsAreRefused() {
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        ClassBuilder type = dump.clazz("P").field("a", FieldKind.INT);
        long node = dump.node(16);
        dump.link(node, node);

        assertThatThrownBy(() -> dump.instance(type, Value.of(1L))).hasMessageContaining("LONG");
        assertThatThrownBy(() -> dump.link(node, node)).hasMessageContaining("16 bytes");
        assertThatThrownBy(() -> dump.node(20)).hasMessageContaining("20 bytes");
        assertThatThrownBy(() -> dump.nextAddress(node).node(16)).hasMessageContaining("Two objects");
    }

    private static HeapDumpWriter chain(HeapDumpWriter dump) {
        long head = dump.node(32);
        long at = head;
        for (int i = 0; i < 20; i++) {
            long next = dump.node(32);
            dump.link(at, next);
            at = next;
        }
        dump.link(at, head).root(RootKind.STICKY_CLASS, head);
        return dump;
    }

    private static String segmentBodies(byte[] file) {
        StringBuilder bodies = new StringBuilder();
        forEachRecord(file, (tag, start, length) -> {
            if (tag == 0x0C || tag == 0x1C) {
                bodies.append(HexFormat.of().formatHex(file, start, start + length));
            }
        });
        return bodies.toString();
    }

    private static long records(byte[] file, int wanted) {
        long[] count = {0};
        forEachRecord(file, (tag, start, length) -> count[0] += tag == wanted ? 1 : 0);
        return count[0];
    }

    private interface RecordSeen {
        void record(int tag, int start, int length);
    }

    private static void forEachRecord(byte[] file, RecordSeen seen) {
        int at = 31;
        while (at < file.length) {
            int length = ByteBuffer.wrap(file).getInt(at + 5);
            seen.record(file[at], at + 9, length);
            at += 9 + length;
        }
        assertThat(at).isEqualTo(file.length);
    }

    private static String hex(HeapDumpWriter dump) {
        return HexFormat.of().withUpperCase().formatHex(dump.toByteArray());
    }

    private static String joined(String spaced) {
        return spaced.replaceAll("\\s", "");
    }
}
