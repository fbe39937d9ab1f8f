package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.report.ReportFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportFilesTest {
    private static final List<ReportFormat> PAGE_AND_JSON = List.of(ReportFormat.HTML, ReportFormat.JSON);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
            r,              r.html,              r.json
            r.html,         r.html,              r.json
            r.JSON,         r.html,              r.json
            r.2026.11,      r.2026.11.html,      r.2026.11.json
            new/r.md,       new/r.html,          new/r.json
            new/,           new/report.html,     new/report.json
            there,          there/report.html,   there/report.json
            there/.html,    there/.html.html,    there/.html.json
            """)
    void eachFormatGoesBesideTheNameWithItsOwnEnding(String output, String page, String json) throws Exception {
        Files.createDirectory(folder.resolve("there"));

        assertThat(ReportFiles.at(folder + "/" + output, "report", PAGE_AND_JSON)
                        .paths())
                .containsExactly(folder.resolve(page), folder.resolve(json));
    }

    @Test
    void preparingMakesTheFolderAndLeavesNothingElse() throws Exception {
        ReportFiles.at(folder + "/a/b/r", "report", PAGE_AND_JSON).prepare(List.of());

        assertThat(folder.resolve("a/b")).isEmptyDirectory();
    }

    @Test
    void whatAKilledProcessLeftOfTheSameFileIsRemoved() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(folder.resolve(".r.html." + ended.pid() + "-00000000.tmp"), "half a re");
        // As in a container, whose first process always has the same number.
        Files.writeString(folder.resolve(".r.html." + ProcessHandle.current().pid() + "-00000000.tmp"), "half a re");
        Path ofAnother = Files.writeString(folder.resolve(".other.html." + ended.pid() + "-00000000.tmp"), "");
        Path ofOneThatLives = Files.writeString(
                folder.resolve(".r.html."
                        + ProcessHandle.current().parent().orElseThrow().pid() + "-00000000.tmp"),
                "");

        ReportFiles.at(folder + "/r", "report", PAGE_AND_JSON).prepare(List.of());

        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(ofAnother, ofOneThatLives);
        }
    }

    @Test
    void anInputIsNeverWrittenOver() throws Exception {
        Path dump = Files.writeString(folder.resolve("r.json"), "input");
        ReportFiles files = ReportFiles.at(folder + "/r", "report", PAGE_AND_JSON);

        assertThatThrownBy(() -> files.prepare(List.of(dump)))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("The report would overwrite the input " + dump + ": give it another name with -o.");
        assertThat(dump).hasContent("input");
    }

    @Test
    void anInputBehindALinkIsNeverWrittenOver() throws Exception {
        Path dump = Files.writeString(folder.resolve("heap.hprof"), "input");
        Files.createSymbolicLink(folder.resolve("r.html"), dump);

        assertThatThrownBy(() ->
                        ReportFiles.at(folder + "/r", "report", PAGE_AND_JSON).prepare(List.of(dump)))
                .isInstanceOf(CommandFailure.class);
    }

    @Test
    void aFileInTheWayOfAFolderIsSaid() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() ->
                        ReportFiles.at(file + "/r", "report", PAGE_AND_JSON).prepare(List.of()))
                .hasMessage("Cannot write to " + file + " (a file is in the way): choose another place with -o.");
    }

    @Test
    void aFolderInTheWayOfAFileIsSaid() throws Exception {
        Path inTheWay = Files.createDirectory(folder.resolve("r.html"));

        assertThatThrownBy(() ->
                        ReportFiles.at(folder + "/r", "report", PAGE_AND_JSON).prepare(List.of()))
                .hasMessage(inTheWay + " is a folder: give the report another name with -o.");
    }
}
