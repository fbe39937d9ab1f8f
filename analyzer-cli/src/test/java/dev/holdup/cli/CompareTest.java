package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
    @TempDir
    private static Path folder;

    /// `before/` has dumps, `after/` a saved report.
    @BeforeAll
    static void takeDumps() throws Exception {
        Files.createDirectory(folder.resolve("before"));
        StalledLogging.writeThreadDump(folder.resolve("before/threads.txt"), "00");
        StalledLogging.writeHeapDump(folder.resolve("heap.hprof"));
        StalledLogging.writeThreadDump(folder.resolve("threads.txt"), "30");
        HoldupProcess analyzed = run("analyze", "heap.hprof", "threads.txt", "-o", "after/", "--format", "json");
        assertThat(analyzed.exitCode()).as(analyzed.err()).isZero();
    }

    private static HoldupProcess run(String... arguments) throws Exception {
        return HoldupProcess.run(folder, arguments);
    }

    @Test
    void dumpsAndSavedReportsAreComparedInEveryForm() throws Exception {
        HoldupProcess compared = run("compare", "before", "after", "-o", "out/", "--format", "html,json,md,jira,text");

        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(compared.out())
                .startsWith("UNCHANGED\nUnchanged: the same cause as before (Logback, slow output)")
                .containsPattern("Not compared +The memory: BEFORE has no heap dump\\.")
                .contains("wrote out/comparison.html");
        assertThat(compared.err()).contains("analyzing before").doesNotContain("analyzing after");
        for (String ending : new String[] {"html", "md", "jira", "txt"}) {
            assertThat(folder.resolve("out/comparison." + ending)).content().contains("the same cause as before");
        }

        HoldupProcess again = run("render", "out/comparison.json", "-o", "again", "--format", "html,json,md,jira,text");
        assertThat(again.exitCode()).as(again.err()).isZero();
        for (String ending : new String[] {"html", "json", "md", "jira", "txt"}) {
            assertThat(folder.resolve("again." + ending))
                    .hasSameBinaryContentAs(folder.resolve("out/comparison." + ending));
        }
    }

    @Test
    void theVerdictAfterDecidesTheExitCode() throws Exception {
        assertThat(run("compare", "before", "after/report.json", "-o", "x", "--fail-on", "any")
                        .exitCode())
                .isEqualTo(1);
        assertThat(run("compare", "before", "after/report.json", "-o", "x", "--fail-on", "healthy")
                        .exitCode())
                .isZero();
    }

    @Test
    void whatCannotBeComparedIsOneSentence() throws Exception {
        HoldupProcess missing = run("compare", "before", "nowhere");
        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.err()).contains("nowhere does not exist: check the path.");

        run("compare", "before", "after", "-o", "done.json", "--format", "json");
        HoldupProcess twice = run("compare", "before", "done.json", "--quiet");
        assertThat(twice.exitCode()).isEqualTo(3);
        assertThat(twice.err())
                .isEqualTo("holdup: done.json is a comparison already: give the report.json of one side."
                        + System.lineSeparator());

        HoldupProcess one = run("compare", "before");
        assertThat(one.exitCode()).isEqualTo(2);
        assertThat(one.err()).contains("Missing required parameter: 'AFTER'");
    }

    @Test
    void neitherOfTheTwoIsWrittenOver() throws Exception {
        HoldupProcess over = run("compare", "before", "after/report.json", "-o", "after/report.json");

        assertThat(over.exitCode()).isEqualTo(2);
        assertThat(over.err()).contains("would overwrite the input after/report.json");
    }
}
