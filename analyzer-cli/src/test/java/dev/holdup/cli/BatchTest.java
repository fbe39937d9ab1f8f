package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.archive.MixedArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `holdup batch` as a process, on this machine.
class BatchTest {
    /// More with `-Dholdup.batch.incidents=200`, the archive of a long evening.
    private static final int INCIDENTS = Integer.getInteger("holdup.batch.incidents", 10);

    @TempDir
    private static Path shared;

    @SuppressWarnings("NullAway.Init") // written before all tests
    private static MixedArchive.Written written;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeArchive() throws IOException {
        written = BatchArchive.write(shared.resolve("archive"), INCIDENTS);
    }

    @Test
    void aRunThatIsKilledTwiceAndThenLosesAWorkerDoesEveryIncidentOnceAndGivesTheSameAsOneThatIsNot() throws Exception {
        Path archive = shared.resolve("archive");
        List<String> command = List.of("batch", archive.toString(), "-o", "killed");
        HardKills kills = new HardKills(folder);
        HardKills.killAlone(startedAndDone(kills, command, 1));
        assertThat(folder.resolve("killed/index.md")).doesNotExist();
        HardKills.killAll(startedAndDone(kills, command, 2));
        assertThat(folder.resolve("killed/index.md")).doesNotExist();
        Process last = startedAndDone(kills, command, 3);
        // Another worker takes its place.
        last.descendants().limit(1).forEach(ProcessHandle::destroyForcibly);
        kills.awaitGoodEnd(last);
        assertThat(folder.resolve("said.txt"))
                .content()
                .contains(written.incidents() + " incidents in all")
                .doesNotContain(" 0 done before");
        assertThat(HardKills.files(kills.temporary())).isEmpty();

        HoldupProcess whole = HoldupProcess.run(folder, "batch", archive.toString(), "-o", "whole", "--at-once", "2");

        assertThat(whole.out())
                .contains(
                        written.incidents() + " analyzed now, 0 done before, " + copies(),
                        written.incidents() + " incidents in all");
        Map<String, String> results = BatchArchive.results(folder.resolve("whole"));
        assertThat(BatchArchive.results(folder.resolve("killed"))).isEqualTo(results);
        List<String> ids = BatchArchive.idsInTable(folder.resolve("killed"));
        assertThat(ids).hasSize(written.incidents()).doesNotHaveDuplicates();
        assertThat(results.get("index.md"))
                .contains("OutputStreamAppender.writeBytes", "com.acme.Stock.take", "com.acme.Bank.transfer");
        assertThat(folder.resolve("killed/.work")).isEmptyDirectory();
        assertThat(HardKills.files(folder.resolve("killed")))
                .filteredOn(name -> name.startsWith("."))
                .containsExactly(".lock");

        HoldupProcess again = HoldupProcess.run(folder, "batch", archive.toString(), "-o", "whole");

        assertThat(again.out())
                .contains("0 analyzed now, " + (written.incidents() + written.copies()) + " done before");
        assertThat(BatchArchive.results(folder.resolve("whole"))).isEqualTo(results);
    }

    private static String copies() {
        return written.copies() == 1 ? "1 a copy of another" : written.copies() + " copies of others";
    }

    @Test
    void aDryRunListsIncidentsAndFilesAndWritesNothing() throws Exception {
        HoldupProcess dry = HoldupProcess.run(
                folder, "batch", shared.resolve("archive").toString(), "--dry-run", "--only", "search/**");

        assertThat(dry.exitCode()).isZero();
        assertThat(dry.out())
                .contains("service search", "  threads  search/incident-2/threads-1.txt", "both.zip/a/threads.txt")
                .doesNotContain("shop/");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsMissingIsSaidInOneSentence() throws Exception {
        assertThat(HoldupProcess.run(folder, "batch").err()).contains("Say where the archive is");
        HoldupProcess absent = HoldupProcess.run(folder, "batch", "nowhere");
        assertThat(absent.exitCode()).isEqualTo(3);
        assertThat(absent.err()).contains("nowhere cannot be read");
        Files.createDirectory(folder.resolve("empty"));
        assertThat(HoldupProcess.run(folder, "batch", "empty").err()).contains("no dump in the archive");
        HoldupProcess store = HoldupProcess.run(folder, "batch", "s3a://bucket/x", "--dry-run");
        assertThat(store.err()).contains("SPARK_HOME");
        Path archive = shared.resolve("archive");
        HoldupProcess spark = HoldupProcess.run(folder, "batch", archive.toString(), "--engine", "spark");
        assertThat(spark.exitCode()).isEqualTo(2);
        assertThat(spark.err()).contains("set SPARK_HOME");
    }

    @Test
    void whatArrivesInAWatchedFolderIsAnalyzedOnceItIsWhole() throws Exception {
        Path incoming = Files.createDirectory(folder.resolve("incoming"));
        Process watch = BatchArchive.start(
                folder, "batch", "--watch", incoming.toString(), "-o", "out", "--settle", "2", "--format", "json");
        try {
            Path part = incoming.resolve("threads.txt.part");
            StalledLogging.writeThreadDump(part, "30");
            Thread.sleep(3_000);
            assertThat(folder.resolve("out/index.md")).doesNotExist();
            Files.move(part, incoming.resolve("threads.txt"));
            BatchArchive.await(Duration.ofSeconds(60), () -> Files.exists(folder.resolve("out/index.md")));
            assertThat(folder.resolve("out/index.md")).content().contains("1 incident", "OutputStreamAppender");
            StalledLogging.writeThreadDump(
                    Files.createDirectory(incoming.resolve("later")).resolve("threads.txt"), "59");
            BatchArchive.await(
                    Duration.ofSeconds(60),
                    () -> Files.readString(folder.resolve("out/index.md")).contains("2 incidents"));
        } finally {
            watch.destroyForcibly();
            watch.waitFor();
        }
    }

    /// Once so many incidents are among the results.
    private Process startedAndDone(HardKills kills, List<String> command, int incidents) throws Exception {
        Process process = kills.start(command);
        BatchArchive.await(
                Duration.ofSeconds(100), () -> BatchArchive.incidents(folder.resolve("killed")) >= incidents);
        return process;
    }

    @Test
    void aListNamesTheFilesAndAnOptionTheirGroups() throws Exception {
        StalledLogging.writeThreadDump(folder.resolve("web1-shop.txt"), "10");
        StalledLogging.writeThreadDump(folder.resolve("web2-shop.txt"), "20");
        Files.writeString(folder.resolve("list"), "# two\nweb1-shop.txt\n\nweb2-shop.txt\n", StandardCharsets.UTF_8);

        HoldupProcess dry = HoldupProcess.run(
                folder, "batch", "--list", "list", "--dry-run", "--group-by", "(?<host>web\\d)-(?<service>\\w+)");

        assertThat(dry.out()).contains("service shop  host web1", "service shop  host web2", "2 incidents, 2 files");
    }
}
