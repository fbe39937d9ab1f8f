package dev.holdup.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tokens, those that are revoked included.
public final class TokenStore {
    private final Database database;

    public TokenStore(Database database) {
        this.database = database;
    }

    /// @return as it is stored
    public TokenRow add(
            String id, String name, String role, String secretSha256, String createdBy, @Nullable Instant expiresAt) {
        TokenRow token = new TokenRow(id, name, role, secretSha256, Database.now(), createdBy, expiresAt, null, null);
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into access_token (id, name, role, secret_sha256, created_at, created_by, expires_at)"
                                        + " values (:id, :name, :role, :secretSha256, :createdAt, :createdBy, :expiresAt)")
                        .bindMethods(token)
                        .execute());
        return token;
    }

    public Optional<TokenRow> find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from access_token where id = :id")
                        .bind("id", id)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    /// In the order in which they were made.
    public List<TokenRow> all() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from access_token order by created_at, id")
                        .map((row, _) -> read(row))
                        .list());
    }

    /// Whether there ever was one.
    public boolean any() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select id from access_token fetch first 1 rows only")
                        .mapTo(String.class)
                        .findOne()
                        .isPresent());
    }

    /// Whether one can be used now.
    public boolean anyUsable() {
        Instant now = Database.now();
        return all().stream().anyMatch(token -> token.isUsableAt(now));
    }

    /// @return false if there is none, or it was revoked before
    public boolean revoke(String id) {
        return database.jdbi().inTransaction(handle -> {
            handle.createUpdate("delete from access_session where token_id = :id")
                    .bind("id", id)
                    .execute();
            return handle.createUpdate(
                                    "update access_token set revoked_at = :now where id = :id and revoked_at is null")
                            .bind("now", Database.now())
                            .bind("id", id)
                            .execute()
                    == 1;
        });
    }

    public void used(String id) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update access_token set last_used_at = :now where id = :id")
                        .bind("now", Database.now())
                        .bind("id", id)
                        .execute());
    }

    private static TokenRow read(ResultSet row) throws SQLException {
        return new TokenRow(
                row.getString("id"),
                row.getString("name"),
                row.getString("role"),
                row.getString("secret_sha256"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                IncidentStore.instant(row, "expires_at"),
                IncidentStore.instant(row, "last_used_at"),
                IncidentStore.instant(row, "revoked_at"));
    }
}
