package dev.holdup.dumps.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.jstack.HotSpotDialect;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDumpsTest {
    private static final int THREADS = 3;

    @Test
    void ofMoreThreadsThanThereIsMemoryForTheLastDumpsAreKept() throws Exception {
        List<ThreadDump> dumps = parse(4, 2 * THREADS);

        assertThat(dumps)
                .flatExtracting(ThreadDump::threads)
                .extracting(JvmThread::name)
                .containsExactly("in-2-0", "in-2-1", "in-2-2", "in-3-0", "in-3-1", "in-3-2");
        assertThat(dumps.getFirst().complete()).isFalse();
        assertThat(dumps.getFirst().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.what()).contains("the first 2 are left out");
            assertThat(warning.location()).isEqualTo(new SourceLocation.InText("log.txt", 2));
        });
        assertThat(dumps.getLast().complete()).isTrue();
        assertThat(dumps.getLast().warnings()).isEmpty();
    }

    @Test
    void asManyAsThereIsMemoryForAreKeptAndTheLastOneHoweverManyItHas() throws Exception {
        assertThat(parse(4, 4 * THREADS)).hasSize(4).allMatch(ThreadDump::complete);
        assertThat(parse(4, 1))
                .singleElement()
                .satisfies(dump -> assertThat(dump.threads()).hasSize(THREADS));
    }

    private static List<ThreadDump> parse(int dumps, long mostThreads) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int dump = 0; dump < dumps; dump++) {
            int number = dump;
            text.append(
                    "2026-01-01 00:00:0" + dump + "\nFull thread dump OpenJDK 64-Bit Server VM (25.0.3+9-LTS):\n\n");
            IntStream.range(0, THREADS)
                    .forEach(thread -> text.append("\"in-" + number + "-" + thread + "\" #" + (thread + 1)
                            + " prio=5 os_prio=0 cpu=1.00ms elapsed=1.00s tid=0x00007f000000" + thread
                            + "000 nid=0x1 runnable  [0x0000000000000000]\n"
                            + "   java.lang.Thread.State: RUNNABLE\n\tat com.acme.Work.run(Work.java:1)\n\n"));
            text.append("JNI global refs: 15, weak refs: 0\n\n");
        }
        return TextDumps.parse(
                "log.txt",
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                List.of(new HotSpotDialect()),
                mostThreads);
    }
}
