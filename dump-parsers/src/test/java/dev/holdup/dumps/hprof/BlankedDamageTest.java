package dev.holdup.dumps.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.synthetic.IdSize;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies without values of damaged dumps.
class BlankedDamageTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasReadAsOneDumpIsOneInTheCopy() throws Exception {
        byte[] whole = SmallDump.inSegments(IdSize.EIGHT).toByteArray();
        int firstSegment = recordAt(whole, RecordTag.HEAP_DUMP_SEGMENT, 0);
        int lastSegment = firstSegment;
        for (int at = firstSegment; at >= 0; at = recordAt(whole, RecordTag.HEAP_DUMP_SEGMENT, at + 1)) {
            lastSegment = at;
        }
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        damaged.write(whole, 0, whole.length);
        // Behind an end that no record follows, the dump goes on.
        damaged.writeBytes(new byte[] {0x0b, 0, 0, 0, (byte) 0xb9, 0, 0, 0, 0, 0x40, 0, 0, 0, 0x60});
        damaged.write(whole, firstSegment, whole.length - firstSegment);
        byte[] content = damaged.toByteArray();
        ByteBuffer.wrap(content).putInt(lastSegment + 5, 2097);

        try (HprofFile dump = SmallDump.open(folder.resolve("damaged"), content)) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(walk.roots).as("read as one").hasSize(6);
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            dump.writeBlanked(copy, HprofFuzzTest.NOTHING);
            try (HprofFile again = SmallDump.open(folder.resolve("copy"), copy.toByteArray())) {
                assertThat(RecordedWalk.of(again).roots).isEqualTo(walk.roots);
            }
        }
    }

    /// Where the next record of a kind begins, −1 if none does.
    private static int recordAt(byte[] dump, int tag, int from) {
        ByteBuffer bytes = ByteBuffer.wrap(dump);
        int at = 31;
        while (at < dump.length) {
            if (at >= from && dump[at] == tag) {
                return at;
            }
            at += 9 + bytes.getInt(at + 5);
        }
        return -1;
    }
}
