package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.JsonReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void takeDumps() throws IOException {
        StalledLogging.writeHeapDump(folder.resolve("heap.hprof"));
        StalledLogging.writeThreadDump(folder.resolve("threads-1.txt"), "00");
        StalledLogging.writeThreadDump(folder.resolve("threads-2.txt"), "05");
    }

    @Test
    void writesTheReportAndPrintsItsSummary() throws Exception {
        HoldupProcess analyze = holdup("analyze", "heap.hprof", "threads-1.txt", "threads-2.txt");

        assertThat(analyze.exitCode()).as(analyze.err()).isZero();
        assertThat(analyze.out())
                .contains("OutputStreamAppender.writeBytes")
                .contains("http-nio-8080-exec-0")
                .contains("wrote holdup-report.html", "wrote holdup-report.json", "wrote holdup-report.md");
        IncidentReport report = JsonReport.read(folder.resolve("holdup-report.json"));
        assertThat(report.verdict().kind()).isEqualTo("blocked");
        assertThat(report.verdict().units()).isEqualTo(StalledLogging.WAITING);
        assertThat(report.verdict().subsystem().category()).isEqualTo("logging");
        assertThat(report.verdict().retainedBytes()).isBetween(12L << 20, 13L << 20);
        assertThat(report.inputs())
                .extracting(IncidentReport.Input::kind)
                .containsExactly("hprof", "thread-dump", "thread-dump");
        assertThat(namesIn(folder))
                .containsExactlyInAnyOrder(
                        "heap.hprof",
                        "threads-1.txt",
                        "threads-2.txt",
                        "holdup-report.html",
                        "holdup-report.json",
                        "holdup-report.md");
    }

    @Test
    void aSavedReportRendersToTheSameBytes() throws Exception {
        String formats = "html,json,md,jira,text";
        holdup("analyze", "heap.hprof", "threads-1.txt", "-o", "first/", "--format", formats);

        HoldupProcess render = holdup("render", "first/report.json", "-o", "again/", "--format", formats);

        assertThat(render.exitCode()).as(render.err()).isZero();
        for (String name : new String[] {"report.html", "report.json", "report.md", "report.jira", "report.txt"}) {
            assertThat(folder.resolve("again").resolve(name))
                    .hasSameBinaryContentAs(folder.resolve("first").resolve(name));
        }
    }

    @Test
    void theVerdictDecidesTheExitCode() throws Exception {
        assertThat(holdup("analyze", "threads-1.txt", "--fail-on", "any").exitCode())
                .isEqualTo(1);
        assertThat(holdup("analyze", "threads-1.txt", "--fail-on", "deadlock,healthy")
                        .exitCode())
                .isZero();
    }

    @Test
    void quietSaysNothingBesideTheResult() throws Exception {
        HoldupProcess quiet = holdup("analyze", "heap.hprof", "--quiet");
        HoldupProcess usual = holdup("analyze", "heap.hprof");

        assertThat(quiet.err()).isEmpty();
        assertThat(usual.err().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("holdup: "));
        assertThat(usual.out()).isEqualTo(quiet.out());
    }

    @Test
    void aDumpCutShortIsAnalyzedAsFarAsItGoes() throws Exception {
        Path whole = folder.resolve("heap.hprof");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(folder.resolve("cut.hprof"), Arrays.copyOf(bytes, bytes.length * 2 / 3));

        HoldupProcess analyze = holdup("analyze", "cut.hprof");

        assertThat(analyze.exitCode()).as(analyze.err()).isZero();
        IncidentReport.Input input =
                JsonReport.read(folder.resolve("holdup-report.json")).inputs().getFirst();
        assertThat(input.complete()).isFalse();
        assertThat(input.warnings()).isNotEmpty();
    }

    @Test
    void whatCannotBeAnalyzedIsSaidInOneSentenceThatNamesIt() throws Exception {
        Files.createFile(folder.resolve("empty.hprof"));
        Files.write(
                folder.resolve("image.png"),
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
        Files.createDirectory(folder.resolve("nothing-in-it"));
        Files.write(folder.resolve("head.hprof"), Arrays.copyOf(Files.readAllBytes(folder.resolve("heap.hprof")), 10));

        for (String input : new String[] {"missing.hprof", "empty.hprof", "image.png", "nothing-in-it", "head.hprof"}) {
            HoldupProcess analyze = holdup("analyze", "--quiet", input);

            assertThat(analyze.exitCode()).as(input + ": " + analyze.err()).isEqualTo(3);
            assertThat(analyze.out()).as(input).isEmpty();
            assertThat(analyze.err())
                    .as(input)
                    .startsWith("holdup: ")
                    .contains(input)
                    .hasLineCount(1);
            assertThat(analyze.err()).as(input).doesNotContain("Exception");
        }
        assertThat(namesIn(folder)).noneMatch(name -> name.startsWith("holdup-report"));
    }

    @Test
    void aReportIsNeverWrittenOverADump() throws Exception {
        Files.move(folder.resolve("threads-1.txt"), folder.resolve("holdup-report.md"));

        HoldupProcess analyze = holdup("analyze", "holdup-report.md");

        assertThat(analyze.exitCode()).isEqualTo(2);
        assertThat(analyze.err())
                .contains("would overwrite the input holdup-report.md")
                .hasLineCount(1);
        assertThat(folder.resolve("holdup-report.md")).content().contains("http-nio-8080-exec-0");
    }

    @Test
    void aNameCannotSteerTheTerminal() throws Exception {
        HoldupProcess analyze = holdup("analyze", "no\u001b[31m\rsuch");

        assertThat(analyze.exitCode()).isEqualTo(3);
        assertThat(analyze.err()).contains("no\\u{1b}[31m\\u{d}such").doesNotContain("\u001b");
    }

    private HoldupProcess holdup(String... arguments) throws Exception {
        return HoldupProcess.run(folder, arguments);
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
