package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Files that were made to do harm. Each ends in a sentence, and leaves nothing when its incident is deleted.
class HostileUploadTest {
    private static final byte[] HPROF =
            "JAVA PROFILE 1.0.2\0\0\0\0\u0008\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.in(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatExplodesOrClimbsIsToldAndLeavesNothing() throws Exception {
        List<String> incidents = new ArrayList<>();
        incidents.add(put("zeros.gz", gzip(new byte[0], 400 << 20)));
        incidents.add(put("heap.hprof.gz", gzip(HPROF, 200 << 20)));
        incidents.add(put("entries.zip", manyEntries()));
        incidents.add(put("nested.zip", nested()));
        incidents.add(put("climbing.zip", climbing()));
        incidents.add(put("length.hprof", lyingLength()));
        incidents.add(put("cut.gz", java.util.Arrays.copyOf(gzip(HPROF, 1 << 20), 300)));

        for (String id : incidents) {
            JsonNode ended = server.await(id, incident -> {
                String state = incident.get("state").stringValue();
                return state.equals("failed") || state.equals("done");
            });
            String error = ended.path("error").asString("");
            if (ended.get("state").stringValue().equals("failed")) {
                assertThat(error).contains(ended.get("title").stringValue());
            }
            assertThat(error.toLowerCase(Locale.ROOT))
                    .doesNotContain(folder.toString(), "exception", "java.", "dev.holdup");
        }
        long until = System.nanoTime() + 10_000_000_000L;
        while (server.filesOnDisk().stream().anyMatch(file -> file.startsWith("work/")) && System.nanoTime() < until) {
            Thread.sleep(50);
        }
        assertThat(server.filesOnDisk()).allMatch(file -> file.matches("(contents|reports)/.*"));
        assertThat(folder.resolveSibling("climbed.txt")).doesNotExist();
        for (String id : incidents) {
            assertThat(server.delete("/api/incidents/" + id).statusCode()).isEqualTo(204);
        }
        assertThat(server.filesOnDisk()).isEmpty();
        assertThat(json(server.get("/api/incidents")).get("items")).isEmpty();
    }

    private String put(String name, byte[] content) throws Exception {
        return TestServer.incidentOf(server.put("/put/" + name, content));
    }

    private static byte[] gzip(byte[] begin, int zeros) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(begin);
            byte[] block = new byte[1 << 16];
            for (int left = zeros; left > 0; left -= block.length) {
                out.write(block, 0, Math.min(left, block.length));
            }
        }
        return packed.toByteArray();
    }

    private static byte[] manyEntries() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (int i = 0; i < 30_000; i++) {
                zip.putNextEntry(new ZipEntry("d/" + i));
                zip.closeEntry();
            }
        }
        return packed.toByteArray();
    }

    private static byte[] nested() throws IOException {
        byte[] inner = gzip(HPROF, 1 << 20);
        for (int depth = 0; depth < 40; depth++) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(packed)) {
                zip.putNextEntry(new ZipEntry("inner.zip"));
                zip.write(inner);
                zip.closeEntry();
            }
            inner = packed.toByteArray();
        }
        return inner;
    }

    private static byte[] climbing() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            for (String name : new String[] {"../../../../climbed.txt", "/tmp/climbed.txt", "a/../../climbed.txt"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("climbed".getBytes(StandardCharsets.US_ASCII));
                zip.closeEntry();
            }
        }
        return packed.toByteArray();
    }

    /// A record that says it has four gigabytes, and another inside of it that says so, too.
    private static byte[] lyingLength() {
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        dump.writeBytes(HPROF);
        for (int i = 0; i < 1000; i++) {
            dump.writeBytes(new byte[] {0x1c, 0, 0, 0, 0, -1, -1, -1, -1, 0x22, -1, -1, -1, -1, -1, -1, -1, -1});
        }
        return dump.toByteArray();
    }
}
