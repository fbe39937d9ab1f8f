package dev.holdup.dumps.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.samples.synthetic.CrashDumpStyle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text is a crash dump of which everything can be asked, terms included, or is refused with a reason.
@Timeout(10)
class CrashDumpFuzzTest {
    @TempDir
    private static Path folder = Path.of("");

    static Stream<byte[]> seeds() {
        return Stream.of(CrashDumpStyle.values())
                .map(style -> StuckLoggers.text(style).text().getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyTextIsReadOrRefused(byte[] content) throws Exception {
        Path file = Files.write(folder.resolve("fuzzed.dump"), content);
        try (CrashDumpFile dump = CrashDumpFile.open(file, "fuzzed.dump", List.of())) {
            assertThat(dump.processes()).hasSizeLessThanOrEqualTo(content.length);
            assertThat(dump.complete() || !dump.warnings().isEmpty()).isTrue();
            dump.warnings().forEach(warning -> assertThat(warning.effect()).endsWith("."));
            for (ErlangProcess process : dump.processes()) {
                readAllOf(process, dump);
            }
            dump.newestAtoms(100, atom -> assertThat(atom).isNotNull());
            dump.binaries();
        } catch (MalformedDumpException refused) {
            assertThat(refused.reason()).contains("=erl_crash_dump:VERSION");
        }
    }

    private static void readAllOf(ErlangProcess process, CrashDumpFile dump) {
        dump.terms().stack(process, 100);
        assertThat(dump.terms().messages(process, 100)).hasSizeLessThanOrEqualTo(100);
        dump.terms().dictionary(process, "$ancestors");
        dump.terms().initialCall(process);
        dump.terms().liveBytes(process);
        process.frames()
                .forEach(frame -> assertThat(frame.enclosing().qualifiedName()).isNotEmpty());
    }
}
