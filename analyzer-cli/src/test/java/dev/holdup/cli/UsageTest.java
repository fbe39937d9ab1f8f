package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @TempDir
    private Path folder;

    @Test
    void helpTeachesCommandsExamplesAndExitCodes() throws Exception {
        HoldupProcess help = HoldupProcess.run(folder, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains("what holds up the threads")
                .containsPattern("(?m)^  analyze ")
                .containsPattern("(?m)^  quick ")
                .containsPattern("(?m)^  export ")
                .containsPattern("(?m)^  inspect ")
                .containsPattern("(?m)^  render ")
                .containsPattern("(?m)^  compare ")
                .containsPattern("(?m)^  attach ")
                .containsPattern("(?m)^  rules ")
                .containsPattern("(?m)^  demo ")
                .contains("holdup analyze heap.hprof threads-*.txt")
                .contains("jcmd PID Thread.print -l")
                .containsPattern("(?m)^ +3 +No input could be analyzed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "analyze", "quick", "export", "redact", "inspect", "render", "compare", "attach", "rules", "demo",
                "serve", "upload"
            })
    void everyCommandHasHelpWithAnExampleAndExitCodes(String command) throws Exception {
        HoldupProcess help = HoldupProcess.run(folder, command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .startsWith("Usage: holdup " + command)
                .contains("Example")
                .contains("\n  holdup " + command)
                .contains("Exit codes:")
                .contains("--fail-on", "--threads", "--rules", "--quiet", "--debug");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void versionIsTheOneOfTheBuild() throws Exception {
        HoldupProcess version = HoldupProcess.run(folder, "--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("holdup \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\RJava 2[5-9].*\\R");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                               | Say what to do: analyze, quick, export, inspect, render, compare, batch, attach, rules or demo: see 'holdup --help'.
        heap.hprof                       | There is no command 'heap.hprof': to analyze a file, run 'holdup analyze heap.hprof'; otherwise see 'holdup --help'.
        analyze                          | Missing required parameter: 'FILE': see 'holdup analyze --help'.
        analyze --colour x               | Unknown option: '--colour': see 'holdup analyze --help'.
        rules                            | Say what to do with the rules: list, show or check: see 'holdup rules --help'.
        rules show nothing               | There is no rule 'nothing': 'holdup rules list' prints all of them.
        rules show hikari-full           | There is no rule 'hikari-full', but hikari-cannot-connect, hikari-exhausted, hikari-suspended: 'holdup rules list' prints all of them.
        serve --port 70000               | --port must be from 0 to 65535, not 70000.
        upload x                         | Missing required option: '--to=URL': see 'holdup upload --help'.
        analyze --threads 0 x            | --threads must be 1 or more, not 0.
        analyze --views all,heap x       | '''heap'' is no view; use overview, classes, dominators, suspects, collections, strings, references, off-heap, class-loading, allocation-sites, all or none.'
        analyze --rules nowhere x        | --rules wants a folder with *.yaml files, which nowhere is not: check the path.
        """)
    void wrongUsageIsOneSentenceThatPointsToTheHelp(String arguments, String sentence) throws Exception {
        HoldupProcess wrong = HoldupProcess.run(folder, arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(wrong.err()).isEqualTo("holdup: " + sentence + System.lineSeparator());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void aMistakeInOnesOwnRulesIsSaidWithFileAndLine() throws Exception {
        Files.createDirectory(folder.resolve("rules"));
        Files.writeString(folder.resolve("rules/mine.yaml"), "rules:\n  - id: mine\n    role: bystander\n");

        HoldupProcess wrong = HoldupProcess.run(folder, "analyze", "--rules", "rules", "x");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("rules/mine.yaml line 3")
                .contains("role")
                .hasLineCount(1);
    }

    @Test
    void colorIsAutoAlwaysOrNever() throws Exception {
        HoldupProcess wrong = HoldupProcess.run(folder, "analyze", "--color", "red", "x");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("--color is auto, always or never, not 'red'")
                .hasLineCount(1);
    }

    @Test
    void anUnknownFormatNamesThoseThatThereAre() throws Exception {
        HoldupProcess wrong = HoldupProcess.run(folder, "analyze", "--format", "html,pdf", "x");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("'pdf' is no format; use html, json, md, jira, text")
                .hasLineCount(1);
    }

    @Test
    void anUnknownKindOfVerdictNamesThoseThatThereAre() throws Exception {
        HoldupProcess wrong = HoldupProcess.run(folder, "analyze", "--fail-on", "blocked,stuck", "x");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("'stuck' is no kind of verdict; use any, never, blocked, deadlock")
                .hasLineCount(1);
    }
}
