package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that others reach, from its first token to its end, by commands alone.
class ServeForOthersTest {
    private static final Path THREADS = Path.of("../sample-dumps/incidents/logback-stalled-disk/threads-1.txt")
            .toAbsolutePath();

    @TempDir
    private Path folder;

    private Process serve(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.holdup.cli.Main",
                "serve",
                "--port",
                "0",
                "--data",
                "data",
                "--settle",
                "0.1"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private String address(Process server) throws IOException {
        String line = new BufferedReader(server.inputReader(StandardCharsets.UTF_8)).readLine();
        assertThat(line).as(Files.readString(folder.resolve("err.txt"))).isNotNull();
        return line;
    }

    private HoldupProcess holdup(Map<String, String> environment, String... arguments) throws Exception {
        return HoldupProcess.runWith(folder, environment, arguments);
    }

    @Test
    void withoutATokenItDoesNotListenAndWithOneOverTlsItTakesFilesOfThoseWhoHaveOne() throws Exception {
        HoldupProcess refused = holdup(Map.of(), "serve", "--port", "0", "--data", "data", "--listen", "0.0.0.0");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "holdup: --listen 0.0.0.0 can be reached from elsewhere, and nobody would have to say who they"
                                + " are: make a token first");
        HoldupProcess made = holdup(Map.of(), "token", "create", "--role", "admin", "--name", "me", "--data", "data");
        assertThat(made.out()).matches("holdup_[a-z2-9]{16}_[A-Za-z0-9_-]{43}\\R");
        assertThat(made.err())
                .contains("This is the only time that the token is shown")
                .doesNotContain("INFO");
        Files.writeString(folder.resolve("admin.token"), made.out());
        keyAndCertificate();

        Process server = serve("--listen", "0.0.0.0", "--tls-cert", "server.crt", "--tls-key", "server.key");
        try {
            String address = address(server).replace("0.0.0.0", "localhost");
            assertThat(address).startsWith("https://localhost:");
            String[] access = {"--to", address, "--token-file", "admin.token", "--cacert", "server.crt"};
            HoldupProcess inUse = holdup(Map.of(), "token", "list", "--data", "data");
            assertThat(inUse.exitCode()).isEqualTo(2);
            assertThat(inUse.err()).contains("if a server uses it, give the server's address with --to.");
            String upload = holdup(
                            Map.of(),
                            with(access, "token", "create", "--role", "upload", "--name", "web-7", "--expires", "3"))
                    .out()
                    .strip();
            String[] sending = {"upload", THREADS.toString(), "--to", address, "--cacert", "server.crt"};

            HoldupProcess nobody = holdup(Map.of("HOLDUP_TOKEN", ""), sending);
            HoldupProcess sent = holdup(Map.of("HOLDUP_TOKEN", upload), sending);

            assertThat(nobody.exitCode()).isEqualTo(2);
            assertThat(nobody.err()).contains("put a token of it into HOLDUP_TOKEN");
            assertThat(sent.exitCode()).as(sent.err()).isZero();
            assertThat(sent.out()).startsWith(address.substring(0, address.length() - 1));
            String listed = holdup(Map.of(), with(access, "token", "list")).out();
            assertThat(listed)
                    .containsPattern("admin +me \\(made 20.*last used 20")
                    .containsPattern("upload +web-7 \\(made 20.*last used 20.*expires 20");
            assertThat(listed).doesNotContain(upload.substring(upload.length() - 43));
            String id = upload.split("_", 3)[1];
            assertThat(holdup(Map.of(), with(access, "token", "revoke", id)).exitCode())
                    .isZero();
            assertThat(holdup(Map.of("HOLDUP_TOKEN", upload), sending).exitCode())
                    .isEqualTo(2);
        } finally {
            server.destroy();
            assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(holdup(Map.of(), "token", "list", "--data", "data").out()).contains("revoked 20");
    }

    private static String[] with(String[] last, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(last));
        return all.toArray(String[]::new);
    }

    private void keyAndCertificate() throws Exception {
        Process openssl = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "s",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "for a test",
                        "-keystore",
                        "s.p12")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(openssl.waitFor()).isZero();
        char[] password = "for a test".toCharArray();
        java.security.KeyStore store =
                java.security.KeyStore.getInstance(folder.resolve("s.p12").toFile(), password);
        pem("server.crt", "CERTIFICATE", store.getCertificate("s").getEncoded());
        pem("server.key", "PRIVATE KEY", store.getKey("s", password).getEncoded());
    }

    private void pem(String name, String what, byte[] content) throws IOException {
        Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + what + "-----\n"
                        + java.util.Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + what + "-----\n");
    }

    @Test
    void whatCannotBeIsToldInOneSentence() throws Exception {
        Files.writeString(folder.resolve("x.pem"), "nothing");
        record Wrong(String sentence, String... arguments) {}
        for (Wrong wrong : List.of(
                new Wrong("--tls-cert and --tls-key belong together", "--tls-cert", "x.pem"),
                new Wrong("x.pem has no certificate", "--tls-cert", "x.pem", "--tls-key", "x.pem"),
                new Wrong("--proxy proxy.example is no address", "--proxy", "proxy.example"),
                new Wrong("give the proxy's address with --proxy", "--trust-header", "X-User"),
                new Wrong("--group '*=read'", "--trust-header", "X-User", "--proxy", "10.0.0.1"),
                new Wrong("'king' is no role", "--trust-header", "X", "--proxy", "10.0.0.1", "--group", "a=king"),
                new Wrong("--group and --groups-header belong to --trust-header", "--group", "a=read"),
                new Wrong("--log must be text or json", "--log", "xml"))) {
            HoldupProcess refused = holdup(Map.of(), with(wrong.arguments(), "serve", "--port", "0", "--data", "data"));
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
            assertThat(refused.err()).contains(wrong.sentence());
        }
    }

    /// What a service manager does: it lets requests end, and those who listen to events go. the log is one object a
    /// line.
    @Test
    void endedBySignalItLetsRequestsEnd() throws Exception {
        Process server = serve();
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create(address(server));
            byte[] content = Files.readAllBytes(THREADS);
            try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
                    Socket listener = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
                listener.getOutputStream()
                        .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                InputStream events = listener.getInputStream();
                assertThat(events.read()).isEqualTo('H');
                OutputStream out = sender.getOutputStream();
                out.write(("PUT /put/last.txt HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + content.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(content, 0, 1000);
                out.flush();
                awaitUpload(http, address);

                server.destroy();

                Thread.sleep(1500);
                assertThat(server.isAlive()).isTrue();
                out.write(content, 1000, content.length - 1000);
                out.flush();
                byte[] answer = sender.getInputStream().readNBytes(12);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 201");
                listener.setSoTimeout(10_000);
                events.readAllBytes();
            }
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isEqualTo(143);
        } finally {
            server.destroyForcibly().waitFor();
        }
        Process next = serve();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(get(http, URI.create(address(next)).resolve("/api/incidents")))
                    .contains("\"last.txt\"");
        } finally {
            next.destroy();
            next.waitFor();
        }
    }

    private static void awaitUpload(HttpClient http, URI address) throws Exception {
        long until = System.nanoTime() + 30_000_000_000L;
        while (!get(http, address.resolve("/metrics")).contains("holdup_uploads_open 1") && System.nanoTime() < until) {
            Thread.sleep(50);
        }
    }

    private static String get(HttpClient http, URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
