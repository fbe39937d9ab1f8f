package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.report.ReportFormat;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {
    private static final Path INCIDENT = Path.of("../sample-dumps/incidents/logback-stalled-disk");

    @TempDir
    private Path folder;

    @Test
    void killedDuringTheAnalysisAgainAndAgainItLosesNothingAndDoesNothingTwice() throws Exception {
        try (ServeProcess server = ServeProcess.start(folder)) {
            String id = put(server, "heap.hprof.gz");
            put(server, "threads-1.txt");
            for (int i = 0; i < 3; i++) {
                server.await("/api/incidents/" + id, "\"state\": \"running\"");
                Thread.sleep(300L * i);
                List<ProcessHandle> workers = server.workers().toList();
                server.kill();
                // What has nobody to work for ends by itself.
                for (ProcessHandle worker : workers) {
                    worker.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
                }
                server.restart();
            }

            server.await("/api/incidents/" + id, "\"state\": \"done\"");

            assertThat(server.get("/api/incidents/" + id)).contains("\"subsystem\": \"Logback\"");
            assertThat(server.get("/api/incidents/" + id + "/report.json")).contains("threads-1.txt", "heap.hprof.gz");
            assertThat(filesIn("data/work")).isEmpty();
            assertThat(filesIn("data/uploads")).isEmpty();
            assertThat(filesIn("data/contents")).hasSize(2);
            assertThat(filesIn("data/reports")).hasSize(ReportFormat.values().length);
            assertThat(server.terminate()).isEqualTo(143);
            server.restart();
            assertThat(server.get("/api/incidents/" + id)).contains("\"state\": \"done\"");
        }
    }

    private static String put(ServeProcess server, String name) throws Exception {
        HttpResponse<String> answer = server.send(
                server.request("/put/outage-1/" + name).PUT(HttpRequest.BodyPublishers.ofFile(INCIDENT.resolve(name))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private List<Path> filesIn(String name) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void anUploadThroughThreeKillsArrivesByteForByte() throws Exception {
        Path file = folder.resolve("heap.bin");
        byte[] content = new byte[200 << 20];
        new Random(5).nextBytes(content);
        Files.write(file, content);
        try (ServeProcess server = ServeProcess.start(folder)) {
            Process upload = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.holdup.cli.Main",
                            "upload",
                            file.toString(),
                            "--to",
                            server.address(),
                            "--service",
                            "shop")
                    .redirectError(folder.resolve("upload-err.txt").toFile())
                    .start();
            String upTo = "\"offset\": ([1-9][0-9]*)";
            long before = 0;
            for (int i = 0; i < 3; i++) {
                String id = server.await("/api/incidents?service=shop", "\"id\": \"([a-z0-9]+)\"");
                long offset = 0;
                while (offset <= before) {
                    offset = Long.parseLong(server.await("/api/incidents/" + id, upTo));
                }
                before = offset;
                server.killAndRestart();
                // What was there is there still.
                assertThat(Long.parseLong(server.await("/api/incidents/" + id, upTo)))
                        .isGreaterThanOrEqualTo(before);
            }

            assertThat(upload.waitFor())
                    .as(Files.readString(folder.resolve("upload-err.txt")))
                    .isZero();

            String page =
                    new String(upload.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
            String id = page.substring(page.lastIndexOf('/') + 1);
            assertThat(page).startsWith(server.address() + "/#/incidents/");
            assertThat(server.get("/api/incidents/" + id))
                    .contains("\"sha256\": \""
                            + hex(MessageDigest.getInstance("SHA-256").digest(content)) + "\"");
            assertThat(filesIn("data/contents")).hasSize(1);
            assertThat(Files.mismatch(filesIn("data/contents").getFirst(), file))
                    .isEqualTo(-1);
            // Run again, it has nothing left to do and says the same.
            HoldupProcess again =
                    HoldupProcess.run(folder, "upload", file.toString(), "--to", server.address(), "--service", "shop");
            assertThat(again.out().strip()).isEqualTo(page);
            assertThat(filesIn("data/contents")).hasSize(1);
        }
    }

    @Test
    void aFolderThatAnotherServerUsesIsRefusedInOneSentence() throws Exception {
        try (ServeProcess server = ServeProcess.start(folder)) {
            HoldupProcess second = HoldupProcess.run(folder, "serve", "--port", "0", "--data", "data");

            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err().lines().filter(line -> line.startsWith("holdup: ")))
                    .singleElement()
                    .asString()
                    .startsWith("holdup: Cannot serve data on port 0 (")
                    .endsWith("check --data and --port, and that no other server uses them.");
            assertThat(server.get("/readyz")).isEqualTo("ready\n");
        }
    }

    @Test
    void anUploadToNobodyEndsInOneSentence() throws Exception {
        Files.writeString(folder.resolve("x.txt"), "x");

        HoldupProcess wrong = HoldupProcess.run(folder, "upload", "x.txt", "--to", "ftp://example.org");

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err().strip())
                .isEqualTo(
                        "holdup: --to ftp://example.org is no address of a server: write one like http://127.0.0.1:8080.");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
