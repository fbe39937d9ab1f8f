package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.server.access.AccessSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that one server reads otherwise than the next, or that are none. Each gets its status, in the form of all
/// other problems; nothing of the inside is told.
class HeaderTricksTest {
    /// What an answer must not have: paths of the machine, names of classes, stack traces, what the server is made of.
    private static final Pattern INSIDE = Pattern.compile(
            "(?i)/tmp/|/home/|/root/|holdup-data|jetty|javalin|kotlin|jdbc|hikari|exception|\\bjava\\.|dev\\.holdup"
                    + "|org\\.|\\.java\\b|\\bat [a-z]+\\.|caused by|<html");

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static TestServer server;

    private static String admin = "";

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.in(folder.resolve("data"), AccessSettings.local());
        admin = server.makeToken("admin", "admin");
        server.use(admin);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// All that comes until the server closes, or says nothing more for a moment.
    private static String answers(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(700);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (IOException refused) {
                // It may have stopped reading.
            }
            StringBuilder all = new StringBuilder();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            try {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    all.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                }
            } catch (SocketTimeoutException quiet) {
                // It waits for another request.
            } catch (IOException reset) {
                // It closed with something unread.
            }
            return all.toString();
        }
    }

    private static void assertRefused(String answer, String status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.split("HTTP/1\\.1 \\d", -1))
                .as("one answer: " + answer)
                .hasSize(2);
        assertThat(INSIDE.matcher(answer).results().map(match -> match.group()))
                .as(answer)
                .isEmpty();
        assertThat(answer).contains("application/problem+json", "\"status\": " + status);
        assertThat(answer)
                .containsIgnoringCase("Content-Security-Policy: default-src 'none'")
                .containsIgnoringCase("X-Content-Type-Options: nosniff")
                .doesNotContainIgnoringCase("\nServer:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            Content-Length: 3§Content-Length: 4                                            | 400
            Content-Length: 3§Transfer-Encoding: chunked                                   | 400
            Transfer-Encoding: chunked§Content-Length: 3                                   | 400
            Transfer-Encoding: chunked, identity                                           | 400
            Transfer-Encoding: identity, chunked, identity                                 | 400
            Transfer-Encoding: gzip                                                        | 400
            Content-Length: -1                                                             | 400
            Content-Length: +3                                                             | 400
            Content-Length: 3 3                                                            | 400
            Content-Length: 99999999999999999999                                           | 400
            Content-Length : 3                                                             | 400
            Transfer-Encoding : chunked                                                    | 400
             Content-Length: 3                                                             | 400
            Host: evil.example                                                             | 400
            X-HTTP-Method-Override: DELETE§Content-Length: 3                               | 400
            x-http-method-override: nonsense§Content-Length: 3                             | 400
            X-Nul: a\u0000b                                                                | 400
            Authorization: Bearer holdup_x§Content-Length: 3                               | 400
            """)
    void headersThatProxiesReadDifferently(String lines, String status) throws Exception {
        String request = "POST /api/incidents HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + admin
                + "\r\nContent-Type: application/json\r\n"
                + lines.replace("§", "\r\n").replace("\\u0000", "\0")
                + "\r\n\r\n{}\n";

        assertRefused(answers(request), status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            GET http://evil.example/ HTTP/1.1§Host: localhost                  | 400
            GET / HTTP/1.1§Host: localhost@evil.example                        | 4..
            GET / HTTP/1.1§Host: localhost:8080:80                             | 400
            GET / HTTP/1.1§Host: evil.example#localhost                        | 4..
            GET / HTTP/1.1§Host:                                               | 4..
            GET / HTTP/1.1§X-Forwarded-Host: localhost                         | 4..
            GET / HTTP/1.1§Host: evil.example§X-Forwarded-Host: localhost      | 421
            GET / HTTP/1.1§Host: evil.example§Forwarded: host=localhost        | 421
            GET / HTTP/9.9§Host: localhost                                     | 505
            GET / HTTX/1.1§Host: localhost                                     | 505
            GE\u0001T / HTTP/1.1§Host: localhost                               | 400
            GET /%zz HTTP/1.1§Host: localhost                                  | 400
            GET /api/incidents/%c0%ae%c0%ae/x HTTP/1.1§Host: localhost         | 40.
            GET /a;jsessionid=x/../api/incidents HTTP/1.1§Host: localhost      | 40.
            GET //evil.example/%2f.. HTTP/1.1§Host: localhost                  | 40.
            CONNECT evil.example:443 HTTP/1.1§Host: localhost                  | 40.
            """)
    void requestLinesAndHosts(String lines, String status) throws Exception {
        String answer = answers(lines.replace("§", "\r\n").replace("\\u0001", "\1") + "\r\n\r\n");

        assertThat(answer).matches(Pattern.compile("HTTP/1\\.1 " + status + " .*", Pattern.DOTALL));
        assertRefused(answer, answer.substring(9, 12));
    }

    @Test
    void aSecondRequestHiddenInTheFirstIsNotAnswered() throws Exception {
        String hidden = "GET /api/tokens HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + admin + "\r\n\r\n";
        String first = "POST /api/incidents HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

        assertRefused(
                answers(first + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden), "400");
        assertRefused(
                answers(first + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + hidden),
                "400");
        // A chunk whose length is no number ends the connection.
        String answer = answers(first + "Authorization: Bearer " + admin
                + "\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n" + hidden);
        assertThat(answer).doesNotContain("\"items\"");
        assertThat(INSIDE.matcher(answer).find()).as(answer).isFalse();
        // Nor is one in the body of a request that is refused before its body is read.
        answer = answers(
                "PUT /put/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + hidden.length() + "\r\n\r\n" + hidden);
        assertRefused(answer, "401");
    }

    @Test
    void headersOfAnySizeAreBounded() throws Exception {
        String get = "GET /api/incidents HTTP/1.1\r\nHost: localhost\r\n";

        assertRefused(answers(get + "X-Long: " + "x".repeat(40_000) + "\r\n\r\n"), "431");
        assertRefused(answers(get + "X: y\r\n".repeat(5_000) + "\r\n"), "431");
        assertRefused(answers(get + "Cookie: " + "a=b; ".repeat(4_000) + "\r\n\r\n"), "431");
        assertRefused(answers("GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), "414");
        assertRefused(
                answers("GET /api/incidents?q=" + "x".repeat(8_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), "401");
    }

    @Test
    void whatIsNoHttpIsAnsweredAndClosed() throws Exception {
        for (String nonsense : new String[] {
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET /\r\n\r\n",
            "\r\n\r\n\r\nhello\r\n\r\n",
            "SSH-2.0-x\r\n\r\n"
        }) {
            String answer = answers(nonsense);
            assertThat(answer).doesNotStartWith("HTTP/1.1 2").doesNotStartWith("HTTP/1.1 500");
            assertThat(INSIDE.matcher(answer).results().map(match -> match.group()))
                    .as(answer)
                    .isEmpty();
        }
        assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
    }

    /// Problems of handlers, with every method.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /nowhere                                        | 404
            POST /nowhere                                       | 404
            DELETE /healthz                                     | 405
            BREW /api/incidents                                 | 405
            GET /api/tokens/aaaaaaaaaaaaaaaa                    | 405
            DELETE /api/tokens/' or 1=1                         | 400
            DELETE /api/tokens/%27%20or%201=1                   | 404
            GET /api/audit?after=%27                            | 400
            GET /api/audit?limit=0                              | 400
            GET /api/incidents?q=%00%27                         | 200
            GET /api/incidents?q=%ff%fe                         | 200
            GET /api/incidents/%00                              | 400
            PATCH /api/uploads/aaaaaaaaaaaaaaaa                 | 412
            """)
    void problemsTellNothingOfTheInside(String line, String status) throws Exception {
        String answer = answers(line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + admin
                + "\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(INSIDE.matcher(answer).results().map(match -> match.group()))
                .as(answer)
                .isEmpty();
    }
}
