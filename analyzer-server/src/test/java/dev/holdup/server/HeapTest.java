package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.server.store.DatabaseAddress;
import dev.holdup.server.upkeep.RetentionPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Looking into the heap of an incident over HTTP: prepared, asked, kept over a restart, damaged, deleted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeapTest {
    private static final Path INCIDENT = Path.of("../sample-dumps/incidents/logback-stalled-disk");

    @SuppressWarnings("NullAway.Init")
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        data = folder.resolve("data");
        server = TestServer.in(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static byte[] packed() throws IOException {
        return Files.readAllBytes(INCIDENT.resolve("heap.hprof.gz"));
    }

    private static byte[] unpacked() throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(INCIDENT.resolve("heap.hprof.gz")))) {
            return in.readAllBytes();
        }
    }

    private String incident(String name, byte[] content) throws Exception {
        String id = TestServer.incidentOf(server.put("/put/" + name, content));
        server.awaitState(id, "done");
        return id;
    }

    private JsonNode heap(String id, String what) throws Exception {
        HttpResponse<String> answer = server.get("/api/incidents/" + id + "/heap" + what);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    private JsonNode prepared(String id) throws Exception {
        HttpResponse<String> asked = server.post("/api/incidents/" + id + "/heap", "");
        assertThat(asked.statusCode()).isIn(200, 202);
        for (int i = 0; i < 600; i++) {
            JsonNode state = heap(id, "");
            if (!Set.of("waiting", "preparing").contains(state.get("state").stringValue())) {
                return state;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("not prepared in a minute");
    }

    private JsonNode classNamed(String id, String name) throws Exception {
        for (JsonNode row : heap(id, "/classes?sort=name&limit=500&q=" + name).get("items")) {
            if (row.get("class").stringValue().equals(name)) {
                return row;
            }
        }
        throw new AssertionError("no class " + name);
    }

    @Test
    void aPackedDumpIsPreparedAskedInEveryWayAndKeptOverARestart() throws Exception {
        String id = incident("heap.hprof.gz", packed());
        assertThat(heap(id, "").get("state").stringValue()).isEqualTo("absent");
        HttpResponse<String> early = server.get("/api/incidents/" + id + "/heap/summary");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(TestServer.json(early).get("type").stringValue()).endsWith("heap-not-prepared");

        JsonNode ready = prepared(id);
        assertThat(ready.get("state").stringValue()).isEqualTo("ready");
        assertThat(ready.get("bytes").longValue()).isPositive();
        assertThat(heap(id, "/summary").get("objects").longValue()).isGreaterThan(10_000);

        JsonNode threadClass = classNamed(id, "java.lang.Thread");
        JsonNode instances = heap(id, "/classes/" + threadClass.get("index").intValue() + "/instances?limit=2");
        assertThat(instances.get("total").longValue())
                .isEqualTo(threadClass.get("instances").longValue()
                        + threadClass.get("unreachableInstances").longValue());
        String address =
                heap(id, "/threads?limit=1").get("items").get(0).get("address").stringValue();
        JsonNode thread = heap(id, "/threads/" + address);
        assertThat(thread.get("frames").isEmpty()).isFalse();
        JsonNode object = heap(id, "/objects/" + address);
        assertThat(object.get("isThread").booleanValue()).isTrue();
        assertThat(object.get("roots").get(0).stringValue()).isEqualTo("live thread");
        assertThat(heap(id, "/objects/" + address + "/paths").get("ways").isEmpty())
                .isFalse();
        assertThat(heap(id, "/objects/" + address + "/referrers").get("total").longValue())
                .isPositive();
        assertThat(heap(id, "/dominated/roots?limit=3").get("items").size()).isEqualTo(3);
        for (JsonNode node : heap(id, "/dominated/roots?limit=50").get("items")) {
            String above = node.get("object").get("address").stringValue();
            assertThat(heap(id, "/dominated/" + above).get("total").longValue())
                    .isEqualTo(node.get("dominates").longValue());
        }
        assertThat(heap(id, "/objects/" + address + "/values").get("fields").isEmpty())
                .isFalse();

        server.restart();
        assertThat(heap(id, "").get("state").stringValue()).isEqualTo("ready");
        assertThat(heap(id, "/summary").get("threads").intValue()).isPositive();
    }

    @Test
    void questionsThatMakeNoSenseAreRefusedAndStayWithinTheHeap() throws Exception {
        String id = incident("again.hprof.gz", packed());
        prepared(id);
        String base = "/api/incidents/" + id + "/heap/";
        assertThat(server.get(base + "objects/0x1").statusCode()).isEqualTo(404);
        assertThat(server.get(base + "objects/..%2f..").statusCode()).isIn(400, 404);
        assertThat(server.get(base + "classes/99999999").statusCode()).isEqualTo(404);
        assertThat(server.get(base + "classes/x").statusCode()).isEqualTo(404);
        assertThat(server.get(base + "classes?limit=501").statusCode()).isEqualTo(400);
        assertThat(server.get(base + "classes?limit=x").statusCode()).isEqualTo(400);
        assertThat(server.get(base + "classes?sort=size").statusCode()).isEqualTo(400);
        assertThat(server.get(base + "classes?offset=-1").statusCode()).isEqualTo(400);
        assertThat(server.get(base + "classes?offset=9223372036854775807").statusCode())
                .isEqualTo(200);
        assertThat(server.get(base + "classes?q=" + "a".repeat(301)).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/api/incidents/nosuch/heap").statusCode()).isEqualTo(404);
        assertThat(server.get("/api/incidents/nosuch/heap/summary").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatWasKeptIsMadeAnewWhenItIsDamagedAndGoesWithTheIncident() throws Exception {
        String id = incident("heap.hprof", unpacked());
        prepared(id);
        Path kept = data.resolve("kept").resolve(id);
        // The dump is no second copy.
        assertThat(Files.getAttribute(kept.resolve("dump"), "unix:nlink")).isEqualTo(2);
        assertThat(heap(id, "").get("bytes").longValue()).isEqualTo(Files.size(kept.resolve("heap")));

        byte[] whole = Files.readAllBytes(kept.resolve("heap"));
        Files.write(kept.resolve("heap"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(server.get("/api/incidents/" + id + "/heap/summary").statusCode())
                .isEqualTo(409);
        assertThat(prepared(id).get("state").stringValue()).isEqualTo("ready");
        assertThat(Files.readAllBytes(kept.resolve("heap"))).isEqualTo(whole);

        heap(id, "/summary");
        assertThat(server.delete("/api/incidents/" + id).statusCode()).isEqualTo(204);
        assertThat(Files.exists(kept)).isFalse();
        assertThat(server.get("/api/incidents/" + id + "/heap").statusCode()).isEqualTo(404);
    }

    @Test
    void whateverHappensToWhatLooksIntoAHeapTheServerGoesOn() throws Exception {
        String id = incident("mapped.hprof.gz", packed());
        prepared(id);
        String address =
                heap(id, "/threads?limit=1").get("items").get(0).get("address").stringValue();
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("LookingWorker"))
                .forEach(ProcessHandle::destroyForcibly);
        int status = server.get("/api/incidents/" + id + "/heap/summary").statusCode();
        assertThat(status).isIn(200, 503);
        heap(id, "/summary");

        // Pages of a mapped file that became shorter are no more there.
        try (FileChannel dump =
                FileChannel.open(data.resolve("kept").resolve(id).resolve("dump"), StandardOpenOption.WRITE)) {
            dump.truncate(4096);
        }
        int damaged = server.get("/api/incidents/" + id + "/heap/objects/" + address + "/values")
                .statusCode();
        assertThat(damaged).isIn(409, 503);
        assertThat(server.get("/healthz").statusCode()).isEqualTo(200);
        if (damaged == 503) {
            // The process ended with a signal: the next one finds out why.
            server.get("/api/incidents/" + id + "/heap/summary");
        }
        prepared(id);
        assertThat(heap(id, "/objects/" + address + "/values").get("fields").isEmpty())
                .isFalse();
    }

    @Test
    void whatWasKeptGoesWithTheDumpThatItIsOf(@TempDir Path other) throws Exception {
        RetentionPolicy policy = new RetentionPolicy(Duration.ofDays(1), null, 0);
        try (TestServer forgetful = TestServer.in(other, new DatabaseAddress.InFolder(other), null, policy)) {
            TestServer mine = server;
            server = forgetful;
            try {
                String id = incident("heap.hprof", unpacked());
                assertThat(prepared(id).get("state").stringValue()).isEqualTo("ready");
                forgetful.keepUp(Duration.ofDays(2));
                assertThat(other.resolve("kept").resolve(id)).doesNotExist();
                assertThat(heap(id, "").get("state").stringValue()).isEqualTo("absent");
                assertThat(server.post("/api/incidents/" + id + "/heap", "").statusCode())
                        .isEqualTo(409);
            } finally {
                server = mine;
            }
        }
    }

    @Test
    void anIncidentWithoutAHeapDumpSaysSo() throws Exception {
        String id = incident("threads.txt", Files.readAllBytes(INCIDENT.resolve("threads-1.txt")));
        JsonNode state = prepared(id);
        assertThat(state.get("state").stringValue()).isEqualTo("failed");
        assertThat(state.get("error").stringValue()).isEqualTo("The incident has no heap dump to look into.");
    }
}
