package dev.holdup.dumps.jstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.dumps.dialect.TextLines;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ThreadDump;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Runs over a folder of collected dumps, given by `HOLDUP_DUMPS` or `-Dholdup.dumps`; none is kept here.
class PublicDumpsTest {
    private static final long MAX_BYTES = 20_000_000;

    @Test
    void everyThreadOfEveryDumpIsFound(TestReporter reporter) throws IOException {
        String folder = folder();
        assumeTrue(folder != null, "SKIPPED: no folder of public dumps given by HOLDUP_DUMPS or -Dholdup.dumps");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of(String.valueOf(folder)))) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        int dumps = 0;
        int threads = 0;
        for (Path file : files) {
            if (Files.size(file) > MAX_BYTES) {
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            List<ThreadDump> read = ThreadDumpParser.parse(file.toString(), new ByteArrayInputStream(bytes));
            long found = read.stream()
                    .flatMap(dump -> dump.threads().stream())
                    .filter(thread -> !isMounted(thread))
                    .count();
            assertThat(found).as(file.toString()).isEqualTo(headersOf(bytes));
            dumps += read.size();
            threads += (int) found;
        }
        assertThat(threads).isPositive();
        reporter.publishEntry(files.size() + " files, " + dumps + " dumps, " + threads + " threads");
    }

    private static @Nullable String folder() {
        String property = System.getProperty("holdup.dumps");
        return property == null ? System.getenv("HOLDUP_DUMPS") : property;
    }

    /// A virtual thread that stands below its carrier, without a header of its own.
    private static boolean isMounted(JvmThread thread) {
        return thread.virtual() && thread.tid() == JvmThread.UNKNOWN_ID;
    }

    /// Counted without any of the grammars: `idx=` is JRockit's, and a binary file may hold anything.
    private static long headersOf(byte[] bytes) {
        Charset charset = TextLines.charset(Arrays.copyOf(bytes, Math.min(3, bytes.length)));
        return new String(bytes, charset)
                .lines()
                .map(line -> line.startsWith("\uFEFF") ? line.substring(1) : line)
                .filter(line -> (line.startsWith("\"") && line.contains(" tid=") && !line.contains(" idx="))
                        || (line.startsWith("\"") && line.contains("\" - Thread t@"))
                        || (line.startsWith("os_prio=") && line.contains(" tid=")))
                .count();
    }
}
