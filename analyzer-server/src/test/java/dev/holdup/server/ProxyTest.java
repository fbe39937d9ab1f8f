package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.AddressRange;
import dev.holdup.server.access.Role;
import dev.holdup.server.access.TrustedProxy;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A proxy that logs people in, and those who only say they were one.
class ProxyTest {
    @TempDir
    private Path folder;

    private TestServer behind(String proxy) throws Exception {
        AccessSettings usual = AccessSettings.local();
        TrustedProxy trusted = new TrustedProxy(
                List.of(
                        AddressRange.of(proxy).orElseThrow(),
                        AddressRange.of("10.0.0.0/8").orElseThrow()),
                "X-Forwarded-User",
                "X-Forwarded-Groups",
                Map.of("staff", Role.READ, "heap admins", Role.ADMIN));
        return TestServer.in(
                folder.resolve("data"),
                new AccessSettings(false, trusted, 100, 100, 2, usual.auditKept(), usual.auditEntries()));
    }

    private static HttpResponse<String> get(TestServer server, String path, String... headers) throws Exception {
        return server.send(server.request(path).headers(headers).build());
    }

    @Test
    void whomTheProxyNamesGetsTheHighestRoleOfTheGroups() throws Exception {
        try (TestServer server = behind("127.0.0.1")) {
            assertThat(server.get("/api/incidents").statusCode()).isEqualTo(401);
            assertThat(get(server, "/api/incidents", "X-Forwarded-User", "grete", "X-Forwarded-Groups", "x, staff")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(server, "/api/audit", "X-Forwarded-User", "grete", "X-Forwarded-Groups", "x, staff")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(get(server, "/api/incidents", "X-Forwarded-User", "grete", "X-Forwarded-Groups", "guests")
                            .statusCode())
                    .isEqualTo(403);
            HttpResponse<String> audit = get(
                    server,
                    "/api/audit",
                    "X-Forwarded-User",
                    "anna",
                    "X-Forwarded-Groups",
                    "staff,heap admins",
                    "X-Forwarded-For",
                    "6.6.6.6, 203.0.113.7, 10.1.2.3");
            assertThat(audit.statusCode()).isEqualTo(200);
            // The last that is none of our proxies; what stands before it, the client may have made up.
            HttpResponse<String> later =
                    get(server, "/api/audit", "X-Forwarded-User", "anna", "X-Forwarded-Groups", "heap admins");
            assertThat(json(later).get("items").get(0).get("address").stringValue())
                    .isEqualTo("203.0.113.7");
            assertThat(json(later).get("items").get(0).get("caller").stringValue())
                    .isEqualTo("anna");
        }
    }

    @Test
    void changesWantThePageOfTheServerItself() throws Exception {
        try (TestServer server = behind("127.0.0.1")) {
            HttpRequest.Builder delete = server.request("/api/incidents/aaaaaaaaaaaaaaaa")
                    .headers("X-Forwarded-User", "anna", "X-Forwarded-Groups", "heap admins")
                    .DELETE();
            assertThat(server.send(delete.build()).statusCode()).isEqualTo(403);
            assertThat(server.send(delete.header("Sec-Fetch-Site", "same-origin")
                                    .build())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theSameHeadersFromAnywhereElseSayNothing() throws Exception {
        try (TestServer server = behind("192.0.2.1")) {
            HttpResponse<String> forged = get(
                    server,
                    "/api/incidents",
                    "X-Forwarded-User",
                    "anna",
                    "X-Forwarded-Groups",
                    "heap admins",
                    "X-Forwarded-For",
                    "192.0.2.1");
            assertThat(forged.statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aHeaderThatIsThereTwiceIsRefused() throws Exception {
        try (TestServer server = behind("127.0.0.1")) {
            String answer = server.raw("""
                    GET /api/incidents HTTP/1.1
                    Host: localhost
                    X-Forwarded-User: guest
                    X-Forwarded-User: anna
                    X-Forwarded-Groups: heap admins

                    """);
            assertThat(answer).isEqualTo("HTTP/1.1 400");
            answer = server.raw("""
                    GET /api/incidents HTTP/1.1
                    Host: localhost
                    X-Forwarded-User: anna
                    X-Forwarded-Groups: guests
                    X-Forwarded-Groups: heap admins

                    """);
            assertThat(answer).isEqualTo("HTTP/1.1 400");
        }
    }

    @Test
    void wrongTokensAreCountedByTheAddressBehindTheProxy() throws Exception {
        try (TestServer server = behind("127.0.0.1")) {
            for (int i = 0; i < 2; i++) {
                assertThat(wrong(server, "203.0.113.7").statusCode()).isEqualTo(401);
            }
            HttpResponse<String> refused = wrong(server, "203.0.113.7");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 30L);
            // Neither others, nor who is known, from the same address suffer.
            assertThat(wrong(server, "203.0.113.8").statusCode()).isEqualTo(401);
            assertThat(get(
                                    server,
                                    "/api/incidents",
                                    "X-Forwarded-For",
                                    "203.0.113.7",
                                    "X-Forwarded-User",
                                    "grete",
                                    "X-Forwarded-Groups",
                                    "staff")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static HttpResponse<String> wrong(TestServer server, String from) throws Exception {
        return get(server, "/api/incidents", "X-Forwarded-For", from, "Authorization", "Bearer nonsense");
    }

    @Test
    void requestsAndUploadsOfOneCallerAreBounded() throws Exception {
        AccessSettings usual = AccessSettings.local();
        AccessSettings few =
                new AccessSettings(false, TrustedProxy.NONE, 2, 3, 10, usual.auditKept(), usual.auditEntries());
        try (TestServer server = TestServer.in(folder.resolve("few"), few)) {
            String admin = server.makeToken("admin", "admin");
            server.use(admin);
            String one = server.makeToken("one", "upload");
            String other = server.makeToken("other", "upload");
            server.use(one);
            for (int i = 0; i < 3; i++) {
                server.beginUpload("x", 10);
            }
            HttpResponse<String> tooMany = server.put("/put/x", new byte[1]);
            assertThat(tooMany.statusCode()).isEqualTo(429);
            assertThat(json(tooMany).get("type").stringValue()).isEqualTo("urn:holdup:problem:too-many-uploads");
            assertThat(tooMany.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 20L);
            int refused = 0;
            for (int i = 0; i < 12; i++) {
                refused += server.get("/metrics").statusCode() == 429 ? 1 : 0;
            }
            assertThat(refused).isPositive();
            server.use(other);
            assertThat(server.get("/metrics").body())
                    .contains("holdup_rate_limited_total{limit=\"uploads\"} 1\n")
                    .containsPattern("holdup_rate_limited_total\\{limit=\"requests\"} [1-9]");
        }
    }
}
