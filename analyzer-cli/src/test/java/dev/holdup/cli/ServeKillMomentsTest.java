package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.report.ReportFormat;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that is killed hard in each part of an incident's life loses none, makes none twice, and leaves nothing
/// behind.
class ServeKillMomentsTest {
    private static final Path INCIDENT = Path.of("../sample-dumps/incidents/logback-stalled-disk");
    private static final String HEAP = "heap.hprof.gz";
    private static final String THREADS = "threads-1.txt";
    /// Each kills at every [Moment] once.
    private static final int INCIDENTS = HardKills.ALL ? 9 : 1;

    private static final long SETTLE_MILLIS = 200;
    private static final long DELETION_MILLIS = 40;
    private static final long WRITING_MILLIS = 60;
    private static final long PATIENCE_MILLIS = 180_000;

    @TempDir
    private Path folder;

    /// When it is killed. By turns, in the life of one incident.
    private enum Moment {
        UPLOADING,
        WAITING,
        ANALYZING,
        /// Not the server, but what analyses for it.
        WORKER,
        WRITING,
        DELETING
    }

    @Test
    void noIncidentIsLostOrThereTwiceAndNothingIsLeftBehind() throws Exception {
        HardKills kills = new HardKills(folder);
        try (ServeProcess server = ServeProcess.start(folder, "-Djava.io.tmpdir=" + kills.temporary())) {
            long begun = System.nanoTime();
            String standing = put(server, "standing", THREADS);
            long uploadMillis = (System.nanoTime() - begun) / 1_000_000;
            server.await("/api/incidents/" + standing, "\"state\": \"done\"");
            long analysisMillis = (System.nanoTime() - begun) / 1_000_000;
            for (int incident = 0; incident < INCIDENTS; incident++) {
                String label = "outage-" + incident;
                String id = "";
                for (Moment moment : Moment.values()) {
                    switch (moment) {
                        case UPLOADING -> {
                            CompletableFuture<?> upload =
                                    CompletableFuture.supplyAsync(() -> tried(server, label, HEAP));
                            Thread.sleep(kills.within(uploadMillis));
                            killAndRestart(server);
                            upload.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                            id = put(server, label, HEAP);
                        }
                        case WAITING -> {
                            assertThat(put(server, label, THREADS)).isEqualTo(id);
                            Thread.sleep(kills.within(SETTLE_MILLIS));
                            killAndRestart(server);
                        }
                        case ANALYZING -> {
                            awaitWorker(server, id);
                            Thread.sleep(kills.within(analysisMillis));
                            killAndRestart(server);
                        }
                        case WORKER -> {
                            ProcessHandle worker = awaitWorker(server, id);
                            Thread.sleep(kills.within(analysisMillis));
                            worker.destroyForcibly();
                        }
                        case WRITING -> {
                            awaitReport(server, id);
                            Thread.sleep(kills.within(WRITING_MILLIS));
                            killAndRestart(server);
                            isWhole(server, id);
                        }
                        case DELETING -> {
                            String gone = id;
                            CompletableFuture<?> deletion = CompletableFuture.supplyAsync(() -> deleted(server, gone));
                            Thread.sleep(kills.within(DELETION_MILLIS));
                            killAndRestart(server);
                            deletion.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                            // All of it, or nothing.
                            if (ids(server).contains(id)) {
                                isWhole(server, id);
                                assertThat(deleted(server, id)).isTrue();
                            }
                        }
                    }
                    Set<String> known = new TreeSet<>(Set.of(standing));
                    if (moment != Moment.DELETING) {
                        known.add(id);
                    }
                    assertThat(ids(server)).as("after " + moment).isEqualTo(known);
                }
                assertThat(HardKills.files(folder.resolve("data/reports"))).hasSize(ReportFormat.values().length);
                assertThat(HardKills.files(folder.resolve("data/contents"))).hasSize(1);
                assertNothingIsLeft(kills);
            }
            assertThat(server.get("/api/incidents/" + standing)).contains("\"state\": \"done\"");
            assertThat(server.terminate()).isEqualTo(143);
            assertNothingIsLeft(kills);
            server.restart();
            assertThat(ids(server)).containsExactly(standing);
        }
    }

