package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    @TempDir
    private Path folder;

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
