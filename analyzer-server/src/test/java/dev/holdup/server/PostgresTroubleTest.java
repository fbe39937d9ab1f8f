package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.server.store.DatabaseAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may happen to a database that is a server of its own.
class PostgresTroubleTest {
    private static final Path THREADS = Path.of("../sample-dumps/incidents/logback-stalled-disk/threads-1.txt");

    @TempDir
    private Path folder;

    /// A relay stands in for the network between the two: nothing gets through while it is cut.
    @Test
    void whileTheDatabaseIsAwayTheServerSaysSoAndThenGoesOnByItself() throws Exception {
        DatabaseAddress.Postgres direct = RealPostgres.freshDatabase();
        try (Relay relay = Relay.to(RealPostgres.server().getPort());
                TestServer server = TestServer.in(folder, relay.instead(direct))) {
            byte[] content = Files.readAllBytes(THREADS);
            String upload = server.beginUpload("threads.txt", content.length, "label", "night");
            server.send(server.part(upload, 0, Arrays.copyOf(content, 100)).build());
            String busy = TestServer.incidentOf(server.put("/put/busy/threads.txt", content));
            server.awaitState(busy, "running");

            relay.cut();
            HttpResponse<String> away = server.get("/api/incidents");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(json(away).get("type").stringValue()).isEqualTo("urn:holdup:problem:database-unavailable");
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
            // Long enough for the analysis to end meanwhile.
            Thread.sleep(4000);
            relay.mend();

            awaitReady(server);
            assertThat(server.awaitState(busy, "done").has("verdict")).isTrue();
            assertThat(server.offset(upload)).isEqualTo(100);
            server.send(server.part(upload, 100, Arrays.copyOfRange(content, 100, content.length))
                    .build());
            assertThat(server.awaitState(incidentOf(server, upload), "done")
                            .get("label")
                            .stringValue())
                    .isEqualTo("night");
        }
    }

    /// PostgreSQL stores no NUL, and fails where one is asked for.
    @Test
    void aNulInWhatIsAskedForIsNoBugOfTheServer() throws Exception {
        try (TestServer server = TestServer.in(folder, RealPostgres.freshDatabase())) {
            assertThat(server.send(server.tus("/api/uploads")
                                    .header("Upload-Length", "4")
                                    .header("Upload-Metadata", "incident " + TestServer.base64("a\0b"))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build())
                            .statusCode())
                    .isEqualTo(400);
            for (String path : List.of(
                    "/api/incidents/a%00b",
                    "/api/incidents?q=a%00b",
                    "/api/incidents?cursor=a%00b",
                    "/api/incidents?tag=a%00b",
                    "/api/incidents?label=a%00b",
                    "/api/trends?service=a%00b",
                    "/api/comparison?first=a%00b&second=c")) {
                assertThat(server.get(path).statusCode()).as(path).isLessThan(500);
            }
        }
    }

    @Test
    void anUploadWhoseLastByteCameWhileTheDatabaseWasAwayBecomesAFileByItself() throws Exception {
        DatabaseAddress.Postgres direct = RealPostgres.freshDatabase();
        byte[] content = Files.readAllBytes(THREADS);
        try (Relay relay = Relay.to(RealPostgres.server().getPort());
                TestServer server = TestServer.in(folder, relay.instead(direct))) {
            String upload = server.beginUpload("threads.txt", content.length);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream()
                        .write(("PATCH " + upload + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\n"
                                        + "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n"
                                        + "Content-Length: " + content.length + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(content, 0, 1000);
                while (server.offset(upload) < 1000) {
                    Thread.sleep(20);
                }
                relay.cut();
                socket.getOutputStream().write(content, 1000, content.length - 1000);
                byte[] answer = socket.getInputStream().readNBytes(12);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 503");
            }
            relay.mend();
            awaitReady(server);

            server.keepUp(Duration.ZERO);

            assertThat(server.awaitState(incidentOf(server, upload), "done")
                            .get("files")
                            .get(0)
                            .get("bytes")
                            .intValue())
                    .isEqualTo(content.length);
        }
    }

    private static void awaitReady(TestServer server) throws Exception {
        long until = System.nanoTime() + 60_000_000_000L;
        while (server.get("/readyz").statusCode() != 200 && System.nanoTime() < until) {
            Thread.sleep(100);
        }
    }

    private static String incidentOf(TestServer server, String upload) throws Exception {
        return server.send(server.tus(upload).HEAD().build())
                .headers()
                .firstValue("Holdup-Incident")
                .orElseThrow();
    }

    @Test
    void connectionsThatAnAdministratorEndsAreMadeAnew() throws Exception {
        DatabaseAddress.Postgres database = RealPostgres.freshDatabase();
        try (TestServer server = TestServer.in(folder, database)) {
            String id = json(server.post("/api/incidents", "{\"title\":\"x\"}"))
                    .get("id")
                    .stringValue();

            RealPostgres.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '"
                    + database.url().substring(database.url().lastIndexOf('/') + 1) + "'");

            awaitReady(server);
            assertThat(server.get("/api/incidents/" + id).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSecondServerOnTheSameDatabaseIsRefusedUntilTheFirstHasEnded() throws Exception {
        DatabaseAddress.Postgres database = RealPostgres.freshDatabase();
        try (TestServer _ = TestServer.in(folder.resolve("one"), database)) {
            assertThatThrownBy(() -> TestServer.in(folder.resolve("two"), database))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another holdup server uses this database");
        }
        try (TestServer next = TestServer.in(folder.resolve("one"), database)) {
            assertThat(next.get("/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aServerThatAnotherHasTakenTheDatabaseFromDoesNotWriteBesideIt() throws Exception {
        DatabaseAddress.Postgres direct = RealPostgres.freshDatabase();
        try (Relay relay = Relay.to(RealPostgres.server().getPort());
                TestServer cutOff = TestServer.in(folder.resolve("data"), relay.instead(direct))) {
            relay.cut();
            // Its connections end with it, and so does its lock.
            try (TestServer _ = successor(direct)) {
                relay.mend();
                Thread.sleep(3000);
                assertThat(cutOff.post("/api/incidents", "{\"title\":\"x\"}").statusCode())
                        .isEqualTo(503);
                assertThat(cutOff.get("/readyz").statusCode()).isEqualTo(503);
            }
        }
    }

    private TestServer successor(DatabaseAddress.Postgres database) throws Exception {
        for (int i = 0; i < 100; i++) {
            try {
                return TestServer.in(folder.resolve("other"), database);
            } catch (IOException still) {
                Thread.sleep(100);
            }
        }
        return TestServer.in(folder.resolve("other"), database);
    }

    @Test
    void aDatabaseThatIsNotThereIsToldAtTheStartWithoutThePassword() throws Exception {
        DatabaseAddress.Postgres nowhere =
                new DatabaseAddress.Postgres("jdbc:postgresql://127.0.0.1:1/holdup", "holdup", "secret");

        assertThatThrownBy(() -> TestServer.in(folder, nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("jdbc:postgresql://127.0.0.1:1/holdup: ")
                .message()
                .doesNotContain("secret");
        // The folder is free again.
        try (TestServer server = TestServer.in(folder)) {
            assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        }
    }
}
