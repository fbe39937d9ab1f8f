package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.report.ReportFormat;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderTest {
    @TempDir
    private Path folder;

    private Path saved;

    @BeforeEach
    void save() throws Exception {
        saved = folder.resolve("saved.json");
        try (Writer out = Files.newBufferedWriter(saved)) {
            ReportFormat.JSON.writer().write(deadlocked(), out);
        }
    }

    @Test
    void drawsTheReportAgainWithoutTheDumps() throws Exception {
        HoldupProcess render = HoldupProcess.run(folder, "render", "saved.json", "-o", "again");

        assertThat(render.err()).isEmpty();
        assertThat(render.exitCode()).isZero();
        assertThat(render.out())
                .contains("Two threads wait for each other.")
                .contains("wrote again.html", "wrote again.json", "wrote again.md");
        assertThat(folder.resolve("again.json")).hasSameBinaryContentAs(saved);
        assertThat(folder.resolve("again.html")).content().contains("Two threads wait for each other.");
        assertThat(folder.resolve("again.md")).content().contains("Two threads wait for each other.");
    }

    @Test
    void theVerdictDecidesTheExitCode() throws Exception {
        assertThat(HoldupProcess.run(folder, "render", "saved.json", "--fail-on", "deadlock")
                        .exitCode())
                .isEqualTo(1);
        assertThat(HoldupProcess.run(folder, "--fail-on", "blocked", "render", "saved.json")
                        .exitCode())
                .isZero();
    }

    @Test
    void theSavedFileIsLeftAsItIs() throws Exception {
        String before = Files.readString(saved);

        HoldupProcess render = HoldupProcess.run(folder, "render", "saved.json", "-o", "saved");

        assertThat(render.exitCode()).isZero();
        assertThat(saved).hasContent(before);
        assertThat(folder.resolve("saved.html")).exists();
        assertThat(render.out()).doesNotContain("wrote saved.json");
    }

    @Test
    void onlyTheFormatsAskedForAreWritten() throws Exception {
        HoldupProcess.run(folder, "render", "saved.json", "--format", "text,md,jira", "-o", "out/");

        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("report.txt", "report.md", "report.jira");
        }
    }

    @Test
    void colorsAreForTerminalsUnlessAskedFor() throws Exception {
        assertThat(HoldupProcess.run(folder, "render", "saved.json").out()).doesNotContain("\u001b");
        assertThat(HoldupProcess.run(folder, "render", "saved.json", "--color", "always")
                        .out())
                .contains("\u001b[1;31mDEADLOCK\u001b[0m");
    }

    @Test
    void whatIsNoReportIsSaidInOneSentence() throws Exception {
        Files.writeString(folder.resolve("other.json"), "{\"schemaVersion\": 1, \"tool\": 7}");
        Files.writeString(folder.resolve("image.json"), "\u0089PNG\r\n");
        Files.createDirectory(folder.resolve("folder"));

        for (String input : List.of("other.json", "image.json", "folder", "missing.json")) {
            HoldupProcess render = HoldupProcess.run(folder, "render", input);

            assertThat(render.exitCode()).as(input).isEqualTo(3);
            assertThat(render.out()).as(input).isEmpty();
            assertThat(render.err()).as(input).startsWith("holdup: " + input).hasLineCount(1);
        }
    }

    @Test
    void debugAddsTheStackTrace() throws Exception {
        HoldupProcess render = HoldupProcess.run(folder, "render", "missing.json", "--debug");

        assertThat(render.exitCode()).isEqualTo(3);
        assertThat(render.err()).contains("\tat dev.holdup.cli.RenderCommand");
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsSaidInOneSentence() throws Exception {
        HoldupProcess render = HoldupProcess.run(folder, "render", "saved.json", "-o", "saved.json/r");

        assertThat(render.exitCode()).isEqualTo(2);
        assertThat(render.err())
                .contains("a file is in the way", "choose another place with -o")
                .hasLineCount(1);
    }

    private static IncidentReport deadlocked() {
        Verdict verdict = new Verdict(
                "deadlock",
                "Two threads wait for each other.",
                "high",
                "The thread dump shows both locks.",
                Subsystem.NONE,
                "deadlock",
                "com.acme.Account.transfer",
                2,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new IncidentReport(
                IncidentReport.SCHEMA_VERSION,
                new IncidentReport.Tool("holdup", "0.1.0"),
                null,
                List.of(),
                null,
                null,
                new Units("thread", 2, null, 0, 0, Map.of("blocked", 2)),
                verdict,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
