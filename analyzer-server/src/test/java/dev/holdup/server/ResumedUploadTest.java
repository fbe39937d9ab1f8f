package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ResumedUploadTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    private final byte[] file = new byte[5_000_003];

    @BeforeEach
    void start() throws Exception {
        new Random(11).nextBytes(file);
        server = serverIn(folder.resolve("data"));
    }

    TestServer serverIn(Path data) throws Exception {
        return TestServer.in(data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anUploadThatBreaksOffThreeTimesIsByteIdentical() throws Exception {
        String upload = server.beginUpload("heap.hprof", file.length);
        long offset = 0;
        for (int i = 0; i < 3; i++) {
            server.sendAndBreakOff(
                    "PATCH " + upload + " HTTP/1.1\nHost: 127.0.0.1\nTus-Resumable: 1.0.0\n"
                            + "Content-Type: application/offset+octet-stream\nUpload-Offset: " + offset
                            + "\nContent-Length: "
                            + (file.length - offset) + "\n\n",
                    Arrays.copyOfRange(file, (int) offset, (int) offset + 1_000_000 + i));
            long before = offset;
            offset = settled(upload);
            assertThat(offset).isGreaterThan(before).isLessThan(file.length);
            if (i == 1) {
                server.restart();
                assertThat(server.offset(upload)).isEqualTo(offset);
            }
        }

        HttpResponse<String> last =
                server.send(server.part(upload, offset, Arrays.copyOfRange(file, (int) offset, file.length))
                        .build());

        assertThat(last.statusCode()).isEqualTo(204);
        assertThat(server.offset(upload)).isEqualTo(file.length);
        JsonNode stored = onlyFile(upload);
        assertThat(stored.get("sha256").stringValue()).isEqualTo(sha256(file));
        assertThat(server.content(sha256(file))).isEqualTo(file);
    }

    /// Up to where it is there, once the server has noticed that the sender is gone.
    private long settled(String upload) throws Exception {
        long offset = -1;
        while (offset != server.offset(upload) || offset <= 0) {
            offset = server.offset(upload);
            Thread.sleep(300);
        }
        return offset;
    }

    private JsonNode onlyFile(String upload) throws Exception {
        String incident = server.send(server.tus(upload).HEAD().build())
                .headers()
                .firstValue("Holdup-Incident")
                .orElseThrow();
        JsonNode files = json(server.get("/api/incidents/" + incident)).get("files");
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    @Test
    void aPartFromAnotherOffsetIsRefusedWithTheRightOne() throws Exception {
        String upload = server.beginUpload("heap.hprof", 10);
        server.send(server.part(upload, 0, new byte[4]).build());

        HttpResponse<String> wrong =
                server.send(server.part(upload, 2, new byte[4]).build());

        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(wrong.headers().firstValue("Upload-Offset")).contains("4");
        assertThat(json(wrong).get("type").stringValue()).isEqualTo("urn:holdup:problem:wrong-offset");
    }

    @Test
    void aDamagedPartIsNotKeptAndAWholeOneIs() throws Exception {
        byte[] part = Arrays.copyOf(file, 300_000);
        String upload = server.beginUpload("heap.hprof", part.length);
        String checksum = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(part));
        byte[] damaged = part.clone();
        damaged[200_000]++;

        HttpResponse<String> refused = server.send(server.part(upload, 0, damaged)
                .header("Upload-Checksum", "sha1 " + checksum)
                .build());

        assertThat(refused.statusCode()).isEqualTo(460);
        assertThat(server.offset(upload)).isZero();
        HttpResponse<String> taken = server.send(server.part(upload, 0, part)
                .header("Upload-Checksum", "sha1 " + checksum)
                .build());
        assertThat(taken.statusCode()).isEqualTo(204);
        assertThat(onlyFile(upload).get("sha256").stringValue()).isEqualTo(sha256(part));
    }

    @Test
    void anUploadThatIsTerminatedLeavesNothing() throws Exception {
        String upload = server.beginUpload("heap.hprof", file.length);
        server.send(server.part(upload, 0, Arrays.copyOf(file, 1000)).build());
        assertThat(server.filesOnDisk()).hasSize(1);

        HttpResponse<String> ended = server.send(server.tus(upload).DELETE().build());

        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(server.filesOnDisk()).isEmpty();
        assertThat(server.send(server.tus(upload).HEAD().build()).statusCode()).isEqualTo(404);
    }

    @Test
    void theSameContentIsStoredOnceAndGoesWithItsLastIncident() throws Exception {
        byte[] content = Arrays.copyOf(file, 1000);
        String first = TestServer.incidentOf(server.put("/put/one.bin", content));
        String second = TestServer.incidentOf(server.put("/put/two.bin", content));
        server.awaitState(first, "failed");
        server.awaitState(second, "failed");
        assertThat(server.filesOnDisk()).hasSize(1);

        server.delete("/api/incidents/" + first);
        assertThat(server.filesOnDisk()).hasSize(1);
        assertThat(json(server.get("/api/incidents/" + second))
                        .get("files")
                        .get(0)
                        .get("sha256")
                        .stringValue())
                .isEqualTo(sha256(content));
        server.delete("/api/incidents/" + second);
        assertThat(server.filesOnDisk()).isEmpty();
    }

    @Test
    void whatTheServerSpeaksIsSaid() throws Exception {
        HttpResponse<String> options = server.send(server.request("/api/uploads")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Tus-Extension")).contains("creation,checksum,termination");
        assertThat(options.headers().firstValue("Tus-Max-Size")).contains(Long.toString(TestServer.FILE_LIMIT));
        assertThat(options.headers().firstValue("Tus-Checksum-Algorithm")).contains("md5,sha1,sha256,sha512");
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
