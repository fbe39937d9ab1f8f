package dev.holdup.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests as docs.github.com tells them, answers as it tells them.
class GitHubTest {
    private static final String TOKEN = "ghp_secretsecretsecret";
    private static final String CREATED =
            "{\"id\": 1, \"html_url\": \"https://github.com/acme/shop/issues/17#issuecomment-1\"}";

    private final List<String> notes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private TrackerServer server;

    @SuppressWarnings("NullAway.Init")
    private GitHub gitHub;

    @BeforeEach
    void start() throws IOException, TrackerException {
        server = new TrackerServer();
        Sender sender = new Sender(
                TrackerAddress.of(server.url() + "/api/v3", false),
                Secret.bearer(TOKEN),
                "holdup/test",
                notes::add,
                Duration.ofMillis(5));
        gitHub = new GitHub(sender, new Target.GitHubIssue("acme", "shop", "17"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aCommentIsPostedToTheIssue() throws Exception {
        server.answers(201, CREATED);

        String link = gitHub.comment("**200 threads** “wait” 测试\n");

        assertThat(link).isEqualTo("https://github.com/acme/shop/issues/17#issuecomment-1");
        TrackerServer.Received request = server.received().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/api/v3/repos/acme/shop/issues/17/comments");
        assertThat(request.header("Accept")).isEqualTo("application/vnd.github+json");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(request.header("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
        assertThat(request.header("User-Agent")).isEqualTo("holdup/test");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        JsonNode body = JsonMapper.shared().readTree(request.text());
        assertThat(body.propertyNames()).containsExactly("body");
        assertThat(body.path("body").asString()).isEqualTo("**200 threads** “wait” 测试\n");
    }

    @Test
    void filesGoIntoASecretGist() throws Exception {
        server.answers(201, "{\"html_url\": \"https://gist.github.com/acme/1a2b\"}");

        String link = gitHub.secretGist(
                "holdup report", List.of(new Attachment("../re port.html", "text/html", "<!DOCTYPE html>")));

        assertThat(link).isEqualTo("https://gist.github.com/acme/1a2b");
        TrackerServer.Received request = server.received().getFirst();
        assertThat(request.path()).isEqualTo("/api/v3/gists");
        JsonNode body = JsonMapper.shared().readTree(request.text());
        assertThat(body.path("public").asBoolean(true)).isFalse();
        assertThat(body.path("description").asString()).isEqualTo("holdup report");
        assertThat(body.path("files").propertyNames()).containsExactly("__re_port.html");
        assertThat(body.at("/files/__re_port.html/content").asString()).isEqualTo("<!DOCTYPE html>");
    }

    @Test
    void aBusyTrackerIsAskedAgainWhenItSays() throws Exception {
        server.answers(429, "", "Retry-After", "0")
                .answers(503, "")
                .answers(403, "{\"message\": \"secondary rate limit\"}", "Retry-After", "0")
                .answers(201, CREATED);

        assertThat(gitHub.comment("x")).startsWith("https://github.com/acme");
        assertThat(server.received()).hasSize(4);
        assertThat(server.received().stream().map(TrackerServer.Received::text).distinct())
                .hasSize(1);
        assertThat(notes).hasSize(3).allSatisfy(note -> assertThat(note).contains("is busy", "trying again in"));
    }

    @Test
    void itGivesUpAfterFourAttempts() {
        server.answers(502, "")
                .answers(502, "")
                .answers(502, "")
                .answers(502, "")
                .answers(201, CREATED);

        assertThatThrownBy(() -> gitHub.comment("x"))
                .isInstanceOf(TrackerException.class)
                .hasMessageContaining("is busy (status 502): try again in");
        assertThat(server.received()).hasSize(4);
    }

    @Test
    void aLimitThatLastsAnHourIsToldAtOnce() {
        String reset = String.valueOf(Instant.now().plusSeconds(3_000).getEpochSecond());
        server.answers(403, "{}", "x-ratelimit-remaining", "0", "x-ratelimit-reset", reset);

        assertThatThrownBy(() -> gitHub.comment("x"))
                .isInstanceOf(TrackerException.class)
                .hasMessageMatching(".*is busy \\(status 403\\): try again in \\d{4} s\\.");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void aRetryAfterMayBeADate() throws Exception {
        server.answers(429, "", "Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT").answers(201, CREATED);

        gitHub.comment("x");

        assertThat(server.received()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | GitHub does not accept the token in GITHUB_TOKEN: make a new one.
            403 | The token may not comment on acme/shop#17: it needs the permission Issues: write (classic: repo).
            404 | GitHub knows no acme/shop#17, or the token may not see it: check the name, and the token's repositories and permissions.
            410 | acme/shop#17 has been deleted, or issues are switched off there.
            413 | GitHub takes no text that long: attach less.
            422 | GitHub refuses the text for acme/shop#17: Validation Failed.
            418 | GitHub answered with status 418, which it should not: check --url.
            302 | GitHub sends on to another address, which is not followed: give the right one with --url.
            """)
    void refusalsAreOneSentenceAndNotRepeated(int status, String sentence) {
        server.answers(status, "{\"message\": \"Validation Failed\"}", "Location", server.url() + "/elsewhere");

        assertThatThrownBy(() -> gitHub.comment("x"))
                .isInstanceOf(TrackerException.class)
                .hasMessage(sentence)
                .hasMessageNotContaining(TOKEN);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void whatIsNoLinkIsNotShown() throws Exception {
        server.answers(201, "{\"html_url\": \"https://x.y/\\u001b[31m\"}").answers(201, "no JSON at all");

        assertThat(gitHub.comment("x")).isEmpty();
        assertThat(gitHub.comment("x")).isEmpty();
    }

    @Test
    void nobodyThereIsOneSentence() {
        server.close();

        assertThatThrownBy(() -> gitHub.comment("x"))
                .isInstanceOf(TrackerException.class)
                .hasMessageStartingWith("Cannot reach 127.0.0.1:")
                .hasMessageEndingWith("check --url and the network.");
    }
}
