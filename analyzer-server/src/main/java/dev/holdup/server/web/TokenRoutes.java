package dev.holdup.server.web;

import dev.holdup.server.access.Caller;
import dev.holdup.server.access.Role;
import dev.holdup.server.access.TokenDesk;
import dev.holdup.server.store.TokenRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tokens, made, listed and revoked by those who may.
record TokenRoutes(TokenDesk tokens, AccessGate gate) {
    private static final int NAME_LIMIT = 100;

    void addTo(RoutesConfig routes) {
        routes.get("/api/tokens", this::list, Role.ADMIN);
        routes.post("/api/tokens", this::make, Role.ADMIN);
        routes.delete("/api/tokens/{id}", this::revoke, Role.ADMIN);
    }

    /// @param token the secret itself, shown only as it is made
    private record View(
            String id,
            String name,
            String role,
            String createdAt,
            String createdBy,
            @Nullable String expiresAt,
            @Nullable String lastUsedAt,
            @Nullable String revokedAt,
            @Nullable String token) {

        static View of(TokenRow row, @Nullable String token) {
            return new View(
                    row.id(),
                    row.name(),
                    row.role(),
                    row.createdAt().toString(),
                    row.createdBy(),
                    text(row.expiresAt()),
                    text(row.lastUsedAt()),
                    text(row.revokedAt()),
                    token);
        }

        private static @Nullable String text(@Nullable Instant time) {
            return time == null ? null : time.toString();
        }
    }

    private record Tokens(List<View> items) {}

    private void list(Context request) {
        Answers.json(
                request,
                200,
                new Tokens(tokens.all().stream().map(row -> View.of(row, null)).toList()));
    }

    private void make(Context request) throws IOException, Problem {
        JsonBody body = JsonBody.of(request).allowing("name", "role", "expiresAt");
        String name = body.text("name", NAME_LIMIT);
        String word = body.text("role", 20);
        if (name == null || word == null) {
            throw Problem.badRequest("A token has a name and a role.");
        }
        Role role = Role.grantable(word)
                .orElseThrow(() -> Problem.badRequest("role must be upload, read, read-values or admin."));
        Instant expiresAt = body.time("expiresAt");
        if (expiresAt != null && !expiresAt.isAfter(Instant.now())) {
            throw Problem.badRequest("expiresAt must be in the future.");
        }
        Caller caller = Caller.of(request);
        if (caller.kind() == Caller.Kind.LOCAL && role != Role.ADMIN) {
            throw new Problem(
                    409,
                    "admin-first",
                    "From the first token on nobody gets in without one: make one with the role admin first.");
        }
        TokenDesk.Made made = tokens.make(name, role, expiresAt, caller.name());
        gate.lookAgain();
        request.header("Location", "/api/tokens/" + made.token().id());
        Answers.json(request, 201, View.of(made.token(), made.secret().text()));
    }

    private void revoke(Context request) throws Problem {
        if (!tokens.revoke(request.pathParam("id"))) {
            throw Problem.notFound("token");
        }
        request.status(204);
    }
}
