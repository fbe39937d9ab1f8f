package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.server.access.AccessSettings;
import dev.holdup.server.access.Role;
import dev.holdup.server.web.DeclaredRoutes;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Tokens and roles, over HTTP.
class AccessTest {
    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    /// Made by the first, the admin's.
    private static final Map<Role, String> TOKEN_BY_ROLE = new EnumMap<>(Role.class);

    @BeforeAll
    static void start() throws Exception {
        // So many wrong tokens come from one address here.
        AccessSettings usual = AccessSettings.local();
        AccessSettings access = new AccessSettings(
                false, usual.proxy(), 10_000, 10_000, 10_000, usual.auditKept(), usual.auditEntries());
        server = TestServer.in(folder.resolve("data"), access);
        HttpResponse<String> tooEarly = server.post("/api/tokens", "{\"name\":\"too early\",\"role\":\"read\"}");
        assertThat(tooEarly.statusCode()).isEqualTo(409);
        for (Role role : new Role[] {Role.ADMIN, Role.UPLOAD, Role.READ, Role.READ_VALUES}) {
            JsonNode made = json(server.post(
                    "/api/tokens", "{\"name\":\"" + role.word() + "'s\",\"role\":\"" + role.word() + "\"}"));
            TOKEN_BY_ROLE.put(role, made.get("token").stringValue());
            // From the first on, nobody gets in without.
            server.use(TOKEN_BY_ROLE.get(Role.ADMIN));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void asAdmin() {
        server.use(TOKEN_BY_ROLE.get(Role.ADMIN));
    }

    /// The heart of it: every route there is, with every role there is.
    @Test
    void everyRouteLetsInItsRoleAndThoseAboveAndNobodyElse() throws Exception {
        List<DeclaredRoutes.Route> routes = server.routes();
        assertThat(routes).hasSizeGreaterThan(30);
        for (DeclaredRoutes.Route route : routes) {
            for (Role role : Role.values()) {
                // Those that listen to events never end.
                boolean refused = !role.includes(route.role());
                if (!refused && route.path().endsWith("/events")) {
                    continue;
                }
                server.use(role == Role.ANYONE ? null : TOKEN_BY_ROLE.get(role));

                HttpResponse<String> answer = server.send(request(route));

                String who = route + " as " + role + ": " + answer.statusCode() + " " + answer.body();
                if (refused) {
                    assertThat(answer.statusCode()).as(who).isEqualTo(role == Role.ANYONE ? 401 : 403);
                } else {
                    assertThat(answer.statusCode()).as(who).isNotEqualTo(403).isLessThan(500);
                    // Logging in with nothing is a bad request.
                    assertThat(answer.statusCode()).as(who).isNotEqualTo(401);
                }
            }
        }
    }

    private static HttpRequest request(DeclaredRoutes.Route route) {
        String path = route.path().replaceAll("\\{[a-z]+}", "aaaaaaaaaaaaaaaa");
        return server.request(path)
                .method(route.method(), HttpRequest.BodyPublishers.noBody())
                .build();
    }

    @Test
    void whatIsForEverybodyIsOnlyThePageAndWhetherTheServerIsWell() {
        TreeSet<String> open = new TreeSet<>();
        for (DeclaredRoutes.Route route : server.routes()) {
            if (route.role() == Role.ANYONE && !route.path().startsWith("/page/")) {
                open.add(route.method() + " " + route.path());
            }
        }
        assertThat(open)
                .containsExactly(
                        "DELETE /api/session",
                        "GET /",
                        "GET /api/session",
                        "GET /healthz",
                        "GET /openapi.json",
                        "GET /readyz",
                        "OPTIONS /api/uploads",
                        "OPTIONS /api/uploads/{id}",
                        "POST /api/session");
    }

    @Test
    void aTokenIsShownOnceAndStoredAsAHash() throws Exception {
        HttpResponse<String> made = server.post("/api/tokens", "{\"name\":\"once\",\"role\":\"upload\"}");
        String token = json(made).get("token").stringValue();
        // The secret may hold such a mark itself.
        String secret = token.substring(token.indexOf('_', "holdup_".length()) + 1);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(token).matches("holdup_[a-z2-9]{16}_[A-Za-z0-9_-]{43}");
        assertThat(server.get("/api/tokens").body()).contains("\"once\"").doesNotContain(secret);
        assertThat(server.get("/api/audit").body()).doesNotContain(secret);
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(secret);
            }
        }
    }

    @Test
    void aTokenThatIsRevokedIsWorthNothingAtOnce() throws Exception {
        JsonNode made = json(server.post("/api/tokens", "{\"name\":\"short\",\"role\":\"read\"}"));
        server.use(made.get("token").stringValue());
        assertThat(server.get("/api/incidents").statusCode()).isEqualTo(200);
        asAdmin();
        assertThat(token("short").get("lastUsedAt").stringValue()).startsWith("20");

        assertThat(server.delete("/api/tokens/" + made.get("id").stringValue()).statusCode())
                .isEqualTo(204);

        assertThat(server.delete("/api/tokens/" + made.get("id").stringValue()).statusCode())
                .isEqualTo(404);
        assertThat(token("short").get("revokedAt").stringValue()).startsWith("20");
        server.use(made.get("token").stringValue());
        assertThat(server.get("/api/incidents").statusCode()).isEqualTo(401);
    }

