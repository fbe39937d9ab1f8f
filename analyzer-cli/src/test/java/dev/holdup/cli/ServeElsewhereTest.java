package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.report.ReportFormat;
import dev.holdup.server.RealBucket;
import dev.holdup.server.RealPostgres;
import dev.holdup.server.content.BucketAddress;
import dev.holdup.server.store.DatabaseAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `holdup serve` with PostgreSQL and a bucket.
class ServeElsewhereTest {
    private static final Path INCIDENT = Path.of("../sample-dumps/incidents/logback-stalled-disk");
    private static final int LARGE = 100 << 20;

    @TempDir
    private Path folder;

    @Test
    void killedDuringTheAnalysisAndTheMoveItLosesNothingAndLeavesNoOrphans() throws Exception {
        BucketAddress bucket = RealBucket.freshPrefix();
        byte[] large = new byte[LARGE];
        new Random(8).nextBytes(large);
        try (ServeProcess server = start(bucket)) {
            String id = put(server, "outage-1/heap.hprof.gz", Files.readAllBytes(INCIDENT.resolve("heap.hprof.gz")));
            put(server, "outage-1/threads-1.txt", Files.readAllBytes(INCIDENT.resolve("threads-1.txt")));
            for (int i = 0; i < 3; i++) {
                server.await("/api/incidents/" + id, "\"state\": \"running\"");
                Thread.sleep(300L * i);
                server.killAndRestart();
            }
            server.await("/api/incidents/" + id, "\"state\": \"done\"");
            String other = put(server, "large.bin", large);
            for (int i = 0; i < 3; i++) {
                // While it goes to the bucket in parts.
                Thread.sleep(150L * i);
                server.killAndRestart();
            }

            server.await("/api/incidents/" + other, "\"state\": \"failed\"");
            awaitMoved();

            assertThat(server.get("/api/incidents/" + id)).contains("\"subsystem\": \"Logback\"");
            assertThat(server.get("/api/incidents/" + id + "/report.json")).contains("threads-1.txt", "heap.hprof.gz");
            assertThat(filesIn("data/work")).isEmpty();
            assertThat(filesIn("data/uploads")).isEmpty();
            List<String> names = RealBucket.names(bucket);
            assertThat(names).filteredOn(name -> name.startsWith("contents/")).hasSize(3);
            assertThat(names).filteredOn(name -> name.startsWith("reports/")).hasSize(ReportFormat.values().length);
            assertThat(names.stream().map(name -> RealBucket.bytes(bucket, name)))
                    .contains((long) LARGE);
            String hash = server.await("/api/incidents/" + other, "\"sha256\": \"([0-9a-f]+)\"");
            assertThat(RealBucket.read(bucket, "contents/" + hash.substring(0, 2) + "/" + hash))
                    .isEqualTo(large);
            assertThat(server.send(server.request("/api/incidents/" + other).DELETE())
                            .statusCode())
                    .isEqualTo(204);
            server.kill();
            server.restart();
            // Deleted before the kill or swept after it.
            assertThat(RealBucket.names(bucket))
                    .filteredOn(name -> name.startsWith("contents/"))
                    .hasSize(2);
        }
    }

    private ServeProcess start(BucketAddress bucket) throws Exception {
        DatabaseAddress.Postgres database = RealPostgres.freshDatabase();
        Path password = Files.writeString(folder.resolve("password"), "unused\n");
        return ServeProcess.start(
                folder,
                List.of(
                        "-Daws.accessKeyId=" + RealBucket.CREDENTIALS,
                        "-Daws.secretAccessKey=" + RealBucket.CREDENTIALS),
                List.of(
                        "--db",
                        database.url() + "?user=" + database.user(),
                        "--db-password-file",
                        password.toString(),
                        "--store",
                        bucket.toString(),
                        "--s3-endpoint",
                        String.valueOf(bucket.endpoint())));
    }

    private static String put(ServeProcess server, String name, byte[] content) throws Exception {
        HttpResponse<String> answer =
                server.send(server.request("/put/" + name).PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private void awaitMoved() throws Exception {
        long until = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < until
                && !(filesIn("data/contents").isEmpty()
                        && filesIn("data/reports").isEmpty())) {
            Thread.sleep(100);
        }
    }

    private List<Path> filesIn(String name) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatCannotBeRightIsRefusedInOneSentence() throws Exception {
        assertThat(refusal("--db", "jdbc:mysql://db/x"))
                .isEqualTo(
                        "holdup: --db must begin with jdbc:postgresql: as in jdbc:postgresql://host/name; without it,"
                                + " the database is in --data.");
        assertThat(refusal("--db", "jdbc:postgresql://db/x?user=u&password=secret"))
                .startsWith("holdup: --db must not have the password")
                .doesNotContain("secret");
        assertThat(refusal("--store", "bucket"))
                .isEqualTo("holdup: --store bucket is no bucket: write one like s3://bucket/prefix.");
        assertThat(refusal("--db", "jdbc:postgresql://127.0.0.1:1/x"))
                .startsWith("holdup: Cannot serve data on port 0 (jdbc:postgresql://127.0.0.1:1/x: ");
    }

    private String refusal(String option, String value) throws Exception {
        HoldupProcess refused = HoldupProcess.run(folder, "serve", "--port", "0", "--data", "data", option, value);
        assertThat(refused.exitCode()).isEqualTo(2);
        return refused.err()
                .lines()
                .filter(line -> line.startsWith("holdup: "))
                .findFirst()
                .orElse("");
    }
}
