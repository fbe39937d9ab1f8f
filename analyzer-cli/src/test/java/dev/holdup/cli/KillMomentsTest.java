package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Commands that are killed hard at random moments leave whole files or none, and the next start removes the rest.
class KillMomentsTest {
    private static final int MOMENTS_OF_EACH = HardKills.ALL ? 17 : 2;
    /// So many are killed one after the other before one may end.
    private static final int MOST_IN_A_ROW = 3;

    private static final Path INCIDENT =
            Path.of("../sample-dumps/incidents/logback-stalled-disk").toAbsolutePath();
    private static final String HEAP = INCIDENT.resolve("heap.hprof.gz").toString();

    /// Each writes into the folder `out`. With so little memory tables lie in files, beside the unpacked dump.
    private static final List<List<String>> COMMANDS = List.of(
            List.of("analyze", INCIDENT.toString(), "-o", "out/r", "--max-memory", "1m", "--quiet"),
            List.of("export", HEAP, "-o", "out/objects.csv", "--quiet"),
            List.of("redact", HEAP, "-o", "out/safe.hprof", "--quiet"));

    @TempDir
    private Path folder;

    @Test
    void nothingIsLeftBehind() throws Exception {
        HardKills kills = new HardKills(folder);
        Path out = Files.createDirectory(folder.resolve("out"));
        int killed = 0;
        for (List<String> command : COMMANDS) {
            HardKills.clear(out);
            long millis = kills.runToItsEnd(command);
            Set<String> whole = HardKills.files(out);
            assertThat(whole).isNotEmpty();
            Path first = out.resolve(whole.iterator().next());
            byte[] content = Files.readAllBytes(first);
            int inARow = 0;
            for (int moment = 0; moment < MOMENTS_OF_EACH; moment++) {
                HardKills.clear(out, whole);
                Process process = kills.start(command);
                if (!process.waitFor(kills.within(millis), TimeUnit.MILLISECONDS)) {
                    killed++;
                }
                HardKills.killAlone(process);
                for (String name : HardKills.files(out)) {
                    // What is still being written is hidden.
                    if (!name.startsWith(".")) {
                        assertThat(whole).contains(name);
                        assertWhole(out.resolve(name), first, content);
                    }
                }
                if (++inARow == MOST_IN_A_ROW || moment == MOMENTS_OF_EACH - 1) {
                    inARow = 0;
                    kills.runToItsEnd(command);
                    assertThat(HardKills.files(out))
                            .as(command + " after kill " + moment)
                            .isEqualTo(whole);
                    assertThat(HardKills.files(kills.temporary()))
                            .as("temporary files of " + command)
                            .isEmpty();
                }
            }
        }
        System.err.println(killed + " of " + MOMENTS_OF_EACH * COMMANDS.size() + " were killed before their end");
        assertThat(killed).isGreaterThan(MOMENTS_OF_EACH * COMMANDS.size() / 2);
    }

    /// @param content of the command's first file; what it writes beside that is told by its form
    private static void assertWhole(Path file, Path first, byte[] content) throws IOException {
        String name = file.toString();
        if (name.endsWith(".html")) {
            assertThat(Files.readString(file)).as(name).endsWith("</html>\n");
        } else if (name.endsWith(".json")) {
            assertThat(JsonMapper.shared().readTree(Files.readString(file)).isObject())
                    .as(name)
                    .isTrue();
        } else if (file.equals(first)) {
            assertThat(Files.readAllBytes(file)).as(name).isEqualTo(content);
        }
    }
}
