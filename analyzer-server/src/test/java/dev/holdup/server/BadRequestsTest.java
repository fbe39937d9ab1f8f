package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What no honest client sends. Each gets its status, and nothing of it stays.
class BadRequestsTest {
    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /../../etc/passwd                                | 400
            GET /page/../../../etc/passwd                        | 400
            GET /page/%2e%2e/%2e%2e/etc/passwd                   | 400
            GET /page/..%2f..%2fetc%2fpasswd                     | 404
            GET /page/app.js%00                                  | 400
            GET /api/incidents/../../x                           | 404
            GET /api/incidents/%2e%2e%2fx/report.html            | 404
            GET /api/incidents/aaaaaaaaaaaaaaaa/report.html      | 404
            GET /api/incidents?limit=0                           | 400
            GET /api/incidents?limit=9999999999                  | 400
            GET /api/incidents?after=x                           | 400
            GET /api/incidents?after=1;drop-x                    | 400
            PATCH /api/incidents                                 | 405
            DELETE /api/incidents                                | 405
            TRACE /                                              | 405
            """)
    void paths(String request, String status) throws Exception {
        assertThat(server.raw(request + " HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n"))
                .isEqualTo("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Host: evil.example                                           | 421
            Host: localhost.evil.example                                 | 421
            Host: localhost§Origin: http://evil.example                  | 403
            Host: localhost§Origin: null                                 | 403
            Host: localhost§Sec-Fetch-Site: cross-site                   | 403
            Host: localhost§Sec-Fetch-Site: same-site                    | 403
            Host: localhost§Content-Type: text/plain                     | 415
            Host: localhost§Content-Type: application/x-www-form-urlencoded | 415
            Host: localhost§Host: evil.example                           | 400
            Host: localhost§Transfer-Encoding: chunked                   | 400
            Host: localhost§Content-Length: 5                            | 400
            Host: localhost§X y: z                                       | 400
            """)
    void headers(String headers, String status) throws Exception {
        assertThat(server.raw("POST /api/incidents HTTP/1.1\n" + headers.replace("§", "\n")
                        + "\nContent-Length: 13\n\n{\"title\":\"x\"}"))
                .isEqualTo("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            []
            {"title":1}
            {"title":""}
            {"service":"x"}
            {"title":"x","id":"y"}
            {"title":"x","tags":"y"}
            {"title":"x","tags":[""]}
            {"title":"x","occurredAt":"yesterday"}
            {"title":"x","label":"../x"}
            {"title":
            """)
    void bodies(String body) throws Exception {
        HttpResponse<String> refused = server.post("/api/incidents", body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(refused).get("status").intValue()).isEqualTo(400);
        assertThat(json(refused).get("detail").stringValue()).endsWith(".");
    }

    @Test
    void aBodyThatIsTooLargeIsNotRead() throws Exception {
        HttpResponse<String> refused = server.post("/api/incidents", "{\"title\":\"" + "x".repeat(1 << 17) + "\"}");

        assertThat(refused.statusCode()).isEqualTo(413);
    }

    @Test
    void aFileThatIsAnnouncedTooLargeIsRefusedBeforeItsFirstByte() throws Exception {
        String answer = server.raw("PUT /put/big.hprof HTTP/1.1\nHost: localhost\nContent-Length: "
                + (TestServer.FILE_LIMIT + 1) + "\n\n");

        assertThat(answer).isEqualTo("HTTP/1.1 413");
        assertNothingStays();
    }

    @Test
    void aFileThatTurnsOutTooLargeIsRefusedOnItsWay() throws Exception {
        HttpResponse<String> refused = server.send(server.request("/put/big.hprof")
                .PUT(HttpRequest.BodyPublishers.ofByteArrays(java.util.Collections.nCopies(65, new byte[1 << 20])))
                .build());

        assertThat(refused.statusCode()).isEqualTo(413);
        assertNothingStays();
    }

    @Test
    void aSenderThatBreaksOffLeavesNothing() throws Exception {
        server.sendAndBreakOff(
                "PUT /put/heap.hprof HTTP/1.1\nHost: localhost\nContent-Length: 1000000\n\n", new byte[400_000]);

        awaitListed(true, 5);
        awaitListed(false, 40);
        assertNothingStays();
    }

    /// Gives up after so many seconds; what follows tells.
    private static void awaitListed(boolean listed, int seconds) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        while (json(server.get("/api/incidents?q=heap.hprof")).get("items").isEmpty() == listed
                && System.nanoTime() < until) {
            Thread.sleep(20);
        }
    }

    @Test
    void aNameThatClimbsIsALabelOnly() throws Exception {
        String upload = server.beginUpload("../../../etc/\u202Ecron.d/evil\n", 4);
        server.send(server.part(upload, 0, new byte[4]).build());
        String incident = server.send(server.tus(upload).HEAD().build())
                .headers()
                .firstValue("Holdup-Incident")
                .orElseThrow();

        assertThat(json(server.get("/api/incidents/" + incident))
                        .get("files")
                        .get(0)
                        .get("name")
                        .stringValue())
                .isEqualTo("evil_");
        assertThat(server.filesOnDisk()).allMatch(file -> file.matches("(contents/../[0-9a-f]{64}|work/.*)"));
        server.awaitState(incident, "failed");
        server.delete("/api/incidents/" + incident);
        assertNothingStays();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Upload-Length: -1                                            | 400
            Upload-Length: 99999999999999999999                          | 400
            Upload-Length: 99999999999                                   | 413
            Upload-Length: x                                             | 400
            Upload-Metadata: filename d29ybGQ=                           | 400
            Upload-Length: 1§Upload-Metadata: filename %%%               | 400
            Upload-Length: 1§Upload-Metadata: incident YWJj              | 404
            Upload-Length: 1§Upload-Metadata: label Li4vLi4=             | 400
            """)
    void uploads(String headers, String status) throws Exception {
        assertThat(server.raw("POST /api/uploads HTTP/1.1\nHost: localhost\nTus-Resumable: 1.0.0\nContent-Length: 0\n"
                        + headers.replace("§", "\n") + "\n\n"))
                .isEqualTo("HTTP/1.1 " + status);
        assertNothingStays();
    }

    @Test
    void partsThatDoNotFitAreRefused() throws Exception {
        String upload = server.beginUpload("x", 10);

        assertThat(server.send(server.part(upload, 0, new byte[11]).build()).statusCode())
                .isEqualTo(413);
        assertThat(server.send(server.part(upload, 0, new byte[1])
                                .setHeader("Content-Type", "text/plain")
                                .build())
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.send(server.part(upload, 0, new byte[1])
                                .setHeader("Tus-Resumable", "0.2.2")
                                .build())
                        .statusCode())
                .isEqualTo(412);
        assertThat(server.send(server.part(upload, 0, new byte[1])
                                .setHeader("Upload-Checksum", "crc32 AAAA")
                                .build())
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.send(server.part("/api/uploads/aaaaaaaaaaaaaaaa", 0, new byte[1])
                                .build())
                        .statusCode())
                .isEqualTo(404);
        server.send(server.tus(upload).DELETE().build());
    }

    private static void assertNothingStays() throws Exception {
        assertThat(server.filesOnDisk()).isEmpty();
        assertThat(json(server.get("/api/incidents?q=big.hprof")).get("items")).isEmpty();
        assertThat(json(server.get("/api/incidents?q=heap.hprof")).get("items")).isEmpty();
    }
}
