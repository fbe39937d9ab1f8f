package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The same trouble twice in a shop, twenty days apart, and a healthy JVM elsewhere.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrendAndComparisonTest {
    private static final Path INCIDENT = Path.of("../sample-dumps/incidents/logback-stalled-disk");
    private static final String HEALTHY = """
            2026-01-01 10:00:00
            Full thread dump OpenJDK 64-Bit Server VM (17.0.1 mixed mode):

            "main" #1 prio=5 os_prio=0 tid=0x00007f0001 nid=0x1 runnable [0x00007f0002]
               java.lang.Thread.State: RUNNABLE
            \tat com.acme.Main.run(Main.java:10)

            """;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final Instant earlier = now.minus(20, ChronoUnit.DAYS);
    private String first = "";
    private String second = "";
    private String healthy = "";

    @BeforeAll
    void handIn(@TempDir Path folder) throws Exception {
        server = TestServer.in(folder.resolve("data"));
        byte[] threads = Files.readAllBytes(INCIDENT.resolve("threads-1.txt"));
        first = incident("one", "shop", earlier, threads);
        second = incident("two", "shop", now, threads);
        healthy = incident("three", "bank", now, HEALTHY.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String incident(String label, String service, Instant occurredAt, byte[] threads) throws Exception {
        HttpResponse<String> made = server.post(
                "/api/incidents",
                "{\"title\": \"%s <b>\", \"label\": \"%s\", \"service\": \"%s\", \"occurredAt\": \"%s\"}"
                        .formatted(label, label, service, occurredAt));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(server.put("/put/" + label + "/threads.txt", threads).statusCode())
                .isEqualTo(201);
        String id = TestServer.incidentOf(made);
        server.awaitState(id, "done");
        return id;
    }

    private List<String> trend(String query) throws Exception {
        HttpResponse<String> answer = server.get("/api/trend?" + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> points = new ArrayList<>();
        for (JsonNode point : TestServer.json(answer).get("points")) {
            points.add(point.get("from").stringValue() + " "
                    + point.get("incidents").intValue());
        }
        return points;
    }

    private static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    @Test
    void incidentsAreCountedByDayAndWeekOfAServiceAndWithASignature() throws Exception {
        assertThat(trend("")).containsExactly(day(earlier) + " 1", day(now) + " 2");
        assertThat(trend("service=shop")).containsExactly(day(earlier) + " 1", day(now) + " 1");
        assertThat(trend("service=nobody")).isEmpty();
        assertThat(trend("kind=blocked")).containsExactly(day(earlier) + " 1", day(now) + " 1");
        assertThat(trend("like=" + first)).containsExactly(day(earlier) + " 1", day(now) + " 1");
        assertThat(trend("like=" + healthy)).containsExactly(day(now) + " 1");
        assertThat(trend("like=" + first + "&days=5")).containsExactly(day(now) + " 1");
        assertThat(trend("by=week&like=" + first))
                .hasSize(2)
                .allMatch(point ->
                        java.time.LocalDate.parse(point.substring(0, 10)).getDayOfWeek() == java.time.DayOfWeek.MONDAY);
        JsonNode units = TestServer.json(server.get("/api/trend?like=" + first))
                .get("points")
                .get(0)
                .get("units");
        assertThat(units.intValue()).isPositive();
    }

    @Test
    void questionsForTrendsThatMakeNoSenseAreRefused() throws Exception {
        for (String query : List.of("by=hour", "days=0", "days=x", "days=9999")) {
            assertThat(server.get("/api/trend?" + query).statusCode()).isEqualTo(400);
        }
        assertThat(server.get("/api/trend?like=nosuch").statusCode()).isEqualTo(404);
    }

    @Test
    void twoIncidentsAreComparedAsTheCommandDoes() throws Exception {
        String base = "/api/incidents/" + healthy + "/comparison/" + second + "/report";
        HttpResponse<String> json = server.get(base + ".json");
        assertThat(json.statusCode()).as(json.body()).isEqualTo(200);
        assertThat(TestServer.json(json).get("outcome").get("kind").stringValue())
                .isIn("new", "changed");
        HttpResponse<String> html = server.get(base + ".html");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox");
        assertThat(html.body()).contains("two &lt;b&gt;").doesNotContain("two <b>");
        // Out of what is remembered, the same again.
        assertThat(server.get(base + ".html").body()).isEqualTo(html.body());
        HttpResponse<String> same = server.get("/api/incidents/" + first + "/comparison/" + second + "/report.json");
        assertThat(TestServer.json(same).get("outcome").get("kind").stringValue())
                .isEqualTo("same");
        assertThat(server.get("/api/incidents/" + first + "/comparison/nosuch/report.json")
                        .statusCode())
                .isEqualTo(404);
    }
}
