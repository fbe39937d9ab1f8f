package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The distribution, unpacked into a folder of its own, with the cache that makes it start sooner.
class StartCacheIT {
    private static final Path DISTRIBUTION = Path.of(System.getProperty("holdup.distribution"));

    @TempDir
    private static Path folder;

    private static Path home = Path.of("");
    private static Path cache = Path.of("");

    @BeforeAll
    static void makeCache() throws Exception {
        home = folder.resolve("un packed");
        copy(DISTRIBUTION, home);

        HoldupProcess made = script("make-start-cache", Map.of());

        assertThat(made.exitCode()).as(made.err()).isZero();
        try (Stream<Path> entries = Files.list(home)) {
            List<Path> caches =
                    entries.filter(entry -> entry.toString().endsWith(".aot")).toList();
            assertThat(caches).hasSize(1);
            cache = caches.getFirst();
        }
    }

    @Test
    void classesComeOutOfTheCache() throws Exception {
        String log = folder.resolve("classes.log").toString();

        script("holdup", Map.of("HOLDUP_OPTS", "-Xlog:class+load:file=" + log), "--version");

        assertThat(Files.readString(Path.of(log)))
                .containsPattern("dev\\.holdup\\.cli\\.Main source: shared objects file");
    }

    @Test
    void withTheCacheTheDemoSaysTheSame() throws Exception {
        HoldupProcess with = script("holdup", Map.of(), "demo", "--quiet");
        HoldupProcess without = script("holdup", Map.of("HOLDUP_OPTS", "-Xshare:auto"), "demo", "--quiet");

        assertThat(with.err()).isEmpty();
        assertThat(with.exitCode()).isZero();
        assertThat(with.out()).isEqualTo(without.out());
    }

    /// What this variable says holds for the workers too, and over what they are started with.
    @Test
    void workersOfABatchStartWithTheCacheToo() throws Exception {
        Path logs = Files.createDirectory(folder.resolve("logs"));

        HoldupProcess batch = script(
                "holdup",
                Map.of("_JAVA_OPTIONS", "-Xlog:class+load:file=" + logs.resolve("%p.log")),
                "batch",
                home.resolve("demo").toString(),
                "-o",
                folder.resolve("reports").toString());

        assertThat(batch.exitCode()).as(batch.err()).isZero();
        List<String> loaded = new java.util.ArrayList<>();
        try (Stream<Path> entries = Files.list(logs)) {
            for (Path log : entries.toList()) {
                loaded.add(Files.readString(log));
            }
        }
        assertThat(loaded)
                .as("processes: the command's and its workers'")
                .hasSizeGreaterThan(1)
                .allSatisfy(classes -> assertThat(classes)
                        .containsPattern("dev\\.holdup\\.analysis\\.IncidentAnalyzer source: shared objects file"));
    }

    @Test
    void aDamagedCacheIsDoneWithoutAndNotSpokenOf() throws Exception {
        byte[] whole = Files.readAllBytes(cache);
        try {
            Files.write(cache, "damaged".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

            HoldupProcess version = script("holdup", Map.of(), "--version");

            assertThat(version.err()).isEmpty();
            assertThat(version.out()).startsWith("holdup ");
        } finally {
            Files.write(cache, whole);
        }
    }

    private static HoldupProcess script(String name, Map<String, String> environment, String... arguments)
            throws Exception {
        Map<String, String> all = new java.util.HashMap<>(Map.of(
                "HOLDUP_JAVA_HOME", "",
                "HOLDUP_HOME", "",
                "HOLDUP_OPTS", "",
                "JAVA_HOME", System.getProperty("java.home")));
        all.putAll(environment);
        return HoldupProcess.run(
                folder,
                all,
                Stream.concat(
                                Stream.of(
                                        "/bin/sh",
                                        home.resolve("bin").resolve(name).toString()),
                                Stream.of(arguments))
                        .toList());
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.toList()) {
                if (!entry.toString().endsWith(".aot")) {
                    Files.copy(entry, to.resolve(from.relativize(entry).toString()));
                }
            }
        }
    }
}
