package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IncidentsTest {
    private static final String DONE = "holdup_analyses_total{end=\"done\"}";
    private static final String CANCELLED = "holdup_analyses_total{end=\"cancelled\"}";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    private byte[] threads = new byte[0];

    @BeforeAll
    void start() throws Exception {
        threads = Files.readAllBytes(Path.of("../sample-dumps/incidents/logback-stalled-disk/threads-1.txt"));
        server = serverIn(folder.resolve("data"));
    }

    TestServer serverIn(Path data) throws Exception {
        return TestServer.in(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aFileBecomesAnIncidentWithAVerdictAndAReportThatNamesIt() throws Exception {
        String id = TestServer.incidentOf(server.put("/put/threads%20%3Cb%3E.txt", threads));

        JsonNode done = server.awaitState(id, "done");

        assertThat(done.get("verdict").get("kind").stringValue()).isEqualTo("blocked");
        assertThat(done.get("verdict").get("subsystem").stringValue()).isEqualTo("Logback");
        assertThat(done.get("files").get(0).get("name").stringValue()).isEqualTo("threads <b>.txt");
        JsonNode report = json(server.get("/api/incidents/" + id + "/report.json"));
        assertThat(report.get("inputs").get(0).get("name").stringValue()).isEqualTo("threads <b>.txt");
        assertThat(report.get("inputs").get(0).get("sha256").stringValue())
                .isEqualTo(done.get("files").get(0).get("sha256").stringValue());
        HttpResponse<String> page = server.get("/api/incidents/" + id + "/report.html");
        assertThat(page.body())
                .contains("Logback")
                .contains("threads &lt;b&gt;.txt")
                .doesNotContain("<b>.txt");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .contains("sandbox allow-scripts; frame-ancestors 'self'");
        assertThat(server.get("/api/incidents/" + id + "/report.md?download")
                        .headers()
                        .firstValue("Content-Disposition"))
                .contains("attachment; filename=\"holdup-" + id + ".md\"");
    }

    @Test
    void aFileThatIsNoDumpFailsWithASentenceThatNamesItAsItsSenderDid() throws Exception {
        String id = TestServer.incidentOf(server.put("/put/cat.jpg", new byte[] {1, 2, 3, 4}));

        JsonNode failed = server.awaitState(id, "failed");

        assertThat(failed.get("error").stringValue()).contains("cat.jpg").doesNotContain(folder.toString());
        assertThat(server.get("/api/incidents/" + id + "/report.html").statusCode())
                .isEqualTo(404);
    }

    @Test
    void filesWithOneLabelAreOneIncidentAnalysedTogether() throws Exception {
        String text = new String(threads, StandardCharsets.UTF_8);
        String id = TestServer.incidentOf(server.put("/put/web-7/threads-1.txt", threads));
        byte[] later =
                text.replace("2026-11-23 11:21:48", "2026-11-23 11:22:48").getBytes(StandardCharsets.UTF_8);
        assertThat(TestServer.incidentOf(server.put("/put/web-7/threads-2.txt", later)))
                .isEqualTo(id);
        // A second time the same: nothing is added.
        server.put("/put/web-7/threads-2.txt", later);

        JsonNode done = server.awaitState(id, "done");

        assertThat(done.get("files")).hasSize(2);
        assertThat(done.get("label").stringValue()).isEqualTo("web-7");
        assertThat(json(server.get("/api/incidents/" + id + "/report.json")).get("inputs"))
                .hasSize(2);
    }

    @Test
    void aRepeatedRequestMakesNothingASecondTime() throws Exception {
        HttpRequest.Builder request = server.request("/api/incidents")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "k-1");
        HttpRequest once = request.POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"once\"}"))
                .build();

        HttpResponse<String> first = server.send(once);
        HttpResponse<String> second = server.send(once);
        HttpResponse<String> other =
                server.send(request.POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"twice\"}"))
                        .build());

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(json(second).get("id")).isEqualTo(json(first).get("id"));
        assertThat(other.statusCode()).isEqualTo(422);
    }

    @Test
    void pagesTogetherListEachIncidentOnceNewestFirst() throws Exception {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.addFirst(json(server.post(
                            "/api/incidents", "{\"title\":\"page " + i + "\",\"service\":\"paging\",\"tags\":[\"p\"]}"))
                    .get("id")
                    .stringValue());
        }

        List<String> listed = new ArrayList<>();
        String path = "/api/incidents?service=paging&tag=p&limit=3";
        String next = "";
        while (next != null) {
            JsonNode page = json(server.get(path + (next.isEmpty() ? "" : "&after=" + next)));
            assertThat(page.get("items").size()).isLessThanOrEqualTo(3);
            page.get("items").forEach(item -> listed.add(item.get("id").stringValue()));
            next = page.has("next") ? page.get("next").stringValue() : null;
        }

        assertThat(listed).isEqualTo(made);
    }

    @Test
    void searchFindsPartsOfTextsAndTakesWildcardsLiterally() throws Exception {
        server.post("/api/incidents", "{\"title\":\"Checkout is 100% slow\",\"ticket\":\"OPS-4711\"}");
        server.post("/api/incidents", "{\"title\":\"Checkout is 100 times slow\"}");

        assertThat(json(server.get("/api/incidents?q=ops-4711")).get("items")).hasSize(1);
        assertThat(json(server.get("/api/incidents?q=100%25")).get("items")).hasSize(1);
        assertThat(json(server.get("/api/incidents?q=checkout&state=empty")).get("items"))
                .hasSize(2);
        assertThat(json(server.get("/api/incidents?q=checkout&state=done")).get("items"))
                .isEmpty();
    }

    @Test
    void anIncidentIsDescribedAnewAndDeleted() throws Exception {
        String id = json(server.post("/api/incidents", "{\"title\":\"old\",\"tags\":[\"a\",\"b\"]}"))
                .get("id")
                .stringValue();

        HttpResponse<String> changed = server.send(server.request("/api/incidents/" + id)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"title\":\"new\",\"occurredAt\":\"2026-11-26T08:00:00+01:00\",\"tags\":[\"c\"]}"))
                .build());

        assertThat(json(changed).get("title").stringValue()).isEqualTo("new");
        assertThat(json(changed).get("occurredAt").stringValue()).isEqualTo("2026-11-26T07:00:00Z");
        assertThat(json(changed).get("tags")).hasSize(1);
        assertThat(server.delete("/api/incidents/" + id).statusCode()).isEqualTo(204);
        assertThat(server.get("/api/incidents/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void anAnalysisIsCancelledAndAskedForAgain() throws Exception {
        String upload = server.beginUpload("late.txt", 10, "label", "cancelled");
        String id = TestServer.incidentOf(server.put("/put/cancelled/threads.txt", threads));
        // Held back by the upload that is on its way.
        server.awaitState(id, "queued");

        assertThat(server.delete("/api/incidents/" + id + "/analysis").statusCode())
                .isEqualTo(202);
        assertThat(server.awaitState(id, "cancelled").get("error").stringValue())
                .isEqualTo("Somebody cancelled it.");
        assertThat(server.delete("/api/incidents/" + id + "/analysis").statusCode())
                .isEqualTo(409);
        server.send(server.tus(upload).DELETE().build());
        assertThat(server.send(server.request("/api/incidents/" + id + "/analysis")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build())
                        .statusCode())
                .isEqualTo(202);
        assertThat(server.awaitState(id, "done").has("verdict")).isTrue();
    }

    @Test
    void whatWasSeenBeforeIsNamed() throws Exception {
        String one = TestServer.incidentOf(server.put("/put/seen-1/threads.txt", threads));
        String two = TestServer.incidentOf(server.put("/put/seen-2/threads.txt", threads));
        String other = TestServer.incidentOf(server.put(
                "/put/seen-3/quiet.txt",
                new String(threads, StandardCharsets.UTF_8)
                        .replaceAll("(?s)\"http-nio.*?\\R\\R", "")
                        .getBytes(StandardCharsets.UTF_8)));
        server.awaitState(one, "done");
        server.awaitState(two, "done");
        server.awaitState(other, "done");

        List<String> seen = new ArrayList<>();
        json(server.get("/api/incidents/" + two + "/similar"))
                .get("items")
                .forEach(item -> seen.add(item.get("id").stringValue()));

        assertThat(seen).contains(one).doesNotContain(two, other);
        assertThat(server.get("/api/incidents/aaaaaaaaaaaaaaaa/similar").statusCode())
                .isEqualTo(404);
    }

    @Test
    void figuresForPrometheusAreToldInItsFormat() throws Exception {
        String figures = server.get("/metrics").body();

        assertThat(figures.lines())
                .allMatch(line -> line.matches("# (HELP|TYPE) .+|holdup_[a-z_]+(\\{[a-z]+=\"[^\"]+\"\\})? [0-9.]+"));
        assertThat(figures).contains("holdup_analyses_waiting ", "holdup_disk_usable_bytes ");
    }

    /// When it ends, the incident's latest analysis is the one that follows.
    @Test
    void everyAnalysisIsCountedAlsoOneThatAnotherFollowsAtOnce() throws Exception {
        awaitFigure("holdup_analyses_waiting", 0);
        awaitFigure("holdup_analyses_running", 0);
        long done = figure(DONE);
        long cancelled = figure(CANCELLED);
        long took = figure("holdup_analysis_duration_seconds_count");
        String id = TestServer.incidentOf(server.put("/put/counted/threads.txt", threads));
        server.awaitState(id, "running");

        server.put(
                "/put/counted/later.txt",
                new String(threads, StandardCharsets.UTF_8)
                        .replace("2026-11-23 11:21:48", "2026-11-23 11:22:48")
                        .getBytes(StandardCharsets.UTF_8));

        awaitFigure(DONE, done + 1);
        assertThat(figure(CANCELLED)).isEqualTo(cancelled + 1);
        assertThat(figure("holdup_analysis_duration_seconds_count")).isEqualTo(took + 2);
    }

    private void awaitFigure(String name, long value) throws Exception {
        long until = System.nanoTime() + 60_000_000_000L;
        while (figure(name) != value) {
            assertThat(System.nanoTime()).as(name + " " + figure(name)).isLessThan(until);
            Thread.sleep(50);
        }
    }

    /// Zero if it is not told.
    private long figure(String name) throws Exception {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    @Test
    void progressIsTold() throws Exception {
        String id = TestServer.incidentOf(server.put("/put/told/threads.txt", threads));
        List<String> events = new ArrayList<>();

        try (java.net.Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                var lines = new java.io.BufferedReader(
                        new java.io.InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("GET /api/incidents/" + id + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    events.add(line);
                }
                if (line.contains("\"done\",") || line.contains("failed")) {
                    break;
                }
            }
        }

        assertThat(events).anySatisfy(event -> assertThat(event).contains("\"running\"", "\"" + id + "\""));
        assertThat(events.getLast()).contains("\"done\"");
    }
}
