package dev.holdup.server.store;

import java.time.Duration;
import java.util.Optional;

/// What was made for requests that carry an `Idempotency-Key`, so that a repeated one makes nothing a second time.
public final class Idempotency {
    private static final Duration KEPT = Duration.ofDays(2);

    private final Database database;

    public Idempotency(Database database) {
        this.database = database;
    }

    /// The key was used for a request of other content.
    public static final class DifferentRequestException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private record Row(String requestSha256, String incidentId) {}

    /// What was made for the key, otherwise a new incident.
    public String incident(String key, String requestSha256, Incident.Draft draft) throws DifferentRequestException {
        Optional<Row> known = find(key);
        if (known.isEmpty()) {
            try {
                return database.jdbi().inTransaction(handle -> {
                    Incident incident = IncidentStore.insert(handle, draft, null);
                    handle.createUpdate(
                                    "insert into idempotency (idempotency_key, request_sha256, incident_id, created_at)"
                                            + " values (:key, :hash, :incident, :now)")
                            .bind("key", key)
                            .bind("hash", requestSha256)
                            .bind("incident", incident.id())
                            .bind("now", Database.now())
                            .execute();
                    return incident.id();
                });
            } catch (RuntimeException raced) {
                known = Optional.of(find(key).orElseThrow(() -> raced));
            }
        }
        if (!known.get().requestSha256().equals(requestSha256)) {
            throw new DifferentRequestException();
        }
        return known.get().incidentId();
    }

    private Optional<Row> find(String key) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select request_sha256, incident_id from idempotency where idempotency_key = :key")
                        .bind("key", key)
                        .map((row, _) -> new Row(row.getString(1), row.getString(2)))
                        .findOne());
    }

    /// Forgets old keys.
    public void forgetOld() {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from idempotency where created_at < :before")
                        .bind("before", Database.now().minus(KEPT))
                        .execute());
    }
}
