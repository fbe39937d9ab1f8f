package dev.holdup.dumps.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.samples.synthetic.IdSize;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DamagedDumpTest {
    private static final int HEADER_BYTES = 31;
    private static final int RECORD_HEADER_BYTES = 9;

    @TempDir
    Path folder = Path.of("");

    private byte[] whole(IdSize idSize) {
        return SmallDump.inSegments(idSize).toByteArray();
    }

    private HprofFile open(byte[] content) throws Exception {
        return SmallDump.open(folder.resolve("damaged.hprof"), content);
    }

    @ParameterizedTest
    @EnumSource(IdSize.class)
    void everyPrefixGivesWhatIsThereAndSaysWhatIsMissing(IdSize idSize) throws Exception {
        byte[] whole = whole(idSize);
        int lastRecords = 0;
        int allRecords;
        try (HprofFile dump = open(whole)) {
            allRecords = RecordedWalk.of(dump).records();
            assertThat(dump.complete()).isTrue();
        }
        for (int length = HEADER_BYTES; length < whole.length; length++) {
            try (HprofFile dump = open(Arrays.copyOf(whole, length))) {
                RecordedWalk walk = RecordedWalk.of(dump);
                assertThat(dump.complete()).as("complete at %d bytes", length).isFalse();
                assertThat(walk.warnings).as("warnings at %d bytes", length).hasSize(1);
                assertThat(walk.warnings.getFirst().what())
                        .as("at %d bytes", length)
                        .startsWith("The file ");
                assertThat(walk.records()).as("records at %d bytes", length).isBetween(lastRecords, allRecords);
                lastRecords = walk.records();
            }
        }
        assertThat(lastRecords).isEqualTo(allRecords);
    }

    @Test
    void cutHeapRecordSaysHowManyBytesAreMissing() throws Exception {
        byte[] whole = whole(IdSize.EIGHT);
        int cut = whole.length - RECORD_HEADER_BYTES - 1;
        try (HprofFile dump = open(Arrays.copyOf(whole, cut))) {
            assertThat(dump.warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.what())
                            .matches(
                                    "The file is cut off: this heap record claims (\\d+) bytes and only \\d+ are there,"
                                            + " so at least 1 bytes are missing\\."));
        }
    }

    @ParameterizedTest
    @EnumSource(IdSize.class)
    void noSingleFlippedByteLeadsToACrash(IdSize idSize) throws Exception {
        byte[] whole = whole(idSize);
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (at * 31 | 1);
            refused += walkOrRefuse(damaged) ? 0 : 1;
        }
        // Text and id size of the header: 23 bytes; a flip in its last digit can make another version of it.
        assertThat(refused).isBetween(22, 23);
    }

    @Test
    void noRandomDamageLeadsToACrash() throws Exception {
        byte[] whole = whole(IdSize.FOUR);
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = Arrays.copyOf(whole, HEADER_BYTES + random.nextInt(whole.length));
            for (int i = random.nextInt(8); i >= 0; i--) {
                byte[] noise = new byte[1 + random.nextInt(6)];
                if (random.nextBoolean()) {
                    random.nextBytes(noise);
                }
                int at = HEADER_BYTES + random.nextInt(Math.max(1, damaged.length - HEADER_BYTES - noise.length));
                System.arraycopy(noise, 0, damaged, at, Math.min(noise.length, damaged.length - at));
            }
            assertThat(walkOrRefuse(damaged)).isTrue();
        }
    }

    /// @return whether the dump could be opened
    private boolean walkOrRefuse(byte[] content) throws Exception {
        try (HprofFile dump = open(content)) {
            RecordedWalk walk = RecordedWalk.of(dump);
            walk.threadRoots.forEach(thread -> dump.stackTrace(thread.stackSerial()));
            for (ParseWarning warning : walk.warnings) {
                assertThat(warning.what()).endsWith(".");
                assertThat(warning.effect()).endsWith(".");
            }
            return true;
        } catch (MalformedDumpException refused) {
            assertThat(refused.reason()).isNotEmpty();
            return false;
        }
    }

    @Test
    void damagedSegmentCostsItsOwnObjectsOnly() throws Exception {
        byte[] whole = whole(IdSize.EIGHT);
        RecordedWalk undamaged;
        long secondRegion;
        try (HprofFile dump = open(whole)) {
            undamaged = RecordedWalk.of(dump);
            secondRegion = dump.regions().get(1).offset();
        }
        byte[] damaged = whole.clone();
        damaged[(int) secondRegion] = 0x42;
        try (HprofFile dump = open(damaged)) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(walk.warnings).singleElement().satisfies(warning -> {
                assertThat(warning.location()).isEqualTo(new SourceLocation.InFile("small.hprof", secondRegion));
                assertThat(warning.what()).isEqualTo("No heap record can begin here (first byte 0x42).");
                assertThat(warning.effect())
                        .isEqualTo("The objects in the last 155 bytes of this heap segment are missing.");
            });
            assertThat(walk.classes).isEqualTo(undamaged.classes);
            assertThat(walk.objectArrays).isEqualTo(undamaged.objectArrays);
            assertThat(walk.records()).isLessThan(undamaged.records());
        }
    }

    @Test
    void damagedRecordHeaderCostsWhatIsUpToTheNextSegment() throws Exception {
        byte[] damaged = whole(IdSize.EIGHT);
        long secondRegion;
        int objectArrays;
        try (HprofFile dump = open(damaged)) {
            secondRegion = dump.regions().get(1).offset();
            objectArrays = RecordedWalk.of(dump).objectArrays.size();
        }
        Arrays.fill(damaged, (int) secondRegion - RECORD_HEADER_BYTES, (int) secondRegion, (byte) 0xEE);
        try (HprofFile dump = open(damaged)) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(dump.complete()).isFalse();
            assertThat(walk.warnings)
                    .extracting(ParseWarning::what)
                    .containsExactly(
                            "The 164 bytes from here on are damaged; reading went on at the next heap segment.");
            assertThat(walk.objectArrays).hasSize(objectArrays);
        }
    }

    @Test
    void garbageAfterTheEndIsIgnoredAndMentioned() throws Exception {
        byte[] whole = whole(IdSize.EIGHT);
        try (HprofFile dump = open(joined(whole, new byte[1000]))) {
            assertThat(dump.complete()).isTrue();
            assertThat(RecordedWalk.of(dump).instances).hasSize(2);
            assertThat(dump.warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.what())
                            .isEqualTo("1000 bytes after the end of the heap dump were ignored."));
        }
    }

    @Test
    void lastOfSeveralDumpsInOneFileIsTaken() throws Exception {
        byte[] first = whole(IdSize.EIGHT);
        byte[] second = whole(IdSize.FOUR);
        try (HprofFile dump = open(joined(first, second))) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(dump.idBytes()).isEqualTo(4);
            assertThat(dump.complete()).isTrue();
            assertThat(walk.instances).hasSize(2);
            assertThat(dump.warnings())
                    .singleElement()
                    .satisfies(warning -> assertThat(warning.effect())
                            .isEqualTo("The last one is analysed; the earlier ones are left out."));
        }
    }

    @Test
    void dumpFollowedByOneWithoutObjectsIsTakenItself() throws Exception {
        byte[] first = whole(IdSize.EIGHT);
        try (HprofFile dump = open(joined(first, Arrays.copyOf(whole(IdSize.FOUR), HEADER_BYTES + 5)))) {
            assertThat(dump.idBytes()).isEqualTo(8);
            assertThat(RecordedWalk.of(dump).instances).hasSize(2);
            assertThat(dump.warnings()).hasSize(1);
        }
    }

    @Test
    void arrayLengthOfTwoBillionInATinyFileIsDamage() throws Exception {
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + RECORD_HEADER_BYTES + 18 + RECORD_HEADER_BYTES);
        file.put("JAVA PROFILE 1.0.2\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putLong(0);
        file.put((byte) 0x1C).putInt(0).putInt(18);
        file.put((byte) 0x23)
                .putLong(0x1000)
                .putInt(0)
                .putInt(Integer.MAX_VALUE)
                .put((byte) 11);
        file.put((byte) 0x2C).putInt(0).putInt(0);
        try (HprofFile dump = open(file.array())) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(walk.objects()).isZero();
            assertThat(walk.warnings)
                    .extracting(ParseWarning::what)
                    .anyMatch(what -> what.startsWith(
                            "A heap record here (primitive array) reaches at least 17179869176 bytes past the end"));
        }
    }

    @Test
    void manySegmentsWithWrongLengthsDoNotTakeForever() throws Exception {
        ByteBuffer file = ByteBuffer.allocate(HEADER_BYTES + 200_000 * 26);
        file.put("JAVA PROFILE 1.0.2\0".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putLong(0);
        while (file.remaining() >= 26) {
            file.put((byte) 0x1C).putInt(0).putInt(5);
            file.put((byte) 0x01).putLong(0x1C).putLong(0x1C00);
        }
        long start = System.nanoTime();
        try (HprofFile dump = open(file.array())) {
            assertThat(dump.complete()).isFalse();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
