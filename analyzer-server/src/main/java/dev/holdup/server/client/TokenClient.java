package dev.holdup.server.client;

import dev.holdup.report.RecordJson;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes and revokes tokens of a server that runs, with an admin's.
public record TokenClient(ServerAddress address) {

    /// A token without its secret; times as the server writes them.
    public record Token(
            String id,
            String name,
            String role,
            String createdAt,
            @Nullable String expiresAt,
            @Nullable String lastUsedAt,
            @Nullable String revokedAt) {}

    /// @param expiresAt null for never
    /// @return what is to be shown once
    public String make(String name, String role, @Nullable Instant expiresAt)
            throws IOException, UploadException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("role", role);
        if (expiresAt != null) {
            body.put("expiresAt", expiresAt.toString());
        }
        try (ServerConnection connection = new ServerConnection(address)) {
            HttpRequest request = connection
                    .request("/api/tokens")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(RecordJson.of(body)))
                    .build();
            return ServerConnection.json(connection.send(request)).path("token").asString();
        }
    }

    public List<Token> all() throws IOException, UploadException, InterruptedException {
        try (ServerConnection connection = new ServerConnection(address)) {
            JsonNode answer = ServerConnection.json(
                    connection.send(connection.request("/api/tokens").build()));
            List<Token> tokens = new ArrayList<>();
            for (JsonNode each : answer.path("items")) {
                tokens.add(new Token(
                        each.path("id").asString(),
                        each.path("name").asString(),
                        each.path("role").asString(),
                        each.path("createdAt").asString(),
                        text(each, "expiresAt"),
                        text(each, "lastUsedAt"),
                        text(each, "revokedAt")));
            }
            return tokens;
        }
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value.stringValue();
    }

    /// @return false if there is none, or it was revoked before
    public boolean revoke(String id) throws IOException, UploadException, InterruptedException {
        try (ServerConnection connection = new ServerConnection(address)) {
            HttpResponse<String> answer = connection.send(
                    connection.request("/api/tokens/" + id).DELETE().build());
            if (answer.statusCode() == 404) {
                return false;
            }
            ServerConnection.check(answer);
            return true;
        }
    }
}
