package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.tracker.TrackerServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AttachTest {
    private static final String TOKEN = "ghp_verysecrettoken";

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private TrackerServer server;

    @BeforeAll
    static void analyze() throws Exception {
        StalledLogging.writeThreadDump(folder.resolve("threads-1.txt"), "2026-11-22 10:15:10");
        assertThat(HoldupProcess.run(
                                folder, "analyze", "threads-1.txt", "-o", "r.html", "--format", "html,json,md,jira")
                        .exitCode())
                .isZero();
    }

    @BeforeEach
    void start() throws IOException {
        server = new TrackerServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HoldupProcess attach(Map<String, String> environment, String... arguments) throws Exception {
        return HoldupProcess.runWith(folder, environment, arguments);
    }

    @Test
    void gitHubGetsTheSummaryAsAComment() throws Exception {
        server.answers(201, "{\"html_url\": \"https://github.com/acme/shop/issues/17#issuecomment-1\"}");

        HoldupProcess ended = attach(
                Map.of("GITHUB_TOKEN", TOKEN),
                "attach",
                "r.html",
                "--to",
                "github:acme/shop#17",
                "--url",
                server.url() + "/api/v3");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out().strip()).isEqualTo("commented: https://github.com/acme/shop/issues/17#issuecomment-1");
        assertThat(ended.err()).contains("GitHub takes no files this way");
        TrackerServer.Received request = server.received().getFirst();
        assertThat(request.path()).isEqualTo("/api/v3/repos/acme/shop/issues/17/comments");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(body(request)).isEqualTo(Files.readString(folder.resolve("r.md")));
    }

    @Test
    void theGistIsLinkedFromTheComment() throws Exception {
        server.answers(201, "{\"html_url\": \"https://gist.github.com/1a2b\"}")
                .answers(201, "{\"html_url\": \"https://github.com/acme/shop/issues/17#issuecomment-2\"}");

        HoldupProcess ended = attach(
                Map.of("GITHUB_TOKEN", TOKEN, "GITHUB_API_URL", server.url() + "/api/v3"),
                "attach",
                "r.html",
                "r.json",
                "--to",
                "github:acme/shop#17",
                "--gist");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        JsonNode gist =
                JsonMapper.shared().readTree(server.received().getFirst().text());
        assertThat(gist.path("public").asBoolean(true)).isFalse();
        assertThat(gist.path("files").propertyNames()).containsExactly("r.html", "r.json");
        assertThat(gist.at("/files/r.html/content").asString()).isEqualTo(Files.readString(folder.resolve("r.html")));
        assertThat(body(server.received().get(1))).endsWith("\nFiles: https://gist.github.com/1a2b\n");
    }

    @Test
    void jiraGetsTheFilesAndTheSummaryInItsMarkup() throws Exception {
        server.answers(200, "[]").answers(201, "{\"id\": \"10100\"}");

        HoldupProcess ended = attach(
                Map.of("JIRA_TOKEN", "pat", "JIRA_URL", server.url()), "attach", "r.html", "--to", "jira:OPS-17");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out().strip())
                .isEqualTo("commented: " + server.url() + "/browse/OPS-17?focusedCommentId=10100");
        assertThat(server.received().getFirst().path()).isEqualTo("/rest/api/2/issue/OPS-17/attachments");
        assertThat(server.received().getFirst().text()).contains("filename=\"r.html\"", "<!DOCTYPE html>");
        assertThat(body(server.received().get(1)))
                .isEqualTo(Files.readString(folder.resolve("r.jira")) + "\nFiles: [^r.html]\n");
    }

    @Test
    void dumpsAndOtherFilesAreNeverSentWhateverTheirNames() throws Exception {
        Files.copy(folder.resolve("threads-1.txt"), folder.resolve("dump.html"));
        Files.write(folder.resolve("dump.json"), new byte[] {'J', 'A', 'V', 'A', 0, (byte) 0xff});
        Files.writeString(folder.resolve("dump.md"), "# Notes\n\nJAVA PROFILE 1.0.2\n");
        Files.write(folder.resolve("tail.html"), Files.readAllBytes(folder.resolve("r.html")));
        Files.write(folder.resolve("tail.html"), new byte[10], StandardOpenOption.APPEND);

        for (String file : new String[] {"threads-1.txt", "dump.html", "dump.json", "dump.md", "tail.html"}) {
            HoldupProcess ended = attach(
                    Map.of("JIRA_TOKEN", "pat", "JIRA_URL", server.url()),
                    "attach",
                    "r.html",
                    file,
                    "--to",
                    "jira:OPS-17");

            assertThat(ended.exitCode()).as(file).isEqualTo(2);
            assertThat(ended.err())
                    .isEqualTo("holdup: " + file + " is no report that holdup wrote (html, json, md or jira):"
                            + " nothing else is sent, dumps least of all." + System.lineSeparator());
        }
        assertThat(server.received()).isEmpty();
    }

    @Test
    void aDryRunPrintsWhatWouldBeSentAndSendsNothing() throws Exception {
        HoldupProcess ended = attach(
                Map.of("JIRA_TOKEN", "pat-secret", "JIRA_URL", server.url()),
                "attach",
                "r.html",
                "--to",
                "jira:OPS-17",
                "--dry-run");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("POST " + server.url() + "/rest/api/2/issue/OPS-17/attachments")
                .contains("Authorization: (hidden)", "X-Atlassian-Token: no-check", "file r.html, text/html")
                .contains("POST " + server.url() + "/rest/api/2/issue/OPS-17/comment", "h2. Blocked")
                .doesNotContain("pat-secret");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void aRefusalIsOneSentenceWithoutTheTokenAlsoWhenDebugging() throws Exception {
        server.answers(401, "{\"message\": \"Bad credentials\"}").answers(401, "{}");
        String[] command = {"attach", "r.html", "--to", "github:acme/shop#17", "--url", server.url() + "/api/v3"};

        HoldupProcess ended = attach(Map.of("GITHUB_TOKEN", TOKEN), command);
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err().strip())
                .isEqualTo("holdup: GitHub does not accept the token in GITHUB_TOKEN: make a new one.");

        String[] debugged = Arrays.copyOf(command, command.length + 1);
        debugged[command.length] = "--debug";
        HoldupProcess debugging = attach(Map.of("GITHUB_TOKEN", TOKEN), debugged);
        assertThat(debugging.err()).contains("\tat dev.holdup.tracker").doesNotContain(TOKEN);
    }

    @Test
    void withoutATokenNothingIsSent() throws Exception {
        HoldupProcess ended = attach(
                Map.of("GITHUB_TOKEN", "", "GH_TOKEN", ""),
                "attach",
                "r.html",
                "--to",
                "github:acme/shop#17",
                "--url",
                server.url() + "/x");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("There is no token").hasLineCount(1);
        assertThat(server.received()).isEmpty();
    }

    private static String body(TrackerServer.Received request) {
        return JsonMapper.shared().readTree(request.text()).path("body").asString();
    }
}
