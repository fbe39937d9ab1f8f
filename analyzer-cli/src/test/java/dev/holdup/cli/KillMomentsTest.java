package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Commands that are killed hard at random moments leave whole files or none, and the next start removes the rest.
///
/// At 50 moments with `./check --all-kills`; at the same ones again with `-Dholdup.kill.seed=N`.
class KillMomentsTest {
    private static final int MOMENTS = System.getenv("HOLDUP_ALL_KILLS") == null ? 6 : 50;
    private static final long SEED = Long.getLong("holdup.kill.seed", System.nanoTime());
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
        System.out.println("holdup.kill.seed=" + SEED);
        Random random = new Random(SEED);
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Path out = Files.createDirectory(folder.resolve("out"));
        long[] nanosByCommand = new long[COMMANDS.size()];
        for (int command = 0; command < COMMANDS.size(); command++) {
            long begun = System.nanoTime();
            runToItsEnd(COMMANDS.get(command));
            nanosByCommand[command] = System.nanoTime() - begun;
        }
        Set<String> whole = files(out);
        assertThat(whole).contains("r.html", "r.json", "objects.csv", "safe.hprof");
        String table = Files.readString(out.resolve("objects.csv"));
        long redacted = Files.size(out.resolve("safe.hprof"));
        int killed = 0;
        for (int moment = 0; moment < MOMENTS; moment++) {
            int command = moment % COMMANDS.size();
            clear(out);
            Process process = start(COMMANDS.get(command));
            if (!process.waitFor((long) (random.nextDouble() * nanosByCommand[command]), TimeUnit.NANOSECONDS)) {
                killed++;
            }
            List<ProcessHandle> workers = process.descendants().toList();
            process.destroyForcibly().waitFor();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(30, TimeUnit.SECONDS);
            }
            for (String name : files(out)) {
                // What is still being written is hidden.
                if (!name.startsWith(".")) {
                    assertWhole(out, name, table, redacted);
                }
            }
            runToItsEnd(COMMANDS.get(command));

            assertThat(files(out))
                    .as(COMMANDS.get(command) + " after kill " + moment)
                    .isSubsetOf(whole);
            assertThat(files(temporary))
                    .as("temporary files of " + COMMANDS.get(command))
                    .isEmpty();
        }
        assertThat(killed).isGreaterThan(MOMENTS / 2);
    }

    private static void assertWhole(Path out, String name, String table, long redacted) throws IOException {
        Path file = out.resolve(name);
        if (name.endsWith(".html")) {
            assertThat(Files.readString(file)).as(name).endsWith("</html>\n");
        } else if (name.endsWith(".json")) {
            assertThat(JsonMapper.shared().readTree(Files.readString(file)).isObject())
                    .as(name)
                    .isTrue();
        } else if (name.equals("objects.csv")) {
            assertThat(Files.readString(file)).isEqualTo(table);
        } else if (name.equals("safe.hprof")) {
            assertThat(Files.size(file)).isEqualTo(redacted);
        }
    }

    private void runToItsEnd(List<String> arguments) throws Exception {
        Process process = start(arguments);
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said.txt")))
                .isZero();
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdup.cli.Main"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    private static Set<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(each -> !each.equals(root) && !Files.isDirectory(each))
                    .map(each -> root.relativize(each).toString())
                    .filter(each -> !each.startsWith("hsperfdata"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void clear(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!each.equals(root)) {
                    Files.delete(each);
                }
            }
        }
    }
}
