package dev.holdup.server;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.TlsFiles;
import dev.holdup.server.content.BucketAddress;
import dev.holdup.server.deeper.KeepSettings;
import dev.holdup.server.queue.AnalysisSettings;
import dev.holdup.server.store.DatabaseAddress;
import dev.holdup.server.upkeep.RetentionPolicy;
import dev.holdup.server.web.DeclaredRoutes;
import dev.holdup.worker.MemoryBudget;
import java.io.IOException;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real server on a free port, asked over HTTP.
final class TestServer implements AutoCloseable {
    static final long FILE_LIMIT = 64L << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http;
    private final ServerSettings settings;
    private final Path data;
    /// How far the server's clock is ahead.
    private Duration later = Duration.ZERO;

    private HoldupServer server;
    private @Nullable String token;

    private TestServer(ServerSettings settings) throws Exception {
        this(settings, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1));
    }

    private TestServer(ServerSettings settings, HttpClient.Builder http) throws Exception {
        this.http = http.build();
        this.settings = settings;
        this.data = settings.data();
        this.server = start();
    }

    private HoldupServer start() throws Exception {
        return HoldupServer.start(settings, () -> Instant.now().plus(later));
    }

    /// Moves the server's clock on and has it do what it does from time to time.
    void keepUp(Duration further) throws IOException {
        later = later.plus(further);
        server.keepUp();
    }

    static TestServer in(Path data) throws Exception {
        return in(data, new DatabaseAddress.InFolder(data));
    }

    static TestServer in(Path data, AccessSettings access) throws Exception {
        return new TestServer(
                settings(data, new DatabaseAddress.InFolder(data), null, RetentionPolicy.NOTHING_GOES, access, null));
    }

    /// That analyzes nothing within the time of a test.
    static TestServer receiving(Path data, AccessSettings access) throws Exception {
        ServerSettings usual =
                settings(data, new DatabaseAddress.InFolder(data), null, RetentionPolicy.NOTHING_GOES, access, null);
        return new TestServer(new ServerSettings(
                usual.host(),
                usual.port(),
                usual.data(),
                usual.database(),
                usual.bucket(),
                usual.retention(),
                usual.hostNames(),
                usual.access(),
                usual.tls(),
                usual.fileBytes(),
                usual.incidentBytes(),
                usual.freeBytes(),
                Duration.ofDays(1),
                usual.analysis(),
                usual.keep()));
    }

    /// That speaks TLS.
    static TestServer in(Path data, AccessSettings access, TestCertificate certificate) throws Exception {
        return new TestServer(
                settings(
                        data,
                        new DatabaseAddress.InFolder(data),
                        null,
                        RetentionPolicy.NOTHING_GOES,
                        access,
                        certificate.files()),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(certificate.trusting()));
    }

    /// Of a role; to be used from now on by who wants to.
    String makeToken(String name, String role) throws IOException, InterruptedException {
        return json(post("/api/tokens", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}"))
                .get("token")
                .stringValue();
    }

    static TestServer in(Path data, DatabaseAddress database) throws Exception {
        return in(data, database, null, RetentionPolicy.NOTHING_GOES);
    }

    static TestServer in(Path data, DatabaseAddress database, BucketAddress bucket) throws Exception {
        return in(data, database, bucket, RetentionPolicy.NOTHING_GOES);
    }

    static TestServer in(Path data, DatabaseAddress database, @Nullable BucketAddress bucket, RetentionPolicy retention)
            throws Exception {
        return new TestServer(settings(data, database, bucket, retention, AccessSettings.local(), null));
    }

    private static ServerSettings settings(
            Path data,
            DatabaseAddress database,
            @Nullable BucketAddress bucket,
            RetentionPolicy retention,
            AccessSettings access,
            @Nullable TlsFiles tls) {
        AnalysisSettings analysis = new AnalysisSettings(
                new MemoryBudget(1L << 30), 1, 1, Duration.ofMinutes(2), 100, List.of(), "0.0.0-test");
        return new ServerSettings(
                "127.0.0.1",
                0,
                data,
                database,
                bucket,
                retention,
                List.of(),
                access,
                tls,
                FILE_LIMIT,
                100L << 20,
                1L << 20,
                Duration.ofMillis(200),
                analysis,
                KeepSettings.of(KeepSettings.DEFAULT_BYTES));
    }

    void restart() throws Exception {
        server.close();
        server = start();
    }

    int port() {
        return server.port();
    }

    List<DeclaredRoutes.Route> routes() {
        return server.routes();
    }

    /// From now on it sends this token with each request; none if null.
    void use(@Nullable String token) {
        this.token = token;
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create((settings.tls() == null ? "http" : "https") + "://127.0.0.1:" + port() + path))
                .timeout(PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE().build());
    }

    HttpResponse<String> put(String path, byte[] content) throws IOException, InterruptedException {
        return send(request(path)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                .build());
    }

    static JsonNode json(HttpResponse<String> response) {
        return MAPPER.readTree(response.body());
    }

    /// Begins an upload; its path.
    String beginUpload(String name, long bytes, String... more) throws IOException, InterruptedException {
        StringBuilder metadata = new StringBuilder("filename " + base64(name));
        for (int i = 0; i < more.length; i += 2) {
            metadata.append(',').append(more[i]).append(' ').append(base64(more[i + 1]));
        }
        HttpResponse<String> begun = send(tus("/api/uploads")
                .header("Upload-Length", Long.toString(bytes))
                .header("Upload-Metadata", metadata.toString())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        if (begun.statusCode() != 201) {
            throw new AssertionError(begun.statusCode() + " " + begun.body());
        }
        return begun.headers().firstValue("Location").orElseThrow();
    }

    HttpRequest.Builder tus(String path) {
        return request(path).header("Tus-Resumable", "1.0.0");
    }

    HttpRequest.Builder part(String upload, long offset, byte[] content) {
        return tus(upload)
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", Long.toString(offset))
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(content));
    }

    long offset(String upload) throws IOException, InterruptedException {
        return send(tus(upload).HEAD().build())
                .headers()
                .firstValueAsLong("Upload-Offset")
                .orElseThrow();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends exactly these bytes on a connection and breaks it off.
    void sendAndBreakOff(String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        }
    }

    /// The first line of the answer to exactly these bytes.
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(40_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.ISO_8859_1);
        }
    }

    /// The incident, once it is as it should be.
    JsonNode await(String id, Predicate<JsonNode> wanted) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode incident = json(get("/api/incidents/" + id));
            if (wanted.test(incident)) {
                return incident;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("still so: " + incident);
            }
            Thread.sleep(100);
        }
    }

    JsonNode awaitState(String id, String state) throws IOException, InterruptedException {
        return await(id, incident -> incident.get("state").stringValue().equals(state));
    }

    /// Every file that holds content of clients, with its path below the data folder or the bucket's prefix; once all
    /// that is to lie in the bucket does.
    List<String> filesOnDisk() throws IOException, InterruptedException {
        List<String> local = localFiles();
        BucketAddress address = settings.bucket();
        if (address == null) {
            return local;
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<String> before = List.of("not asked");
        List<String> there = RealBucket.names(address);
        while ((!there.equals(before)
                        || local.stream().anyMatch(file -> !file.startsWith("uploads/") && !file.startsWith("work/")))
                && System.nanoTime() < until) {
            Thread.sleep(500);
            before = there;
            there = RealBucket.names(address);
            local = localFiles();
        }
        return Stream.concat(local.stream(), there.stream()).sorted().toList();
    }

    private List<String> localFiles() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> data.relativize(file).toString())
                    .filter(file -> !file.startsWith("holdup."))
                    .sorted()
                    .toList();
        }
    }

    /// What is stored for the content with this hash.
    byte[] content(String sha256) throws IOException, InterruptedException {
        BucketAddress address = settings.bucket();
        if (address != null) {
            filesOnDisk();
            return RealBucket.read(address, "contents/" + sha256.substring(0, 2) + "/" + sha256);
        }
        return Files.readAllBytes(
                data.resolve("contents").resolve(sha256.substring(0, 2)).resolve(sha256));
    }

    static String incidentOf(HttpResponse<String> made) {
        String location = made.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
