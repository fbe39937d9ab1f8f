package dev.holdup.server.client;

import dev.holdup.report.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Requests to a server, repeated while it cannot be reached.
final class ServerConnection implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration ANSWER_PATIENCE = Duration.ofMinutes(2);
    private static final int TRIES = 10;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final URI server;
    private final @Nullable String token;
    private final HttpClient http;

    ServerConnection(ServerAddress address) throws IOException {
        this.server = address.server();
        this.token = address.token();
        this.http = address.http();
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(ANSWER_PATIENCE);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /// One try.
    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// Something that may fail for a while.
    interface Attempt<T> {
        /// @throws IOException if another try may help
        T run() throws IOException, UploadException, InterruptedException;
    }

    /// Tries until it works, with longer and longer pauses.
    <T> T persist(Attempt<T> attempt) throws UploadException, InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        for (int tried = 1; ; tried++) {
            try {
                return attempt.run();
            } catch (IOException unreachable) {
                if (tried == TRIES) {
                    String why = unreachable.getMessage() == null ? "it cannot be reached" : unreachable.getMessage();
                    throw new UploadException(
                            "The server at " + server + " does not answer (" + why
                                    + "): run the same command again, it goes on where it was.",
                            unreachable);
                }
                Thread.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    JsonNode incident(UploadClient.IncidentText about, String label) throws UploadException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", about.title());
        body.put("label", label);
        body.put("tags", about.tags());
        if (!about.service().isEmpty()) {
            body.put("service", about.service());
        }
        if (!about.ticket().isEmpty()) {
            body.put("ticket", about.ticket());
        }
        HttpRequest request = request("/api/incidents")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(RecordJson.of(body)))
                .build();
        return persist(() -> json(send(request)));
    }

    JsonNode incident(String id) throws UploadException, InterruptedException {
        return persist(() -> json(send(request("/api/incidents/" + id).build())));
    }

    static JsonNode json(HttpResponse<String> response) throws IOException, UploadException {
        check(response);
        try {
            return MAPPER.readTree(response.body());
        } catch (JacksonException other) {
            throw new UploadException("What answers there is no holdup server: check the address.", other);
        }
    }

    /// @throws IOException if the server asks for patience or is not well
    /// @throws UploadException if it refuses
    static void check(HttpResponse<String> response) throws IOException, UploadException {
        int status = response.statusCode();
        if (status < 300) {
            return;
        }
        String detail = detail(response);
        if (status == 423 || status == 429 || (status >= 500 && status != 507)) {
            throw new IOException("status " + status + ": " + detail);
        }
        if (status == 401) {
            throw new UploadException(
                    "The server wants to know who you are: put a token of it into HOLDUP_TOKEN, or into"
                            + " a file for --token-file. It says: " + detail(response));
        }
        throw new UploadException("The server refuses: " + detail);
    }

    private static String detail(HttpResponse<String> response) {
        try {
            JsonNode body = MAPPER.readTree(response.body());
            JsonNode detail = body == null ? null : body.get("detail");
            if (detail != null && detail.isString()) {
                return detail.stringValue();
            }
        } catch (JacksonException none) {
            // Not one of our problems.
        }
        return "status " + response.statusCode() + ".";
    }

    @Override
    public void close() {
        http.close();
    }
}