    private static JsonNode token(String name) throws Exception {
        for (JsonNode each : json(server.get("/api/tokens")).get("items")) {
            if (each.get("name").stringValue().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void aTokenExpires() throws Exception {
        Instant soon = Instant.now().plusSeconds(2);
        JsonNode made = json(
                server.post("/api/tokens", "{\"name\":\"brief\",\"role\":\"read\",\"expiresAt\":\"" + soon + "\"}"));
        server.use(made.get("token").stringValue());
        assertThat(server.get("/api/incidents").statusCode()).isEqualTo(200);

        while (Instant.now().isBefore(soon)) {
            Thread.sleep(50);
        }

        assertThat(server.get("/api/incidents").statusCode()).isEqualTo(401);
    }

    @Test
    void wrongTokensAreRefusedWithoutAWordAboutWhy() throws Exception {
        String right = String.valueOf(TOKEN_BY_ROLE.get(Role.READ));
        char last = right.charAt(right.length() - 5);
        List<String> wrong = List.of(
                "",
                "x",
                "holdup_",
                "holdup_aaaaaaaaaaaaaaaa_" + "A".repeat(43),
                right.substring(0, right.length() - 5)
                        + (last == 'A' ? 'B' : 'A')
                        + right.substring(right.length() - 4),
                right + "x",
                right.toUpperCase(java.util.Locale.ROOT),
                "' or 1=1 --",
                "x".repeat(5000));
        String said = null;
        for (String token : wrong) {
            server.use(token);
            HttpResponse<String> refused = server.get("/api/incidents");
            assertThat(refused.statusCode()).as(token).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"holdup\"");
            said = said == null ? refused.body() : said;
            assertThat(refused.body()).isEqualTo(said);
        }
    }

    @Test
    void whoHandsInSeesWhatArrivedAndNotWhatCameOfIt() throws Exception {
        server.use(TOKEN_BY_ROLE.get(Role.UPLOAD));
        byte[] threads = Files.readAllBytes(Path.of("../sample-dumps/incidents/logback-stalled-disk/threads-1.txt"));
        String id = TestServer.incidentOf(server.put("/put/by-upload/threads.txt", threads));

        JsonNode done = server.awaitState(id, "done");

        assertThat(done.get("files")).hasSize(1);
        assertThat(done.has("verdict")).isFalse();
        assertThat(server.get("/api/incidents/" + id + "/report.json").statusCode())
                .isEqualTo(403);
        server.use(TOKEN_BY_ROLE.get(Role.READ));
        assertThat(json(server.get("/api/incidents/" + id)).has("verdict")).isTrue();
        assertThat(server.get("/api/incidents/" + id + "/report.json").statusCode())
                .isEqualTo(200);
        assertThat(server.delete("/api/incidents/" + id).statusCode()).isEqualTo(403);
    }

    @Test
    void whoDidWhatIsNotedAndReadInPages() throws Exception {
        server.use(TOKEN_BY_ROLE.get(Role.READ));
        String id = json(server.post("/api/incidents", "{\"title\":\"a secret title\"}"))
                .get("id")
                .stringValue();
        server.delete("/api/incidents/" + id);
        server.use("holdup_aaaaaaaaaaaaaaaa_" + "A".repeat(43));
        server.get("/api/incidents/" + id);
        asAdmin();
        server.delete("/api/incidents/" + id);

        String path = "/api/audit?limit=1&target=" + id;
        StringBuilder told = new StringBuilder();
        String next = "";
        while (next != null) {
            JsonNode page = json(server.get(path + (next.isEmpty() ? "" : "&after=" + next)));
            for (JsonNode entry : page.get("items")) {
                assertThat(entry.get("address").stringValue()).isEqualTo("127.0.0.1");
                assertThat(entry.get("at").stringValue()).startsWith("20");
                told.append(entry.get("caller").stringValue())
                        .append(' ')
                        .append(entry.get("action").stringValue())
                        .append(' ')
                        .append(entry.get("status").intValue())
                        .append('\n');
            }
            next = text(page.get("next"));
        }

        assertThat(told.toString()).isEqualTo("""
                admin's DELETE /api/incidents/{id} 204
                nobody GET /api/incidents/{id} 401
                read's DELETE /api/incidents/{id} 403
                read's POST /api/incidents 201
                """);
        assertThat(server.get("/api/audit?limit=200").body()).doesNotContain("a secret title");
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.stringValue();
    }

    @Test
    void figuresTellOfFailures() throws Exception {
        server.use("nonsense");
        server.get("/api/incidents");
        asAdmin();

        String figures = server.get("/metrics").body();

        assertThat(figures).containsPattern("holdup_auth_failures_total\\{by=\"token\"} [1-9]");
        assertThat(figures).containsPattern("holdup_requests_total\\{status=\"4xx\"} [1-9]");
        assertThat(figures).containsPattern("holdup_request_duration_seconds_count [1-9]");
    }
}
