package dev.holdup.server.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Who is logged in to the page.
public final class SessionStore {
    /// Rows stay so long after their end, so that a browser that comes back is told from one that guesses.
    private static final Duration KEPT_AFTER_END = Duration.ofDays(30);

    private final Database database;

    public SessionStore(Database database) {
        this.database = database;
    }

    public record Row(String id, String tokenId, String secretSha256, Instant expiresAt) {}

    /// Also ends the oldest of the token beyond `most`, and forgets what ended long ago.
    public void add(Row session, int most) {
        Instant now = Database.now();
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("insert into access_session (id, token_id, secret_sha256, created_at, expires_at)"
                            + " values (:id, :tokenId, :secretSha256, :now, :expiresAt)")
                    .bindMethods(session)
                    .bind("now", now)
                    .execute();
            handle.createUpdate("delete from access_session where token_id = :token and id not in"
                            + " (select s.id from access_session s where s.token_id = :token"
                            + " order by s.created_at desc, s.id fetch first " + most + " rows only)")
                    .bind("token", session.tokenId())
                    .execute();
            handle.createUpdate("delete from access_session where expires_at < :before")
                    .bind("before", now.minus(KEPT_AFTER_END))
                    .execute();
        });
    }

    public Optional<Row> find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from access_session where id = :id")
                        .bind("id", id)
                        .map((row, _) -> new Row(
                                row.getString("id"),
                                row.getString("token_id"),
                                row.getString("secret_sha256"),
                                row.getTimestamp("expires_at").toInstant()))
                        .findOne());
    }

    public void remove(String id) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from access_session where id = :id")
                        .bind("id", id)
                        .execute());
    }
}
