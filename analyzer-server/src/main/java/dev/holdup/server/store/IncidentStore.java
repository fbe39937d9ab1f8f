package dev.holdup.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Incidents as people describe them.
public final class IncidentStore {
    private final Database database;

    public IncidentStore(Database database) {
        this.database = database;
    }

    /// @param label null for one that only its id names
    public Incident create(Incident.Draft draft, @Nullable String label) {
        return database.jdbi().inTransaction(handle -> insert(handle, draft, label));
    }

    /// The incident with this label, made if there is none.
    public Incident labelled(String label, Incident.Draft draft) {
        Optional<Incident> there = byLabel(label);
        if (there.isPresent()) {
            return there.get();
        }
        try {
            return create(draft, label);
        } catch (RuntimeException raced) {
            // Another request has made it in between; anything else comes again.
            return byLabel(label).orElseThrow(() -> raced);
        }
    }

    private Optional<Incident> byLabel(String label) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select id from incident where label = :label")
                        .bind("label", label)
                        .mapTo(String.class)
                        .findOne())
                .flatMap(this::find);
    }

    static Incident insert(Handle handle, Incident.Draft draft, @Nullable String label) {
        Incident incident = new Incident(
                RandomId.next(),
                label,
                draft.title(),
                draft.service(),
                draft.ticket(),
                draft.occurredAt(),
                Database.now(),
                false,
                draft.tags());
        handle.createUpdate("insert into incident (id, label, title, service, ticket, occurred_at, created_at)"
                        + " values (:id, :label, :title, :service, :ticket, :occurredAt, :createdAt)")
                .bindMethods(incident)
                .execute();
        insertTags(handle, incident.id(), draft.tags());
        return incident;
    }

    private static void insertTags(Handle handle, String id, List<String> tags) {
        for (String tag : tags) {
            handle.createUpdate("insert into incident_tag (incident_id, tag) values (:id, :tag)")
                    .bind("id", id)
                    .bind("tag", tag)
                    .execute();
        }
    }

    /// Says anew what people say of it.
    public boolean describe(String id, Incident.Draft draft) {
        return database.jdbi().inTransaction(handle -> {
            int changed = handle.createUpdate(
                            "update incident set title = :title, service = :service, ticket = :ticket,"
                                    + " occurred_at = :occurredAt where id = :id")
                    .bindMethods(draft)
                    .bind("id", id)
                    .execute();
            if (changed == 1) {
                handle.createUpdate("delete from incident_tag where incident_id = :id")
                        .bind("id", id)
                        .execute();
                insertTags(handle, id, draft.tags());
            }
            return changed == 1;
        });
    }

    /// @return false if there is none
    public boolean pin(String id, boolean pinned) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("update incident set pinned = :pinned where id = :id")
                                .bind("pinned", pinned)
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    public Optional<Incident> find(String id) {
        return database.jdbi().withHandle(handle -> {
            List<String> tags = handle.createQuery("select tag from incident_tag where incident_id = :id order by tag")
                    .bind("id", id)
                    .mapTo(String.class)
                    .list();
            return handle.createQuery("select * from incident where id = :id")
                    .bind("id", id)
                    .map((row, _) -> read(row, tags))
                    .findOne();
        });
    }

    static Incident read(ResultSet row, List<String> tags) throws SQLException {
        return new Incident(
                row.getString("id"),
                row.getString("label"),
                row.getString("title"),
                row.getString("service"),
                row.getString("ticket"),
                instant(row, "occurred_at"),
                row.getTimestamp("created_at").toInstant(),
                row.getBoolean("pinned"),
                tags);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /// What has to be removed from the disk after an incident is gone from the database.
    ///
    /// @param contents hashes that no file has any longer
    /// @param report its folder's name
    public record Left(
            List<String> uploads,
            List<String> contents,
            @Nullable String report) {}

    /// Forgets it with its files, uploads, jobs and report.
    ///
    /// @return empty if there is none
    public Optional<Left> delete(String id) {
        return database.jdbi().inTransaction(handle -> {
            List<String> uploads = list(handle, "select id from upload where incident_id = :id", id);
            List<String> hashes = list(handle, "select distinct sha256 from dump_file where incident_id = :id", id);
            List<String> reports = list(handle, "select folder from report where incident_id = :id", id);
            if (handle.createUpdate("delete from incident where id = :id")
                            .bind("id", id)
                            .execute()
                    == 0) {
                return Optional.<Left>empty();
            }
            return Optional.of(
                    new Left(uploads, Contents.release(handle, hashes), reports.isEmpty() ? null : reports.getFirst()));
        });
    }

    private static List<String> list(Handle handle, String query, String id) {
        return handle.createQuery(query).bind("id", id).mapTo(String.class).list();
    }
}
