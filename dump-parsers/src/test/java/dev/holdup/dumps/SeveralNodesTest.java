package dev.holdup.dumps;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.samples.synthetic.CrashDumpStyle;
import dev.holdup.samples.synthetic.CrashDumpText;
import dev.holdup.samples.synthetic.SyntheticProcess;
import dev.holdup.samples.synthetic.ThreadDumpText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is given beside another is analysed or said not to be; it never goes without a word.
class SeveralNodesTest {
    @TempDir
    private Path folder;

    @Test
    void ofSeveralCrashDumpsTheNewestIsAnalysedAndTheOthersAreNamed() throws Exception {
        Path newest = write("a.dump", 1, "Sun Nov 22 23:27:18 2026");
        Path older = write("b.dump", 5, "Sat Nov 21 23:27:18 2026");
        Path oldest = write("c.dump", 9, "Mon Nov  2 23:27:18 2026");
        for (List<Path> order : List.of(
                List.of(newest, older, oldest), List.of(older, newest, oldest), List.of(oldest, older, newest))) {
            try (OpenDumps dumps = DumpReader.openAll(order)) {
                assertThat(requireNonNull(dumps.erlang()).input()).isEqualTo("a.dump");
                assertThat(dumps.inputs()).extracting(InputFile::name).containsExactly("a.dump");
                assertThat(dumps.unreadable())
                        .extracting(warning -> warning.location().input())
                        .containsExactlyInAnyOrder("b.dump", "c.dump");
                assertThat(requireNonNull(dumps.erlang()).processes()).hasSize(1);
            }
        }
    }

    @Test
    void ofTheSameMomentTheOneWithTheMostProcessesIsAnalysed() throws Exception {
        Path small = write("small.dump", 2, "Sun Nov 22 23:27:18 2026");
        Path large = write("large.dump", 7, "Sun Nov 22 23:27:18 2026");
        try (OpenDumps dumps = DumpReader.openAll(List.of(large, small))) {
            assertThat(requireNonNull(dumps.erlang()).input()).isEqualTo("large.dump");
            assertThat(dumps.unreadable())
                    .extracting(ParseWarning::what)
                    .containsExactly(
                            "Several things of Erlang nodes were given, and one is analysed: large.dump, with 7"
                                    + " processes, where this one has 2 processes.");
        }
    }

    @Test
    void besideDumpsOfAJvmACrashDumpIsLeftOutWithTheCommandThatAnalysesIt() throws Exception {
        Path node = write("erl_crash.dump", 2, "Sun Nov 22 23:27:18 2026");
        Path threads = folder.resolve("threads.txt");
        ThreadDumpText threadDump = ThreadDumpText.ofJdk17();
        threadDump.thread("main");
        threadDump.writeTo(threads);
        for (List<Path> order : List.of(List.of(node, threads), List.of(threads, node))) {
            try (OpenDumps dumps = DumpReader.openAll(order)) {
                assertThat(dumps.erlang()).isNull();
                assertThat(dumps.threadDumps()).hasSize(1);
                assertThat(dumps.inputs()).extracting(InputFile::name).containsExactly("threads.txt");
                assertThat(dumps.unreadable()).singleElement().satisfies(warning -> {
                    assertThat(warning.location().input()).isEqualTo("erl_crash.dump");
                    assertThat(warning.what()).contains("holdup analyze erl_crash.dump");
                });
            }
        }
    }

    private Path write(String name, int processes, String writtenAt) throws Exception {
        CrashDumpText text = new CrashDumpText(CrashDumpStyle.OTP_25);
        for (int process = 0; process < processes; process++) {
            text.process(new SyntheticProcess("<0." + process + ".0>").at("init:loop/1 + 8"));
        }
        Path file = folder.resolve(name);
        Files.writeString(file, text.text().replace("Sun Nov 22 23:27:18 2026", writtenAt));
        return file;
    }
}
