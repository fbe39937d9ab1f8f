package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.samples.archive.MixedArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    void aRunThatIsKilledTwiceAndBegunAgainDoesEveryIncidentOnceAndGivesTheSameAsOneThatIsNot() throws Exception {
        Path archive = shared.resolve("archive");
        killWhenIncidentsAreDone(1, "batch", archive.toString(), "-o", "killed");
        killWhenIncidentsAreDone(2, "batch", archive.toString(), "-o", "killed");
        HoldupProcess last = HoldupProcess.run(folder, "batch", archive.toString(), "-o", "killed");
        assertThat(last.exitCode()).as(last.err()).isZero();
        assertThat(last.out()).contains(written.incidents() + " incidents in all");
        assertThat(last.out()).doesNotContain(" 0 done before");

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

    /// Kills it hard as soon as so many are among the results.
    private void killWhenIncidentsAreDone(int count, String... arguments) throws Exception {
        Process process = BatchArchive.start(folder, arguments);
        try {
            BatchArchive.await(
                    Duration.ofSeconds(100), () -> BatchArchive.incidents(folder.resolve("killed")) >= count);
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
        List<Path> left = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder.resolve("killed"))) {
            all.filter(each -> each.endsWith("index.md")).forEach(left::add);
        }
        assertThat(left).as("it was killed before its end").isEmpty();
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
