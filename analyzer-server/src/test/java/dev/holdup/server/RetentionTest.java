package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.server.store.DatabaseAddress;
import dev.holdup.server.upkeep.RetentionPolicy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RetentionTest {
    private static final Path THREADS = Path.of("../sample-dumps/incidents/logback-stalled-disk/threads-1.txt");
    private static final RetentionPolicy MONTH_AND_YEAR =
            new RetentionPolicy(Duration.ofDays(30), Duration.ofDays(365), 0);

    @TempDir
    private Path folder;

    TestServer serverIn(Path data, RetentionPolicy policy) throws Exception {
        return TestServer.in(data, new DatabaseAddress.InFolder(data), null, policy);
    }

    private static byte[] threads() throws Exception {
        return Files.readAllBytes(THREADS);
    }

    private static byte[] otherThreads() throws Exception {
        return (Files.readString(THREADS) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String analysed(TestServer server, String path, byte[] content) throws Exception {
        String id = TestServer.incidentOf(server.put(path, content));
        server.awaitState(id, "done");
        return id;
    }

    private static List<String> contents(TestServer server) throws Exception {
        return server.filesOnDisk().stream()
                .filter(name -> name.startsWith("contents/"))
                .toList();
    }

    @Test
    void filesGoBeforeReportsAndReportsGoAtLast() throws Exception {
        try (TestServer server = serverIn(folder, MONTH_AND_YEAR)) {
            String id = analysed(server, "/put/threads.txt", threads());
            JsonNode young = json(server.get("/api/incidents/" + id)).get("keeping");
            Instant addedAt = Instant.parse(json(server.get("/api/incidents/" + id))
                    .get("files")
                    .get(0)
                    .get("addedAt")
                    .stringValue());
            assertThat(young.get("filesGoAt").stringValue())
                    .isEqualTo(addedAt.plus(Duration.ofDays(30)).toString());
            assertThat(young.get("goesAt").stringValue())
                    .isEqualTo(addedAt.plus(Duration.ofDays(365)).toString());
            server.keepUp(Duration.ofDays(29));
            assertThat(contents(server)).hasSize(1);

            server.keepUp(Duration.ofDays(2));

            JsonNode thin = json(server.get("/api/incidents/" + id));
            assertThat(contents(server)).isEmpty();
            assertThat(thin.get("keeping").has("filesGoAt")).isFalse();
            assertThat(thin.get("keeping").get("filesGoneAt").stringValue()).isNotEmpty();
            assertThat(thin.get("files").get(0).get("goneAt").stringValue()).isNotEmpty();
            assertThat(thin.get("files").get(0).get("name").stringValue()).isEqualTo("threads.txt");
            assertThat(server.get("/api/incidents/" + id + "/report.html").body())
                    .contains("Logback");
            HttpResponse<String> again = server.send(server.request("/api/incidents/" + id + "/analysis")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(again.statusCode()).isEqualTo(409);
            assertThat(json(again).get("type").stringValue()).isEqualTo("urn:holdup:problem:files-gone");

            server.keepUp(Duration.ofDays(335));

            assertThat(server.get("/api/incidents/" + id).statusCode()).isEqualTo(404);
            assertThat(server.filesOnDisk()).isEmpty();
        }
    }

    @Test
    void whatIsPinnedStaysUntilItIsNoLonger() throws Exception {
        try (TestServer server = serverIn(folder, MONTH_AND_YEAR)) {
            String id = analysed(server, "/put/threads.txt", threads());
            HttpResponse<String> pinned = server.send(server.request("/api/incidents/" + id + "/pin")
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build());
            assertThat(json(pinned).get("keeping").get("pinned").booleanValue()).isTrue();
            assertThat(json(pinned).get("keeping").has("filesGoAt")).isFalse();

            server.keepUp(Duration.ofDays(1000));
            assertThat(contents(server)).hasSize(1);

            assertThat(server.delete("/api/incidents/" + id + "/pin").statusCode())
                    .isEqualTo(200);
            server.keepUp(Duration.ZERO);
            assertThat(server.filesOnDisk()).isEmpty();
            assertThat(server.delete("/api/incidents/" + id + "/pin").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aContentGoesWithTheLastOfItsFiles() throws Exception {
        try (TestServer server = serverIn(folder, MONTH_AND_YEAR)) {
            String old = analysed(server, "/put/old/threads.txt", threads());
            String pinned = analysed(server, "/put/pinned/threads.txt", threads());
            server.send(server.request("/api/incidents/" + pinned + "/pin")
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build());

            server.keepUp(Duration.ofDays(31));
            assertThat(json(server.get("/api/incidents/" + old)).get("keeping").has("filesGoneAt"))
                    .isTrue();
            assertThat(json(server.get("/api/incidents/" + pinned))
                            .get("keeping")
                            .has("filesGoneAt"))
                    .isFalse();
            assertThat(contents(server)).hasSize(1);

            // The row of the one whose files are gone still names the content.
            server.delete("/api/incidents/" + pinned);
            assertThat(contents(server)).isEmpty();
            server.restart();
            assertThat(contents(server)).isEmpty();
        }
    }

    @Test
    void aFileThatIsGoneComesBackByAnotherUpload() throws Exception {
        try (TestServer server = serverIn(folder, MONTH_AND_YEAR)) {
            String id = analysed(server, "/put/again/threads.txt", threads());
            server.keepUp(Duration.ofDays(31));
            assertThat(contents(server)).isEmpty();

            server.put("/put/again/threads.txt", threads());

            server.awaitState(id, "done");
            JsonNode back = json(server.get("/api/incidents/" + id));
            assertThat(back.get("files")).hasSize(1);
            assertThat(back.get("files").get(0).has("goneAt")).isFalse();
            assertThat(contents(server)).hasSize(1);
        }
    }

    @Test
    void forWantOfRoomTheOldestFilesGoFirst() throws Exception {
        // More than any disk has free: all have to go but the pinned one.
        try (TestServer server = serverIn(folder, new RetentionPolicy(null, null, Long.MAX_VALUE))) {
            String pinned = TestServer.incidentOf(server.put("/put/pinned/threads.txt", otherThreads()));
            server.send(server.request("/api/incidents/" + pinned + "/pin")
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build());
            server.awaitState(pinned, "done");
            String free = analysed(server, "/put/free/threads.txt", threads());

            server.keepUp(Duration.ZERO);

            assertThat(json(server.get("/api/incidents/" + free)).get("keeping").has("filesGoneAt"))
                    .isTrue();
            assertThat(json(server.get("/api/incidents/" + pinned))
                            .get("keeping")
                            .has("filesGoneAt"))
                    .isFalse();
            assertThat(contents(server)).hasSize(1);
        }
    }

    @Test
    void anIncidentThatStillGetsFilesIsLeftAlone() throws Exception {
        try (TestServer server = serverIn(folder, MONTH_AND_YEAR)) {
            String upload = server.beginUpload("heap.hprof", 100, "label", "slow");
            TestServer.incidentOf(server.put("/put/slow/threads.txt", threads()));

            server.keepUp(Duration.ofDays(1000));

            assertThat(contents(server)).hasSize(1);
            assertThat(server.offset(upload)).isZero();
        }
    }

    @Test
    void whatAKillLeftOfADeletionGoesAtTheNextStart() throws Exception {
        try (TestServer server = serverIn(folder, MONTH_AND_YEAR)) {
            analysed(server, "/put/threads.txt", threads());
            Path content = folder.resolve(contents(server).getFirst());
            byte[] bytes = Files.readAllBytes(content);
            server.keepUp(Duration.ofDays(31));
            // As if the process had ended between the row and the file.
            Files.write(content, bytes);

            server.restart();

            assertThat(contents(server)).isEmpty();
        }
    }
}
