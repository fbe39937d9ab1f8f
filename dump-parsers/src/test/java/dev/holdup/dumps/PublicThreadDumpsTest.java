package dev.holdup.dumps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.dumps.dialect.TextLines;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Runs over a folder of collected dumps, given by `HOLDUP_DUMPS` or `-Dholdup.dumps`; none is kept here.
///
/// What it expects is counted without any of the grammars, by one pattern for the first line of a thread a dialect.
class PublicThreadDumpsTest {
    private static final long MAX_BYTES = 20_000_000;
    private static final String STATE = "(NEW|RUNNABLE|BLOCKED|WAITING|TIMED_WAITING|TERMINATED)";

    private static final Pattern HOTSPOT = Pattern.compile(
            "(\"|os_prio=)(?!.* idx=0x).* tid=(0x)?[0-9a-fA-F]+ .*|\".*\" #\\d+ runnable|\".*\" - Thread t@\\d+");
    private static final Pattern FORCED = Pattern.compile("Thread \\d+: \\(state = .*");
    private static final Pattern THREAD_INFO =
            Pattern.compile("(.* )?\"[^\"]*\"( daemon)?( prio=\\d+)? [iI]d=\\d+ (in )?" + STATE + ".*");
    private static final Pattern THREAD_FILE = Pattern.compile("#\\d+ \".*\"( virtual)?( " + STATE + " .*)?");
    private static final Pattern JROCKIT = Pattern.compile("\".*\" id=(\\d+|\\?) idx=0x.*prio=.*");
    private static final Pattern JAVACORE = Pattern.compile("3XMTHREADINFO +(\".*\" (J9VMThread|TID):0x[0-9A-F]+).*");
    private static final String NATIVE_ONLY = "Anonymous native thread";
    private static final Pattern JSON = Pattern.compile("\\s*(\\[\\s*)?\\{\\s*\"");
    private static final Pattern JSON_THREAD = Pattern.compile("\"(tid|threadId)\"\\s*:");

    @Test
    void everyThreadOfEveryDumpIsFound(TestReporter reporter) throws IOException {
        String folder = folder();
        assumeTrue(folder != null, "SKIPPED: no folder of public dumps given by HOLDUP_DUMPS or -Dholdup.dumps");
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of(String.valueOf(folder)))) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        Map<ThreadDumpDialect, Integer> threadsByDialect = new EnumMap<>(ThreadDumpDialect.class);
        for (Path file : files) {
            if (Files.size(file) > MAX_BYTES) {
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, ContentKind.HEAD_BYTES));
            long found = 0;
            for (ThreadDump dump : ThreadDumpFormats.parse(file.toString(), new ByteArrayInputStream(bytes), head)) {
                long threads = dump.threads().stream()
                        .filter(thread -> !isMounted(thread))
                        .count();
                threadsByDialect.merge(dump.dialect(), (int) threads, Integer::sum);
                found += threads;
            }
            assertThat(found).as(file.toString()).isEqualTo(threadsIn(bytes));
        }
        assertThat(threadsByDialect).isNotEmpty();
        reporter.publishEntry(files.size() + " files, threads " + threadsByDialect);
    }

    private static @Nullable String folder() {
        String property = System.getProperty("holdup.dumps");
        return property == null ? System.getenv("HOLDUP_DUMPS") : property;
    }

    /// A virtual thread that stands below its carrier, without a header of its own.
    private static boolean isMounted(JvmThread thread) {
        return thread.virtual() && thread.carrier() != JvmThread.UNKNOWN_ID;
    }

    private static long threadsIn(byte[] bytes) {
        Charset charset = TextLines.charset(Arrays.copyOf(bytes, Math.min(3, bytes.length)));
        String text = new String(bytes, charset);
        if (JSON.matcher(text).lookingAt()) {
            return JSON_THREAD.matcher(text).results().count();
        }
        List<String> lines = text.lines()
                .map(line -> line.startsWith("\uFEFF") ? line.substring(1) : line)
                .toList();
        long javacore = lines.stream()
                .map(JAVACORE::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .distinct()
                .count();
        return javacore
                + lines.stream()
                        .filter(line -> line.startsWith("3XMTHREADINFO ") && line.contains(NATIVE_ONLY))
                        .count()
                + Stream.of(HOTSPOT, FORCED, THREAD_INFO, THREAD_FILE, JROCKIT)
                        .mapToLong(pattern -> lines.stream()
                                .filter(line -> line.length() < 2000)
                                .filter(line -> pattern.matcher(line).matches())
                                .count())
                        .sum();
    }
}
