package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A damaged dump gives a report of what is there, or one sentence; never anything else.
class DamagedHeapTest {
    @TempDir
    private Path folder;

    @Test
    void everyPrefixGivesAReportOrASentence() throws Exception {
        byte[] whole = SmallIncident.heapDump();
        int reports = 0;
        for (int length = 0; length < whole.length; length += 5) {
            reports += SmallIncident.outcomeIsSound(folder, Arrays.copyOf(whole, length)) ? 1 : 0;
        }
        assertThat(reports).isGreaterThan(whole.length / 50);
    }

    @Test
    void everyFlippedByteGivesAReportOrASentence() throws Exception {
        byte[] whole = SmallIncident.heapDump();
        Random random = new Random(1);
        for (int round = 0; round < 1500; round++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            SmallIncident.outcomeIsSound(folder, damaged);
        }
    }
}
