package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.samples.synthetic.ThreadDumpText;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text is read as thread dumps of whatever dialect, the same whether it comes at once or byte by byte.
@Timeout(10)
class ThreadDumpFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.concat(DialectSamples.all().values().stream(), Stream.of(hotSpot()))
                .flatMap(text -> Stream.of(
                        text.getBytes(StandardCharsets.UTF_8),
                        ("2026-11-26 10:11:12.123 INFO  out: " + text.replace("\n", "\n2026-11-26 INFO "))
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static String hotSpot() {
        ThreadDumpText text = ThreadDumpText.ofJdk25().date("2026-01-01 00:00:00");
        text.thread("main").frame("a.B.run(B.java:1)");
        return text.text() + "\nFound one Java-level deadlock:\n=====\n\"a\":\n  waiting to lock monitor 0x00007f, \n"
                + "  which is held by \"b\"\n\"b\":\n  waiting for ownable synchronizer 0x00000007abc, (a J),\n"
                + "  which is held by \"a\"\n";
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyTextIsReadTheSameAtOnceAndByteByByte(byte[] content) throws Exception {
        readTheSameAtOnceAndByteByByte(content);
    }

    static void readTheSameAtOnceAndByteByByte(byte[] content) throws Exception {
        List<ThreadDump> dumps = parse(new ByteArrayInputStream(content), content);
        assertThat(dumps.toString())
                .isEqualTo(parse(byteByByte(content), content).toString());
        int threads = 0;
        for (ThreadDump dump : dumps) {
            for (JvmThread thread : dump.threads()) {
                threads++;
                assertThat(thread.frames()).hasSizeLessThanOrEqualTo(content.length);
            }
            for (ParseWarning warning : dump.warnings()) {
                assertThat(warning.what()).endsWith(".");
                assertThat(warning.effect()).endsWith(".");
            }
            assertThat(dump.warnings()).hasSizeLessThan(100);
        }
        assertThat(threads).isLessThanOrEqualTo(content.length);
    }

    private static List<ThreadDump> parse(InputStream content, byte[] head) throws IOException {
        return ThreadDumpFormats.parse("fuzzed.txt", content, head);
    }

    private static InputStream byteByByte(byte[] content) {
        return new FilterInputStream(new ByteArrayInputStream(content)) {
            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                return super.read(to, offset, Math.min(length, 1));
            }
        };
    }
}
