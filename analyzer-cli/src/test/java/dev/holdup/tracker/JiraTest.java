package dev.holdup.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Requests as developer.atlassian.com tells them for Data Center and Cloud alike.
class JiraTest {
    @SuppressWarnings("NullAway.Init")
    private TrackerServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TrackerServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Jira jira(Secret secret) throws TrackerException {
        TrackerAddress address = TrackerAddress.of(server.url() + "/jira/", false);
        Sender sender = new Sender(address, secret, "holdup/test", _ -> {}, Duration.ofMillis(5));
        return new Jira(sender, address, new Target.JiraIssue("OPS-17"));
    }

    @Test
    void filesArePartsNamedFileWithTheHeaderAgainstForgery() throws Exception {
        server.answers(200, "[{\"id\": \"1\", \"filename\": \"report.html\"}]");

        jira(Secret.bearer("pat-secret"))
                .attach(List.of(
                        new Attachment("report.html", "text/html; charset=utf-8", "<p>测试 &amp;\r\n--holdup</p>"),
                        new Attachment("a\"b\r\n.json", "application/json", "{}")));

        TrackerServer.Received request = server.received().getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/jira/rest/api/2/issue/OPS-17/attachments");
        assertThat(request.header("X-Atlassian-Token")).isEqualTo("no-check");
        assertThat(request.header("Authorization")).isEqualTo("Bearer pat-secret");
        assertThat(request.header("Content-Type")).startsWith("multipart/form-data; boundary=");
        String boundary = request.header("Content-Type").replaceFirst(".*boundary=", "");
        assertThat(request.text())
                .isEqualTo("--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"report.html\"\r\n"
                        + "Content-Type: text/html; charset=utf-8\r\n\r\n"
                        + "<p>测试 &amp;\r\n--holdup</p>\r\n"
                        + "--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"a_b__.json\"\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + "{}\r\n"
                        + "--" + boundary + "--\r\n");
    }

    @Test
    void aCommentIsWikiMarkupByAddressAndTokenOnCloud() throws Exception {
        server.answers(201, "{\"id\": \"10100\", \"self\": \"…\"}");

        String link = jira(Secret.basic("ann@acme.example", "token")).comment("h2. Blocked\n*bold*");

        assertThat(link).isEqualTo(server.url() + "/jira/browse/OPS-17?focusedCommentId=10100");
        TrackerServer.Received request = server.received().getFirst();
        assertThat(request.path()).isEqualTo("/jira/rest/api/2/issue/OPS-17/comment");
        String basic = request.header("Authorization").replaceFirst("^Basic ", "");
        assertThat(new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8))
                .isEqualTo("ann@acme.example:token");
        assertThat(JsonMapper.shared().readTree(request.text()).path("body").asString())
                .isEqualTo("h2. Blocked\n*bold*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | Jira refuses to comment on OPS-17: The entered text is too long.
            401 | Jira does not accept the token: Jira Cloud needs JIRA_EMAIL and an API token in JIRA_TOKEN, Data Center a personal access token in JIRA_TOKEN alone.
            403 | The token's user may not comment on OPS-17: ask for the permission, or log in by browser once if Jira asks for a captcha.
            404 | Jira has no issue OPS-17 that this user may see, or attachments are switched off: check the key and --url.
            413 | Jira takes no file that large: attach less, such as the .md alone.
            303 | Jira sends on to another address, which is not followed: give the right one with --url.
            """)
    void refusalsAreOneSentence(int status, String sentence) {
        server.answers(status, "{\"errorMessages\": [\"The entered text is too long.\"], \"errors\": {}}");

        assertThatThrownBy(() -> jira(Secret.bearer("pat-secret")).comment("x"))
                .isInstanceOf(TrackerException.class)
                .hasMessage(sentence);
        assertThat(server.received()).hasSize(1);
    }
}
