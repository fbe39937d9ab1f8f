package dev.holdup.dumps.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.KeptContent;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.samples.synthetic.IdSize;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/// Any bytes are a heap dump that can be read and copied without its values, or are refused with a reason.
@Timeout(10)
class HprofFuzzTest {
    /// Keeps nothing.
    static final KeptContent NOTHING = new KeptContent() {
        @Override
        public int[] keptFieldBytes(long classId) {
            return new int[0];
        }

        @Override
        public boolean keepsStatic(HeapClassRecord declaring, HeapClassRecord.StaticField field) {
            return false;
        }

        @Override
        public byte @Nullable [] arrayContent(long objectId) {
            return null;
        }
    };

    static Stream<byte[]> seeds() {
        return Stream.of(IdSize.values())
                .flatMap(size -> Stream.of(SmallDump.inSegments(size), SmallDump.inOneRecord(size)))
                .map(writer -> writer.toByteArray());
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyBytesAreReadAndRedactedOrRefused(byte[] content) throws Exception {
        try (HprofFile dump = open(content)) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(walk.records()).isLessThanOrEqualTo(content.length);
            assertThat(dump.complete() || !walk.warnings.isEmpty()).isTrue();
            for (ParseWarning warning : walk.warnings) {
                assertThat(warning.what()).endsWith(".");
                assertThat(warning.effect()).endsWith(".");
            }
            walk.threadRoots.forEach(thread -> dump.stackTrace(thread.stackSerial()));
            dump.classNames().values().forEach(name -> assertThat(name).hasSizeLessThan(1 << 16));
            byte[] blanked = blanked(dump);
            assertThat(blanked.length).isLessThan(content.length + 200);
            try (HprofFile copy = open(blanked)) {
                RecordedWalk again = RecordedWalk.of(copy);
                assertThat(ids(again)).isEqualTo(ids(walk));
                assertThat(again.roots).isEqualTo(walk.roots);
                again.primitiveArrays.forEach(
                        array -> assertThat(array.elementsInHex()).matches("0*"));
                try (HprofFile third = open(blanked(copy))) {
                    assertThat(ids(RecordedWalk.of(third))).isEqualTo(ids(walk));
                }
            }
        } catch (MalformedDumpException refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    private static Set<Long> ids(RecordedWalk walk) {
        Set<Long> ids = new HashSet<>();
        walk.instances.forEach(object -> ids.add(object.objectId()));
        walk.objectArrays.forEach(object -> ids.add(object.objectId()));
        walk.primitiveArrays.forEach(object -> ids.add(object.objectId()));
        return ids;
    }

    private static byte[] blanked(HprofFile dump) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        dump.writeBlanked(out, NOTHING);
        return out.toByteArray();
    }

    @SuppressWarnings("MustBeClosedChecker") // the dump closes it
    private static HprofFile open(byte[] content) throws MalformedDumpException {
        Arena arena = Arena.ofShared();
        MemorySegment file = arena.allocateFrom(ValueLayout.JAVA_BYTE, content);
        return HprofFile.of(arena, file, "fuzzed.hprof", List.of());
    }
}
