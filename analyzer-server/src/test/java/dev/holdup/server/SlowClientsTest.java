package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients that send a byte now and then, so that no time of idleness ever passes.
class SlowClientsTest {
    @TempDir
    private Path folder;

    @Test
    void aHeadABodyAndAnUploadThatTrickleAreEndedAndNothingStays() throws Exception {
        try (TestServer server = TestServer.in(folder.resolve("data"))) {
            String upload = server.beginUpload("slow.hprof", 1_000_000);
            String incident = TestServer.incidentOf(server.post("/api/incidents", "{\"title\":\"kept\"}"));
            CompletableFuture<Long> head = trickle(server, "GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
            CompletableFuture<Long> body = trickle(
                    server,
                    "POST /api/incidents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 60000\r\n\r\n{\"title\":\"");
            CompletableFuture<Long> whole = trickle(
                    server, "PUT /put/slow.hprof HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
            CompletableFuture<Long> part = trickle(
                    server,
                    "PATCH " + upload + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                            + "Content-Type: application/offset+octet-stream\r\nContent-Length: 1000000\r\n\r\n");
            // Meanwhile others are served.
            assertThat(server.get("/api/incidents/" + incident).statusCode()).isEqualTo(200);

            assertThat(head.get(60, TimeUnit.SECONDS)).isBetween(15L, 30L);
            assertThat(body.get(60, TimeUnit.SECONDS)).isBetween(25L, 45L);
            assertThat(whole.get(60, TimeUnit.SECONDS)).isBetween(25L, 45L);
            assertThat(part.get(60, TimeUnit.SECONDS)).isBetween(25L, 45L);

            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (server.filesOnDisk().size() > 1 && System.nanoTime() < until) {
                Thread.sleep(100);
            }
            // What came of the part is there still, to go on from; of the others nothing.
            assertThat(server.offset(upload)).isPositive();
            assertThat(server.filesOnDisk())
                    .containsExactly("uploads/" + upload.substring(upload.lastIndexOf('/') + 1));
            assertThat(json(server.get("/api/incidents")).get("items")).hasSize(2);
        }
    }

    /// Sends a byte every half second until the server ends it; after how many seconds it does.
    private static CompletableFuture<Long> trickle(TestServer server, String begin) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long start = System.nanoTime();
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                        socket.setSoTimeout(500);
                        OutputStream out = socket.getOutputStream();
                        out.write(begin.getBytes(StandardCharsets.ISO_8859_1));
                        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
                            out.write('x');
                            out.flush();
                            try {
                                if (socket.getInputStream().read() < 0) {
                                    break;
                                }
                            } catch (java.net.SocketTimeoutException goesOn) {
                                // The next byte.
                            }
                        }
                    } catch (IOException ended) {
                        // By the server.
                    }
                    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
                },
                task -> Thread.ofVirtual().start(task));
    }
}