    private void assertNothingIsLeft(HardKills kills) throws Exception {
        for (String place : List.of("data/work", "data/uploads")) {
            assertThat(folder.resolve(place)).isEmptyDirectory();
        }
        assertThat(HardKills.files(kills.temporary())).isEmpty();
    }

    private static void killAndRestart(ServeProcess server) throws Exception {
        List<ProcessHandle> workers = server.workers().toList();
        server.kill();
        // What has nobody to work for ends by itself.
        for (ProcessHandle worker : workers) {
            worker.onExit().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
        server.restart();
    }

    /// Until an analysis of it runs.
    private static ProcessHandle awaitWorker(ServeProcess server, String id) throws Exception {
        await(server, id, () -> server.workers().findAny().isPresent());
        return server.workers().findAny().orElseThrow();
    }

    /// Until a worker begins to write a report, or has written it since.
    private void awaitReport(ServeProcess server, String id) throws Exception {
        Path work = folder.resolve("data/work");
        Path reports = folder.resolve("data/reports");
        Set<String> before = HardKills.files(reports);
        await(
                server,
                id,
                () -> HardKills.files(work).stream().anyMatch(name -> name.contains("/report."))
                        || !HardKills.files(reports).equals(before));
    }

    /// Looks often; if the incident's analysis is over meanwhile, asks for another.
    private static void await(ServeProcess server, String id, Callable<Boolean> condition) throws Exception {
        long until = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        for (int look = 1; !condition.call(); look++) {
            if (look % 100 == 0 && server.get("/api/incidents/" + id).contains("\"state\": \"done\"")) {
                server.send(
                        server.request("/api/incidents/" + id + "/analysis").POST(HttpRequest.BodyPublishers.noBody()));
            }
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.sleep(2);
        }
    }

    /// Both of its files, once, and what follows from them.
    private static void isWhole(ServeProcess server, String id) throws Exception {
        server.await("/api/incidents/" + id, "\"state\": \"done\"");
        JsonNode incident = json(server.get("/api/incidents/" + id));
        assertThat(incident.get("files")
                        .valueStream()
                        .map(file -> file.get("name").stringValue()))
                .containsExactlyInAnyOrder(HEAP, THREADS);
        assertThat(incident.get("verdict").get("subsystem").stringValue()).isEqualTo("Logback");
        JsonNode report = json(server.get("/api/incidents/" + id + "/report.json"));
        assertThat(report.get("inputs")
                        .valueStream()
                        .map(input -> input.get("name").stringValue()))
                .containsExactlyInAnyOrder("heap.hprof.gz", THREADS);
        assertThat(server.get("/api/incidents/" + id + "/report.html")).endsWith("</html>\n");
    }

    private static Set<String> ids(ServeProcess server) throws Exception {
        Set<String> ids = new TreeSet<>();
        for (JsonNode item : json(server.get("/api/incidents")).get("items")) {
            assertThat(ids.add(item.get("id").stringValue())).isTrue();
        }
        return ids;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String put(ServeProcess server, String label, String name) throws Exception {
        HttpResponse<String> answer = server.send(upload(server, label, name));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static HttpRequest.Builder upload(ServeProcess server, String label, String name) throws IOException {
        return server.request("/put/" + label + "/" + name)
                .PUT(HttpRequest.BodyPublishers.ofFile(INCIDENT.resolve(name)));
    }

    /// Whether it was acknowledged before the server's end.
    private static boolean tried(ServeProcess server, String label, String name) {
        try {
            return server.send(upload(server, label, name)).statusCode() == 201;
        } catch (IOException | InterruptedException brokenOff) {
            return false;
        }
    }

    /// As above.
    private static boolean deleted(ServeProcess server, String id) {
        try {
            return server.send(server.request("/api/incidents/" + id).DELETE()).statusCode() == 204;
        } catch (IOException | InterruptedException brokenOff) {
            return false;
        }
    }
}
