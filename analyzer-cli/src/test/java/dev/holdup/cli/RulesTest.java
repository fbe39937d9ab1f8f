package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
    @TempDir
    private Path folder;

    @Test
    void theListIsATableOfAllRulesInAlignedColumns() throws Exception {
        HoldupProcess list = HoldupProcess.run(folder, "rules", "list");

        assertThat(list.exitCode()).as(list.err()).isZero();
        List<String> lines = list.out().lines().toList();
        assertThat(lines.size()).isGreaterThan(150);
        assertThat(lines.getFirst()).matches("ID +CATEGORY +LIBRARY +SUCH THREADS");
        int category = lines.getFirst().indexOf("CATEGORY");
        int library = lines.getFirst().indexOf("LIBRARY");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.substring(category - 2, category)).isBlank();
            assertThat(line.charAt(category)).isNotEqualTo(' ');
            assertThat(line.charAt(library)).isNotEqualTo(' ');
        });
        assertThat(list.out())
                .containsPattern(
                        "(?m)^hikari-exhausted +jdbc-pool +com.zaxxer:HikariCP +wait for a database connection")
                .containsPattern("(?m)^file-write +file-io +jdk +are writing to a file or pipe$")
                .containsPattern("(?m)^idle-tomcat-worker +server +\\S+ +wait for work$");
    }

    @Test
    void whatIsShownIsARuleFileThatReadsBackAsTheSameRule() throws Exception {
        HoldupProcess all = HoldupProcess.run(folder, "rules", "list");
        Path own = Files.createDirectory(folder.resolve("own"));
        for (String id :
                List.of("hikari-exhausted", "mongodb-pool-exhausted", "log4j2-async-logger-full", "idle-jvm-service")) {
            HoldupProcess shown = HoldupProcess.run(folder, "rules", "show", id);
            assertThat(shown.exitCode()).as(shown.err()).isZero();
            Files.writeString(own.resolve(id + ".yaml"), shown.out());
            HoldupProcess again = HoldupProcess.run(folder, "rules", "show", id, "--rules", "own");

            assertThat(shown.out()).startsWith("# built-in, ");
            assertThat(again.out()).startsWith("# own/" + id + ".yaml line 3");
            assertThat(withoutComment(again.out())).isEqualTo(withoutComment(shown.out()));
        }
        assertThat(HoldupProcess.run(folder, "rules", "list", "--rules", "own")
                        .out()
                        .lines()
                        .sorted())
                .containsExactlyElementsOf(all.out().lines().sorted().toList());
    }

    @Test
    void everyMistakeOfAFolderIsOneSentenceWithFileLineAndWhatIsExpected() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("a.yaml"), """
                rules:
                  - id: Acme Pool
                    category: bulkheads
                    subsystem: {id: bulkhead.acme, name: Acme pool}
                    library: com.acme:pool
                    versions: [4.2.0]
                    frames: [com.acme.Pool.borrow]
                    state: wating
                    role: victim
                    waits: a slot
                    cause: pool-exhausted
                    explanation: All slots are taken.
                    heapFacts:
                      - label: slots in use
                        read: com.acme.Pool.taken
                """);
        Files.writeString(own.resolve("b.yaml"), "rules: [\n");

        HoldupProcess check = HoldupProcess.run(folder, "rules", "check", "own");

        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.err()).isEmpty();
        assertThat(check.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("own/a.yaml line 2: `id` is `Acme Pool`, expected lower-case"),
                        line -> assertThat(line)
                                .startsWith("own/a.yaml line 3: `category` is `bulkheads`, expected one of"),
                        line -> assertThat(line).startsWith("own/a.yaml line 8: `state` is `wating`, expected one"),
                        line -> assertThat(line).startsWith("own/a.yaml line 10: `waits` is `a slot`, expected words"),
                        line -> assertThat(line)
                                .startsWith("own/a.yaml line 15: `read` is `com.acme.Pool.taken`, expected"),
                        line -> assertThat(line).startsWith("own/b.yaml line ").contains("expected YAML"));
    }

    @Test
    void rulesWithoutAMistakeAreCounted() throws Exception {
        HoldupProcess help = HoldupProcess.run(folder, "rules", "--help");
        Files.writeString(folder.resolve("acme.yaml"), exampleIn(help.out()));

        HoldupProcess check = HoldupProcess.run(folder, "rules", "check", "acme.yaml");
        HoldupProcess missing = HoldupProcess.run(folder, "rules", "check", "nowhere");

        assertThat(check.out()).isEqualTo("1 rule in 1 file: no mistake." + System.lineSeparator());
        assertThat(check.exitCode()).isZero();
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.out())
                .startsWith("nowhere: cannot be listed, expected")
                .hasLineCount(1);
    }

    /// The help's own example, so that it stays right.
    private static String exampleIn(String help) {
        Matcher example = Pattern.compile("(?s)(rules:\n  - id:.*?)\n\n").matcher(help.replace("\r\n", "\n"));
        assertThat(example.find()).as(help).isTrue();
        return example.group(1) + "\n";
    }

    private static String withoutComment(String text) {
        return text.substring(text.indexOf('\n') + 1);
    }
}
