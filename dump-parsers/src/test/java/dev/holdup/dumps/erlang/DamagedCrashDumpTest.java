package dev.holdup.dumps.erlang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.samples.synthetic.CrashDumpStyle;
import dev.holdup.samples.synthetic.CrashDumpText;
import dev.holdup.samples.synthetic.SyntheticProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DamagedCrashDumpTest {
    @TempDir
    private Path folder;

    @Test
    void everyPrefixGivesWhatIsThereAndSaysWhatIsMissing() throws Exception {
        byte[] whole = StuckLoggers.text(CrashDumpStyle.OTP_25).text().getBytes(StandardCharsets.UTF_8);
        int start = "=erl_crash_dump:0.5\n".length();
        int lastProcesses = 0;
        int lastStacks = 0;
        for (int length = start; length < whole.length - 1; length++) {
            try (CrashDumpFile dump = open(Arrays.copyOf(whole, length))) {
                readEverything(dump);
                int stacks = (int) dump.processes().stream()
                        .filter(ErlangProcess::stackDumped)
                        .count();
                assertThat(dump.complete()).as("complete at %d bytes", length).isFalse();
                assertThat(dump.warnings()).as("warnings at %d bytes", length).hasSize(1);
                assertThat(dump.processes())
                        .as("processes at %d bytes", length)
                        .hasSizeGreaterThanOrEqualTo(lastProcesses);
                assertThat(stacks).as("stacks at %d bytes", length).isGreaterThanOrEqualTo(lastStacks);
                lastProcesses = dump.processes().size();
                lastStacks = stacks;
            }
        }
        assertThat(lastProcesses).isEqualTo(4);
        assertThat(lastStacks).isEqualTo(3);
    }

    @Test
    void aCutInTheMiddleOfANumberDoesNotMakeAnotherNumber() throws Exception {
        String whole = new CrashDumpText(CrashDumpStyle.OTP_25)
                .process(new SyntheticProcess("<0.5.0>").memory(123_456))
                .text();
        int inside = whole.indexOf("Memory: 123456") + "Memory: 123".length();
        try (CrashDumpFile dump = open(whole.substring(0, inside).getBytes(StandardCharsets.UTF_8))) {
            ErlangProcess process = dump.processes().getFirst();
            assertThat(process.memoryEstimated()).isTrue();
            assertThat(process.memoryBytes()).isEqualTo(233 * 8);
            assertThat(dump.showsAllProcesses()).isFalse();
            assertThat(dump.warnings().getFirst().what()).startsWith("The dump ends in section proc and not with =end");
            assertThat(dump.warnings().getFirst().effect()).startsWith("Only 1 process");
        }
    }

    @Test
    void aSizeLimitIsNamed() throws Exception {
        String whole = StuckLoggers.text(CrashDumpStyle.OTP_25).text();
        int inside = whole.indexOf("=proc_heap:<0.101.0>") + 30;
        String limited = whole.substring(0, inside) + "\n=abort:CRASH DUMP SIZE LIMIT REACHED\n";
        try (CrashDumpFile dump = open(limited.getBytes(StandardCharsets.UTF_8))) {
            assertThat(dump.complete()).isFalse();
            assertThat(dump.showsAllProcesses()).isTrue();
            ParseWarning warning = dump.warnings().getFirst();
            assertThat(warning.what()).contains("ERL_CRASH_DUMP_BYTES", "section proc_heap");
            assertThat(warning.effect()).startsWith("All 4 processes are listed; the stacks of 2 are missing");
        }
    }

    @Test
    void randomDamageNeitherFailsNorHangs() throws Exception {
        byte[] whole = StuckLoggers.text(CrashDumpStyle.OTP_25).text().getBytes(StandardCharsets.UTF_8);
        byte[] telling = "\n=:,|'{}[]()<>AHYNtlMEI/ \r0F\0\u00FF".getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(20_261_122);
        int opened = 0;
        for (int round = 0; round < 1500; round++) {
            byte[] damaged = whole.clone();
            int places = 1 + random.nextInt(40);
            for (int place = 0; place < places; place++) {
                damaged[random.nextInt(damaged.length)] = telling[random.nextInt(telling.length)];
            }
            try (CrashDumpFile dump = open(damaged)) {
                readEverything(dump);
                opened++;
            } catch (MalformedDumpException refused) {
                assertThat(refused.reason()).contains("=erl_crash_dump:VERSION");
            }
        }
        assertThat(opened).isGreaterThan(1000);
    }

    @Test
    void termsThatPointAtThemselvesEnd() throws Exception {
        CrashDumpText text = new CrashDumpText(CrashDumpStyle.OTP_25)
                .process(new SyntheticProcess("<0.5.0>")
                        .message("H7F08")
                        .message("H7F10")
                        .message("H7F18")
                        .term("7F08:t2:H7F08,H7F08")
                        .term("7F10:lH7F10|H7F10")
                        .term("7F18:tFFFFFFFFFFFFFFFF:H7F08,A7FFFFFFFFFFFFFFF:x")
                        .entry("H7F20"));
        try (CrashDumpFile dump = open(text.text().getBytes(StandardCharsets.UTF_8))) {
            assertThat(dump.terms().messages(dump.processes().getFirst(), 10)).hasSize(3);
        }
    }

    private static void readEverything(CrashDumpFile dump) {
        for (ErlangProcess process : dump.processes()) {
            dump.terms().stack(process, 100);
            dump.terms().messages(process, 100);
            dump.terms().dictionary(process, "$ancestors");
            dump.terms().initialCall(process);
            dump.terms().liveBytes(process);
            process.frames()
                    .forEach(frame ->
                            assertThat(frame.enclosing().qualifiedName()).isNotEmpty());
        }
        dump.newestAtoms(100, atom -> assertThat(atom).isNotNull());
        dump.binaries();
    }

    private CrashDumpFile open(byte[] content) throws Exception {
        Path file = folder.resolve("damaged.dump");
        Files.write(file, content);
        return CrashDumpFile.open(file, "damaged.dump", List.of());
    }
}
