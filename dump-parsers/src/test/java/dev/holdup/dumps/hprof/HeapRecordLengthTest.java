package dev.holdup.dumps.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Heap records whose length is not what it says.
class HeapRecordLengthTest {
    private static final int HEADER_BYTES = 31;
    private static final int HEAP_DUMP = 0x0C;
    private static final int HEAP_DUMP_SEGMENT = 0x1C;

    @TempDir
    Path folder = Path.of("");

    private static byte[] withLength(byte[] dump, int tag, int length) {
        byte[] changed = dump.clone();
        int at = HEADER_BYTES;
        while ((changed[at] & 0xFF) != tag) {
            at += 9 + length(changed, at);
        }
        for (int i = 0; i < 4; i++) {
            changed[at + 5 + i] = (byte) (length >>> (24 - 8 * i));
        }
        return changed;
    }

    private static int length(byte[] dump, int at) {
        return ByteBuffer.wrap(dump).getInt(at + 5);
    }

    private HprofFile open(byte[] content) throws Exception {
        return SmallDump.open(folder.resolve("heap.hprof"), content);
    }

    private int recordsIn(byte[] content) throws Exception {
        try (HprofFile dump = open(content)) {
            return RecordedWalk.of(dump).records();
        }
    }

    @Test
    void lengthZeroOfTheOnlyHeapRecordMeansUpToTheEnd() throws Exception {
        HeapDumpWriter writer = SmallDump.inSegments(IdSize.EIGHT);
        writer.options().inOneHeapDump();
        byte[] whole = writer.toByteArray();
        try (HprofFile dump = open(withLength(whole, HEAP_DUMP, 0))) {
            assertThat(RecordedWalk.of(dump).records()).isEqualTo(recordsIn(whole));
            assertThat(dump.complete()).isTrue();
            assertThat(dump.warnings()).isEmpty();
        }
    }

    @Test
    void lengthZeroOfALastSegmentMeansThatTheJvmDiedWhileDumping() throws Exception {
        HeapDumpWriter writer = SmallDump.inSegments(IdSize.EIGHT);
        writer.options().inSegmentsOf(Integer.MAX_VALUE);
        byte[] whole = writer.toByteArray();
        byte[] died = Arrays.copyOf(withLength(whole, HEAP_DUMP_SEGMENT, 0), whole.length - 9 - 3);
        try (HprofFile dump = open(died)) {
            assertThat(RecordedWalk.of(dump).records()).isEqualTo(recordsIn(whole) - 1);
            assertThat(dump.complete()).isFalse();
            assertThat(dump.warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.what()).startsWith("The file is cut off"));
        }
    }

    @Test
    void lengthsThatLieAreCorrectedByWhatFollows() throws Exception {
        for (IdSize idSize : IdSize.values()) {
            byte[] whole = SmallDump.inSegments(idSize).toByteArray();
            for (int length : new int[] {-1, 1, 40, Integer.MAX_VALUE}) {
                byte[] lying = withLength(whole, HEAP_DUMP_SEGMENT, length);
                try (HprofFile dump = open(lying)) {
                    RecordedWalk walk = RecordedWalk.of(dump);
                    assertThat(walk.records()).as("length %d", length).isEqualTo(recordsIn(whole));
                    assertThat(dump.complete()).isTrue();
                }
            }
        }
    }

    /// The file is sparse: its four gigabytes are a hole in the middle of one array.
    @Test
    void lengthThatHasOverflowedIsTakenModulo32Bits() throws Exception {
        Path file = folder.resolve("overflow.hprof");
        int elements = (1 << 29) + 1000;
        long arrayBytes = elements * 8L;
        long bodyBytes = 18 + arrayBytes + 2 * 25;
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write("JAVA PROFILE 1.0.1\0".getBytes(StandardCharsets.US_ASCII));
            out.writeInt(8);
            out.writeLong(1_200_000_000_000L);
            out.writeByte(HEAP_DUMP);
            out.writeInt(0);
            out.writeInt((int) bodyBytes);
            out.writeByte(0x23);
            out.writeLong(0x1000);
            out.writeInt(0);
            out.writeInt(elements);
            out.writeByte(11);
            out.seek(out.getFilePointer() + arrayBytes);
            emptyInstance(out, 0x2000);
            emptyInstance(out, 0x3000);
        }
        try (HprofFile dump = HprofFile.open(file, "overflow.hprof", List.of())) {
            assertThat(dump.regions()).hasSize(1);
            assertThat(dump.regions().getFirst().bytes()).isEqualTo(bodyBytes);
            assertThat(dump.complete()).isTrue();
            assertThat(dump.warnings()).isEmpty();
            assertThat(Counts.of(dump)).isEqualTo(new Counts(2, 1));
        }
    }

    private static void emptyInstance(RandomAccessFile out, long id) throws IOException {
        out.writeByte(0x21);
        out.writeLong(id);
        out.writeInt(0);
        out.writeLong(0x500);
        out.writeInt(0);
    }

    private record Counts(int instances, int arrays) {
        static Counts of(HeapDump dump) {
            int[] counts = new int[2];
            dump.regions()
                    .forEach(region -> assertThat(dump.accept(region, new HeapVisitor() {
                                @Override
                                public void instance(
                                        long objectId,
                                        int stackSerial,
                                        long classId,
                                        long fieldsOffset,
                                        int fieldBytes) {
                                    counts[0]++;
                                }

                                @Override
                                public void primitiveArray(
                                        long objectId,
                                        int stackSerial,
                                        FieldType elementType,
                                        long elementsOffset,
                                        int length) {
                                    counts[1]++;
                                }
                            }))
                            .isNull());
            return new Counts(counts[0], counts[1]);
        }
    }
}
