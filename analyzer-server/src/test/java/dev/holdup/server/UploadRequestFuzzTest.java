package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.TrustedProxy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever header lines reach a real server that wants tokens: it answers each request once, in its own words, lets
/// through only what has a token or cookie and comes from no other site, and keeps what its answers say.
///
/// An input has one header line a line; `<token>` and `<cookie>` stand for those that are right. Its first character
/// chooses the request.
@Timeout(20)
class UploadRequestFuzzTest {
    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final long LENGTH = 1000;
    private static final byte[] BODY = "JAVA PROFILE".getBytes(StandardCharsets.US_ASCII);
    private static final String AUTHORIZED = "Host: localhost\nAuthorization: Bearer <token>\nTus-Resumable: 1.0.0\n";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    private static String token = "";
    private static String cookie = "";

    @BeforeAll
    static void start() throws Exception {
        // Seconds: no connection of ours is used again that the server may just close as idle.
        System.setProperty("jdk.httpclient.keepalive.timeout", "1");
        // So many requests come from nobody else.
        int unlimited = 1_000_000;
        server = TestServer.receiving(
                folder.resolve("data"),
                new AccessSettings(
                        false, TrustedProxy.NONE, unlimited, unlimited, unlimited, Duration.ofDays(1), 1000));
        token = server.makeToken("admin", "admin");
        HttpResponse<String> in = server.post("/api/session", "{\"token\":\"" + token + "\"}");
        String set = in.headers().firstValue("Set-Cookie").orElseThrow();
        cookie = set.substring(0, set.indexOf(';'));
        server.use(token);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<byte[]> seeds() {
        String part = AUTHORIZED + "Content-Type: application/offset+octet-stream\n";
        return Stream.of(
                        "C" + AUTHORIZED + "Upload-Length: 12\nUpload-Metadata: filename aGVhcA==,label bmlnaHQ=",
                        "C" + AUTHORIZED + "Upload-Length: 9223372036854775807\nUpload-Metadata: incident YWEA",
                        "C" + AUTHORIZED + "Upload-Length: 0\nContent-Length: 0",
                        "A" + part + "Upload-Offset: 4\nContent-Length: 12",
                        "A" + part + "Upload-Offset: 4\nTransfer-Encoding: chunked",
                        "A" + part + "Upload-Offset: 9223372036854775807\nContent-Length: 12",
                        "A" + part + "Upload-Offset: 4\nContent-Length: 3\nContent-Length: 4",
                        "A" + part + "Upload-Offset: 4\nUpload-Checksum: sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=\n"
                                + "Content-Length: 12",
                        "A" + part + "Upload-Offset: 4\nContent-Length: 12\nX-HTTP-Method-Override: DELETE",
                        "A" + part + "Upload-Offset: 4\nContent-Length: 12\nExpect: 100-continue",
                        "H" + AUTHORIZED + "Origin: https://evil.example",
                        "D" + AUTHORIZED + "Origin: http://localhost",
                        "DHost: localhost:8080\nCookie: <cookie>; holdup-session=x\nTus-Resumable: 1.0.0\n"
                                + "Sec-Fetch-Site: same-origin",
                        "DHost: [::1]:80\nCookie: a=b; <cookie>\nTus-Resumable: 1.0.0\nOrigin: http://[::1]:80",
                        "DHost: evil.example\nCookie: <cookie>\nSec-Fetch-Site: cross-site\nOrigin: null",
                        "DHost: localhost\nAuthorization: bearer  <token> \nAuthorization: Basic YTpi\n"
                                + "X-Forwarded-For: 10.0.0.1\nX-Forwarded-Proto: https")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("seeds")
    @FuzzTest
    void onlyWhoMayIsLetThroughWhateverTheHeaders(byte[] content) throws Exception {
        if (content.length == 0) {
            return;
        }
        List<String> lines = new String(content, 1, content.length - 1, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.replace("<token>", token).replace("<cookie>", cookie))
                .toList();
        String upload = server.beginUpload("heap.hprof", LENGTH);
        server.send(server.part(upload, 0, new byte[4]).build());
        String incident = incidentOf(upload);
        char kind = (char) content[0];
        RawAnswer answer = RawAnswer.to(server.port(), request(kind, upload) + " HTTP/1.1", lines, BODY);

        assertThat(answer.isWellFormed()).as(answer.head()).isTrue();
        assertThat(answer.head()).doesNotContain(token, cookie);
        if (answer.status() >= 300) {
            // What is the client's fault, or an encoding of the body that no server need know.
            assertThat(answer.status())
                    .as(answer.head())
                    .satisfiesAnyOf(
                            status -> assertThat(status).isBetween(400, 499),
                            status -> assertThat(status).isEqualTo(501));
        } else {
            assertMayPass(kind, lines);
        }
        assertKept(kind, lines, upload, answer);
        String made = answer.header("Holdup-Incident");
        if (made != null && kind == 'C') {
            server.delete("/api/incidents/" + made);
        }
        server.delete("/api/incidents/" + incident);
        assertThat(server.filesOnDisk()).isEmpty();
    }

    private static String request(char kind, String upload) {
        return switch (kind) {
            case 'C' -> "POST /api/uploads";
            case 'A' -> "PATCH " + upload;
            case 'D' -> "DELETE " + upload;
            default -> "HEAD " + upload;
        };
    }

    private static String incidentOf(String upload) throws IOException, InterruptedException {
        HttpResponse<String> head = server.send(server.tus(upload).HEAD().build());
        return head.headers()
                .firstValue("Holdup-Incident")
                .orElseThrow(() -> new AssertionError(head + " " + head.headers()));
    }

    /// What a request must have had that was let through.
    private static void assertMayPass(char kind, List<String> lines) {
        List<String> hosts = values(lines, "host");
        assertThat(hosts).hasSize(1);
        String host = hosts.getFirst().toLowerCase(Locale.ROOT);
        assertThat(OWN_NAMES).contains(host.replaceFirst(":[0-9]*$", ""));
        assertThat(lines).anyMatch(line -> line.contains(token) || line.contains(cookie));
        assertThat(values(lines, "tus-resumable")).contains("1.0.0");
        if (kind == 'C' || kind == 'A' || kind == 'D') {
            assertThat(values(lines, "origin").stream().limit(1))
                    .allMatch(origin -> origin.toLowerCase(Locale.ROOT).endsWith("://" + host));
            assertThat(values(lines, "sec-fetch-site").stream().limit(1)).isSubsetOf("same-origin", "none");
        }
    }

    /// What is there afterwards is what was there before and what the answer says.
    private static void assertKept(char kind, List<String> lines, String upload, RawAnswer answer) throws Exception {
        boolean passed = answer.status() < 300;
        HttpResponse<String> now = server.send(server.tus(upload).HEAD().build());
        if (kind == 'D' && passed) {
            assertThat(now.statusCode()).isEqualTo(404);
            return;
        }
        assertThat(now.headers().firstValueAsLong("Upload-Length"))
                .as(now + " after " + answer.head())
                .hasValue(LENGTH);
        long offset = now.headers().firstValueAsLong("Upload-Offset").orElseThrow();
        if (kind == 'A' && passed) {
            assertThat(values(lines, "upload-offset").getFirst()).matches("\\+?0*4");
            assertThat(answer.header("Upload-Offset")).isEqualTo(Long.toString(offset));
        }
        assertThat(offset).isBetween(4L, kind == 'A' ? 4L + BODY.length : 4L);
    }

    private static List<String> values(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }
}
