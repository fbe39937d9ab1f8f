package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.server.content.BucketAddress;
import dev.holdup.server.store.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketTest {
    private static final Path THREADS = Path.of("../sample-dumps/incidents/logback-stalled-disk/threads-1.txt");

    @TempDir
    private Path folder;

    private TestServer in(BucketAddress bucket) throws Exception {
        return TestServer.in(folder, new DatabaseAddress.InFolder(folder), bucket);
    }

    @Test
    void filesAndReportsLieInTheBucketAloneAndAreReadFromThere() throws Exception {
        BucketAddress bucket = RealBucket.freshPrefix();
        try (TestServer server = in(bucket)) {
            String id = TestServer.incidentOf(server.put("/put/threads.txt", Files.readAllBytes(THREADS)));
            server.awaitState(id, "done");

            assertThat(server.filesOnDisk()).containsExactlyInAnyOrderElementsOf(RealBucket.names(bucket));
            assertThat(RealBucket.names(bucket))
                    .filteredOn(name -> name.startsWith("reports/"))
                    .anyMatch(name -> name.endsWith("/report.html"))
                    .anyMatch(name -> name.endsWith("/report.json"));
            assertThat(json(server.get("/api/incidents/" + id + "/report.json"))
                            .get("inputs")
                            .get(0)
                            .get("name")
                            .stringValue())
                    .isEqualTo("threads.txt");

            // Analysed again, the file comes back for as long as that takes.
            server.restart();
            server.send(server.request("/api/incidents/" + id + "/analysis")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build());
            server.awaitState(id, "done");
            assertThat(server.filesOnDisk()).containsExactlyInAnyOrderElementsOf(RealBucket.names(bucket));

            server.delete("/api/incidents/" + id);
            assertThat(server.filesOnDisk()).isEmpty();
        }
    }

    @Test
    void aLargeFileGoesInPartsAndIsByteIdentical() throws Exception {
        byte[] content = new byte[50_000_001];
        new Random(3).nextBytes(content);
        try (TestServer server = in(RealBucket.freshPrefix())) {
            server.put("/put/heap.bin", content);

            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            assertThat(server.content(hash)).isEqualTo(content);
        }
    }

    @Test
    void whatAKilledServerLeftInTheBucketIsSweptAtTheNextStart() throws Exception {
        BucketAddress bucket = RealBucket.freshPrefix();
        try (TestServer server = in(bucket)) {
            String id = TestServer.incidentOf(server.put("/put/threads.txt", Files.readAllBytes(THREADS)));
            server.awaitState(id, "done");
            var known = server.filesOnDisk();
            RealBucket.write(bucket, "contents/ab/ab" + "0".repeat(62), new byte[3]);
            RealBucket.write(bucket, "reports/17-nobody/report.html", new byte[3]);
            RealBucket.client()
                    .createMultipartUpload(request ->
                            request.bucket(bucket.bucket()).key(bucket.prefix() + "contents/cd/cd" + "0".repeat(62)));

            server.restart();

            assertThat(server.filesOnDisk()).isEqualTo(known);
            assertThat(RealBucket.client()
                            .listMultipartUploads(
                                    request -> request.bucket(bucket.bucket()).prefix(bucket.prefix()))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void whileTheBucketIsAwayFilesAreTakenAndMovedLater() throws Exception {
        BucketAddress direct = RealBucket.freshPrefix();
        try (Relay relay = Relay.to(RealBucket.endpoint().getPort());
                TestServer server = in(new BucketAddress(
                        direct.bucket(), direct.prefix(), URI.create("http://127.0.0.1:" + relay.port())))) {
            String before = TestServer.incidentOf(server.put("/put/before.txt", Files.readAllBytes(THREADS)));
            server.awaitState(before, "done");
            server.filesOnDisk();
            relay.cut();

            byte[] other = (Files.readString(THREADS) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            String during = TestServer.incidentOf(server.put("/put/during.txt", other));
            assertThat(server.awaitState(during, "done").has("verdict")).isTrue();
            assertThat(server.get("/api/incidents/" + during + "/report.md").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> unreachable = server.get("/api/incidents/" + before + "/report.md");
            assertThat(unreachable.statusCode()).isEqualTo(503);
            assertThat(json(unreachable).get("type").stringValue()).isEqualTo("urn:holdup:problem:store-unavailable");

            relay.mend();
            assertThat(server.filesOnDisk()).isEqualTo(RealBucket.names(direct));
            assertThat(RealBucket.names(direct))
                    .filteredOn(name -> name.startsWith("contents/"))
                    .hasSize(2);
        }
    }

    @Test
    void anObjectThatIsNotWhatItsNameSaysIsNotAnalysed() throws Exception {
        BucketAddress bucket = RealBucket.freshPrefix();
        try (TestServer server = in(bucket)) {
            String id = TestServer.incidentOf(server.put("/put/threads.txt", Files.readAllBytes(THREADS)));
            server.awaitState(id, "done");
            String content = server.filesOnDisk().stream()
                    .filter(name -> name.startsWith("contents/"))
                    .findFirst()
                    .orElseThrow();
            RealBucket.write(bucket, content, "damaged".getBytes(java.nio.charset.StandardCharsets.UTF_8));

            server.send(server.request("/api/incidents/" + id + "/analysis")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build());

            assertThat(server.awaitState(id, "failed").get("error").stringValue())
                    .contains("has another hash");
        }
    }

    @Test
    void aPrefixOrAFolderOfAnotherDatabaseIsRefused() throws Exception {
        BucketAddress bucket = RealBucket.freshPrefix();
        try (TestServer server = in(bucket)) {
            server.put("/put/threads.txt", Files.readAllBytes(THREADS));
            server.filesOnDisk();
        }
        Path other = folder.resolve("other");

        assertThatThrownBy(() -> TestServer.in(other, new DatabaseAddress.InFolder(other), bucket))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to another database");
        try (TestServer server = TestServer.in(other)) {
            server.put("/put/threads.txt", Files.readAllBytes(THREADS));
        }
        assertThatThrownBy(() -> TestServer.in(other, RealPostgres.freshDatabase()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belong to another database");
        assertThat(RealBucket.names(bucket)).anyMatch(name -> name.startsWith("contents/"));
    }

    @Test
    void aBucketThatIsNotThereIsToldAtTheStart() throws Exception {
        BucketAddress none =
                new BucketAddress("no-such-bucket", "", RealBucket.freshPrefix().endpoint());

        assertThatThrownBy(() -> in(none))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("s3://no-such-bucket/: ");
    }
}
