package dev.holdup.dumps.hprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.dumps.hprof.RecordedWalk.Instance;
import dev.holdup.dumps.hprof.RecordedWalk.ObjectArray;
import dev.holdup.dumps.hprof.RecordedWalk.PrimitiveArray;
import dev.holdup.dumps.hprof.RecordedWalk.Root;
import dev.holdup.dumps.hprof.RecordedWalk.ThreadRoot;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.GcRootKind;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapClassRecord.InstanceField;
import dev.holdup.dumps.model.HeapClassRecord.StaticField;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapStackTrace;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.HprofVersion;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HprofFileTest {
    /// Tag, id, stack serial, class id and length, with ids of eight bytes.
    private static final int INSTANCE_HEADER_BYTES = 25;

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("heap.hprof");
    }

    private HprofFile open(HeapDumpWriter writer) throws IOException, MalformedDumpException {
        writer.writeTo(file);
        return HprofFile.open(file, "heap.hprof", List.of());
    }

    @ParameterizedTest
    @EnumSource(HprofVersion.class)
    void headerTellsVersionIdSizeAndTime(HprofVersion version) throws Exception {
        for (IdSize idSize : IdSize.values()) {
            HeapDumpWriter writer = new HeapDumpWriter(idSize);
            writer.options().version(version).writtenAtMillis(1_700_000_000_123L);
            try (HprofFile dump = open(writer)) {
                assertThat(dump.format()).isEqualTo("JAVA PROFILE 1.0." + (version.ordinal() + 1));
                assertThat(dump.idBytes()).isEqualTo(idSize.bytes());
                assertThat(dump.capturedAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_123L));
                assertThat(dump.input()).isEqualTo("heap.hprof");
                assertThat(dump.fileBytes()).isEqualTo(Files.size(file));
                assertThat(dump.complete()).isTrue();
                assertThat(dump.warnings()).isEmpty();
            }
        }
    }

    @Test
    void timeThatNobodyCanBelieveIsUnknown() throws Exception {
        for (long millis : new long[] {0, -1, 12_345, Long.MAX_VALUE, 4_000_000_000_000L}) {
            HeapDumpWriter writer = new HeapDumpWriter(IdSize.EIGHT);
            writer.options().writtenAtMillis(millis);
            try (HprofFile dump = open(writer)) {
                assertThat(dump.capturedAt()).isNull();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(IdSize.class)
    void classRecordsHoldFieldsOfEveryType(IdSize idSize) throws Exception {
        HeapDumpWriter writer = HeapDumpWriter.bare(idSize);
        ClassBuilder parent = writer.clazz("a.Parent");
        ClassBuilder type =
                writer.clazz("a.Child").extending(parent).loadedBy(0x77).stackSerial(3);
        List<Value> values = List.of(
                Value.ref(0xF000_0001L),
                Value.of(true),
                Value.of('\uFFFE'),
                Value.of(-1.5f),
                Value.of(-2.5d),
                Value.of((byte) -3),
                Value.of((short) -4),
                Value.of(-5),
                Value.of(Long.MIN_VALUE));
        for (Value value : values) {
            type.staticField("s" + value.kind(), value)
                    .field("f" + value.kind(), value.kind())
                    .constant(value);
        }
        try (HprofFile dump = open(writer)) {
            HeapClassRecord child = RecordedWalk.of(dump).classes.get(1);
            assertThat(child.classId()).isEqualTo(type.id());
            assertThat(child.superclassId()).isEqualTo(parent.id());
            assertThat(child.classLoaderId()).isEqualTo(0x77);
            assertThat(child.stackSerial()).isEqualTo(3);
            assertThat(child.staticFields())
                    .extracting(StaticField::value)
                    .containsExactly(
                            0xF000_0001L,
                            1L,
                            0xFFFEL,
                            (long) Float.floatToRawIntBits(-1.5f),
                            Double.doubleToRawLongBits(-2.5d),
                            -3L,
                            -4L,
                            -5L,
                            Long.MIN_VALUE);
            assertThat(child.staticFields()).extracting(StaticField::type).containsExactly(FieldType.values());
            assertThat(child.staticFields())
                    .extracting(field -> dump.string(field.nameId()))
                    .startsWith("sOBJECT", "sBOOLEAN")
                    .endsWith("sLONG");
            assertThat(child.constants())
                    .extracting(StaticField::value)
                    .isEqualTo(child.staticFields().stream()
                            .map(StaticField::value)
                            .toList());
            assertThat(child.instanceFields()).extracting(InstanceField::type).containsExactly(FieldType.values());
            assertThat(child.instanceFields())
                    .extracting(field -> dump.string(field.nameId()))
                    .startsWith("fOBJECT")
                    .endsWith("fLONG");
            assertThat(dump.classNames())
                    .containsExactly(Map.entry(parent.id(), "a/Parent"), Map.entry(type.id(), "a/Child"));
        }
    }

    @ParameterizedTest
    @EnumSource(IdSize.class)
    void objectsComeWithTheirValues(IdSize idSize) throws Exception {
        HeapDumpWriter writer = HeapDumpWriter.bare(idSize);
        ClassBuilder parent = writer.clazz("a.Parent").field("p", FieldKind.SHORT);
        ClassBuilder child = writer.clazz("a.Child").extending(parent).field("c", FieldKind.INT);
        ClassBuilder arrayClass = writer.clazz("[La.Child;");
        long instance = writer.instance(child, Value.of(0x01020304), Value.of((short) 0x0506));
        long array = writer.objectArray(arrayClass, instance, 0, arrayClass.id());
        long chars = writer.primitiveArray(FieldKind.CHAR, Value.of('a'), Value.of('\u20AC'));
        long empty = writer.primitiveArray(FieldKind.LONG, 0);
        try (HprofFile dump = open(writer)) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(walk.warnings).isEmpty();
            assertThat(walk.instances).containsExactly(new Instance(instance, 1, child.id(), "010203040506"));
            assertThat(walk.objectArrays)
                    .containsExactly(
                            new ObjectArray(array, 1, arrayClass.id(), List.of(instance, 0L, arrayClass.id())));
            assertThat(walk.primitiveArrays)
                    .containsExactly(
                            new PrimitiveArray(chars, 1, FieldType.CHAR, true, 2, "006120ac"),
                            new PrimitiveArray(empty, 1, FieldType.LONG, true, 0, ""));
        }
    }

    @ParameterizedTest
    @EnumSource(IdSize.class)
    void everyKindOfRootIsToldWithItsThreadAndFrame(IdSize idSize) throws Exception {
        HeapDumpWriter writer = HeapDumpWriter.bare(idSize);
        long object = writer.byteArray();
        List<Root> expected = new ArrayList<>();
        for (RootKind kind : RootKind.values()) {
            writer.root(kind, object, 5, 9);
            String name = kind.name().replace("ANDROID_", "");
            switch (kind) {
                case THREAD_OBJECT -> {
                    // Told by a call of its own.
                }
                case JNI_LOCAL, JAVA_FRAME, ANDROID_JNI_MONITOR ->
                    expected.add(new Root(GcRootKind.valueOf(name), object, 5, 9));
                case NATIVE_STACK, THREAD_BLOCK -> expected.add(new Root(GcRootKind.valueOf(name), object, 5, -1));
                default -> expected.add(new Root(GcRootKind.valueOf(name), object, 0, -1));
            }
        }
        try (HprofFile dump = open(writer)) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(walk.warnings).isEmpty();
            assertThat(walk.roots).containsExactlyElementsOf(expected);
            assertThat(walk.roots).extracting(Root::kind).hasSize(GcRootKind.values().length - 1);
            assertThat(walk.threadRoots).containsExactly(new ThreadRoot(object, 5, 9));
            assertThat(walk.objects()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(IdSize.class)
    void androidArraysMayLackTheirData(IdSize idSize) throws Exception {
        HeapDumpWriter writer = HeapDumpWriter.bare(idSize);
        writer.androidHeap(65, "app");
        long array = writer.primitiveArrayWithoutData(FieldKind.INT, 1000);
        writer.androidHeap(90, "zygote");
        long after = writer.byteArray((byte) 0x5A);
        try (HprofFile dump = open(writer)) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(walk.warnings).isEmpty();
            assertThat(walk.primitiveArrays)
                    .containsExactly(
                            new PrimitiveArray(array, 1, FieldType.INT, false, 1000, ""),
                            new PrimitiveArray(after, 1, FieldType.BYTE, true, 1, "5a"));
        }
    }

    @Test
    void stackTracesNameClassMethodAndLine() throws Exception {
        HeapDumpWriter writer = new HeapDumpWriter(IdSize.EIGHT);
        writer.thread("main")
                .frame("java.io.FileOutputStream", "writeBytes", "FileOutputStream.java", -3)
                .frame("a.B$Inner", "run", "B.java", 42)
                .frame("a.B$$Lambda+0x00007f001", "call", "B.java", -2)
                .frame("a.C", "main", "C.java", -1)
                .live();
        try (HprofFile dump = open(writer)) {
            ThreadRoot thread = RecordedWalk.of(dump).threadRoots.getFirst();
            HeapStackTrace trace = dump.stackTrace(thread.stackSerial());
            assertThat(trace)
                    .isEqualTo(new HeapStackTrace(
                            thread.stackSerial(),
                            thread.threadSerial(),
                            List.of(
                                    new JvmFrame(
                                            "java.io.FileOutputStream",
                                            "writeBytes",
                                            "FileOutputStream.java",
                                            JvmFrame.NATIVE),
                                    new JvmFrame("a.B$Inner", "run", "B.java", 42),
                                    new JvmFrame("a.B$$Lambda/0x00007f001", "call", "B.java", JvmFrame.UNKNOWN),
                                    new JvmFrame("a.C", "main", "C.java", JvmFrame.UNKNOWN))));
            assertThat(dump.stackTrace(1)).isEqualTo(new HeapStackTrace(1, 0, List.of()));
            assertThat(dump.stackTrace(4711)).isNull();
            assertThat(dump.string(0xDEAD_BEEFL)).isNull();
        }
    }

    @Test
    void segmentsAreRegionsAndAnyRecordBeginsOne() throws Exception {
        try (HprofFile dump = open(SmallDump.inSegments(IdSize.EIGHT))) {
            assertThat(dump.regions()).hasSizeGreaterThan(2);
            int walked = 0;
            for (HeapRegion region : dump.regions()) {
                InstanceOffsets whole = new InstanceOffsets();
                assertThat(dump.accept(region, whole)).isNull();
                for (int i = 0; i < whole.offsets.size(); i++) {
                    InstanceOffsets rest = new InstanceOffsets();
                    HeapRegion fromHere = new HeapRegion(whole.offsets.get(i) - INSTANCE_HEADER_BYTES, region.end());
                    assertThat(dump.accept(fromHere, rest)).isNull();
                    assertThat(rest.offsets).isEqualTo(whole.offsets.subList(i, whole.offsets.size()));
                    walked++;
                }
            }
            assertThat(walked).isEqualTo(2);
        }
    }

    private static final class InstanceOffsets implements HeapVisitor {
        private final List<Long> offsets = new ArrayList<>();

        @Override
        public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
            offsets.add(fieldsOffset);
        }
    }

    @Test
    void oneRecordForTheWholeHeapReadsTheSame() throws Exception {
        HeapDumpWriter segmented = SmallDump.inSegments(IdSize.FOUR);
        HeapDumpWriter whole = SmallDump.inSegments(IdSize.FOUR);
        whole.options().inOneHeapDump();
        try (HprofFile expected = open(segmented)) {
            RecordedWalk expectedWalk = RecordedWalk.of(expected);
            Path other = folder.resolve("whole.hprof");
            whole.writeTo(other);
            try (HprofFile dump = HprofFile.open(other, "whole.hprof", List.of())) {
                RecordedWalk walk = RecordedWalk.of(dump);
                assertThat(dump.regions()).hasSize(1);
                assertThat(dump.complete()).isTrue();
                assertThat(walk.warnings).isEmpty();
                assertThat(walk.instances).isEqualTo(expectedWalk.instances);
                assertThat(walk.records()).isEqualTo(expectedWalk.records());
            }
        }
    }

    @Test
    void recordsOfNoInterestAreSkipped() throws Exception {
        HeapDumpWriter writer = SmallDump.inSegments(IdSize.EIGHT);
        writer.options()
                .extraRecord(0x03, new byte[4])
                .extraRecord(0x06, new byte[34])
                .extraRecord(0x07, new byte[24])
                .extraRecord(0x0A, new byte[40])
                .extraRecord(0x0B, new byte[4])
                .extraRecord(0x0D, new byte[8])
                .extraRecord(0x0E, new byte[6]);
        try (HprofFile dump = open(writer)) {
            assertThat(RecordedWalk.of(dump).instances).hasSize(2);
            assertThat(dump.warnings()).isEmpty();
        }
    }

    @Test
    void recordsOfUnknownKindAreSkippedAndMentioned() throws Exception {
        HeapDumpWriter writer = SmallDump.inSegments(IdSize.EIGHT);
        writer.options().extraRecord(0x42, new byte[17]);
        try (HprofFile dump = open(writer)) {
            assertThat(RecordedWalk.of(dump).instances).hasSize(2);
            assertThat(dump.complete()).isTrue();
            assertThat(dump.warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.what())
                            .isEqualTo("A record of 17 bytes has the unknown or damaged kind 0x42. It was skipped."));
        }
    }

    @Test
    void whatIsNoHprofIsRefusedInOneSentence() throws Exception {
        assertRefused(new byte[0], "heap.hprof: the file is empty");
        assertRefused(
                "GARBAGE and more".getBytes(StandardCharsets.US_ASCII),
                "heap.hprof: not an HPROF heap dump: it does not begin with JAVA PROFILE 1.0");
        byte[] good = new HeapDumpWriter(IdSize.EIGHT).toByteArray();
        assertRefused(
                Arrays.copyOf(good, 20),
                "heap.hprof: the heap dump is cut off within its header: only 20 bytes of it are there");
        byte[] idsOfSix = good.clone();
        idsOfSix[22] = 6;
        assertRefused(
                idsOfSix,
                "heap.hprof: the heap dump's header is damaged: object ids of 6 bytes do not exist,"
                        + " only of 4 and 8");
        byte[] version = good.clone();
        version[17] = '9';
        assertRefused(version, "heap.hprof: this HPROF version is unknown; holdup reads 1.0.1, 1.0.2 and 1.0.3");
    }

    private void assertRefused(byte[] content, String message) {
        assertThatThrownBy(() -> SmallDump.open(file, content).close())
                .isInstanceOf(MalformedDumpException.class)
                .message()
                .isEqualTo(message.replace("heap.hprof", "small.hprof"));
    }
}
