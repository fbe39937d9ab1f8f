package dev.holdup.server;

import static dev.holdup.server.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.server.access.AccessSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a browser has after it has logged in, and what other sites' pages cannot do with it.
class SessionTest {
    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    private static String admin = "";

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(folder.resolve("data"), AccessSettings.local());
        admin = server.makeToken("admin", "admin");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void asNobody() {
        server.use(null);
    }

    private static HttpResponse<String> logIn(String token) throws Exception {
        return server.post("/api/session", "{\"token\":\"" + token + "\"}");
    }

    private static String cookie(String token) throws Exception {
        String set = logIn(token).headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private static HttpResponse<String> as(String cookie, String method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = server.request(path).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.send(request.header("Cookie", cookie).build());
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndOtherSites() throws Exception {
        HttpResponse<String> in = logIn(admin);

        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(json(in).get("role").stringValue()).isEqualTo("admin");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("holdup-session=holdup_[a-z2-9]{16}_[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; HttpOnly;"
                        + " SameSite=Strict")
                .doesNotContain(admin);
    }

    @Test
    void anotherSitesPageCanChangeNothingWithTheCookie() throws Exception {
        String cookie = cookie(admin);
        String here = "http://127.0.0.1:" + server.port();
        String incident = "/api/incidents/aaaaaaaaaaaaaaaa";

        assertThat(as(cookie, "GET", incident).statusCode()).isEqualTo(404);
        assertThat(as(cookie, "DELETE", incident, "Origin", here).statusCode()).isEqualTo(404);
        assertThat(as(cookie, "DELETE", incident, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(404);
        assertThat(as(cookie, "DELETE", incident).statusCode()).isEqualTo(403);
        assertThat(as(cookie, "DELETE", incident, "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(as(cookie, "DELETE", incident, "Origin", "null").statusCode())
                .isEqualTo(403);
        assertThat(as(cookie, "DELETE", incident, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(as(cookie, "DELETE", incident, "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(as(cookie, "POST", incident + "/analysis").statusCode()).isEqualTo(403);
        // Nor log somebody in as another.
        assertThat(server.send(server.request("/api/session")
                                .header("Content-Type", "application/json")
                                .header("Origin", "https://evil.example")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + admin + "\"}"))
                                .build())
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.send(server.request("/api/session")
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"token\":\"" + admin + "\"}"))
                                .build())
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void itEndsWithItsTokenAndByLoggingOut() throws Exception {
        server.use(admin);
        HttpResponse<String> made = server.post("/api/tokens", "{\"name\":\"one\",\"role\":\"read\"}");
        String one = json(made).get("token").stringValue();
        server.use(null);
        String first = cookie(one);
        String second = cookie(one);
        assertThat(as(first, "GET", "/api/incidents").statusCode()).isEqualTo(200);

        HttpResponse<String> out = as(first, "DELETE", "/api/session", "Sec-Fetch-Site", "same-origin");

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
                .isEqualTo("holdup-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
        assertThat(as(first, "GET", "/api/incidents").statusCode()).isEqualTo(401);
        assertThat(as(second, "GET", "/api/incidents").statusCode()).isEqualTo(200);
        server.use(admin);
        server.delete("/api/tokens/" + json(made).get("id").stringValue());
        server.use(null);
        assertThat(as(second, "GET", "/api/incidents").statusCode()).isEqualTo(401);
    }

    @Test
    void itOutlivesARestart() throws Exception {
        String cookie = cookie(admin);

        server.restart();

        assertThat(as(cookie, "GET", "/api/incidents").statusCode()).isEqualTo(200);
    }

    @Test
    void twoCookiesAreNone() throws Exception {
        String mine = cookie(admin);

        assertThat(as(mine + "; " + cookie(admin), "GET", "/api/incidents").statusCode())
                .isEqualTo(401);
        assertThat(as(mine + "; other=x", "GET", "/api/incidents").statusCode()).isEqualTo(200);
    }

    @Test
    void aMadeUpCookieIsTakenBack() throws Exception {
        HttpResponse<String> answer =
                as("holdup-session=holdup_aaaaaaaaaaaaaaaa_" + "A".repeat(43), "GET", "/api/session");

        assertThat(json(answer).get("kind").stringValue()).isEqualTo("nobody");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
    }

    @Test
    void aCookiesValueIsNoToken() throws Exception {
        String value = cookie(admin).split("=", 2)[1];
        server.use(value);

        assertThat(server.get("/api/incidents").statusCode()).isEqualTo(401);
    }
}
