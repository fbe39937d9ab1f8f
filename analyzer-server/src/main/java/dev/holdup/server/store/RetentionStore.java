package dev.holdup.server.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Which incidents, and which of their files, have been there for long. Those that are pinned, get files or are being
/// analysed are none of them.
public record RetentionStore(Database database) {
    private static final String AT_REST = "not i.pinned"
            + " and not exists (select 1 from job j where j.incident_id = i.id and j.state in ('queued', 'running'))"
            + " and not exists (select 1 from upload u where u.incident_id = i.id and u.finished_at is null"
            + "   and u.active_at > :active)";
    private static final String AGED = "select i.id, coalesce(max(f.added_at), i.created_at) last_at,"
            + " count(f.id) files, coalesce(sum(c.bytes), 0) bytes from incident i";

    /// An incident to be thinned out or removed.
    ///
    /// @param lastAt when it got its last file that counts here, or was made
    /// @param files and `bytes`: those that count here
    public record Aged(String incidentId, Instant lastAt, int files, long bytes) {}

    /// Incidents with files that are not gone, the oldest first.
    ///
    /// @param before without a file since then; null for any age
    public List<Aged> withDumps(@Nullable Instant before) {
        return aged(
                AGED + " join dump_file f on f.incident_id = i.id and f.gone_at is null"
                        + " join content c on c.sha256 = f.sha256 where " + AT_REST + " group by i.id, i.created_at"
                        + (before == null ? "" : " having max(f.added_at) < :before") + " order by last_at, i.id",
                before);
    }

    /// Incidents, with or without files, the oldest first.
    public List<Aged> incidents(Instant before) {
        return aged(
                AGED
                        + " left join dump_file f on f.incident_id = i.id left join content c on c.sha256 = f.sha256 where "
                        + AT_REST + " group by i.id, i.created_at"
                        + " having coalesce(max(f.added_at), i.created_at) < :before order by last_at, i.id",
                before);
    }

    private List<Aged> aged(String sql, @Nullable Instant before) {
        return database.jdbi().withHandle(handle -> {
            Query query = handle.createQuery(sql).bind("active", Database.now().minus(JobStore.UPLOAD_PATIENCE));
            if (before != null) {
                query.bind("before", before);
            }
            return query.map((row, _) -> new Aged(
                            row.getString("id"),
                            row.getTimestamp("last_at").toInstant(),
                            row.getInt("files"),
                            row.getLong("bytes")))
                    .list();
        });
    }

    /// Notes that an incident's files are gone, unless somebody has pinned it meanwhile.
    ///
    /// @return hashes of contents that nobody has any longer; empty if it was not done
    public Optional<List<String>> letGo(String incidentId) {
        return database.jdbi().inTransaction(handle -> {
            List<String> hashes = handle.createQuery("select distinct f.sha256 from dump_file f"
                            + " join incident i on i.id = f.incident_id"
                            + " where i.id = :id and not i.pinned and f.gone_at is null")
                    .bind("id", incidentId)
                    .mapTo(String.class)
                    .list();
            if (hashes.isEmpty()) {
                return Optional.<List<String>>empty();
            }
            handle.createUpdate("update dump_file set gone_at = :now where incident_id = :id and gone_at is null")
                    .bind("now", Database.now())
                    .bind("id", incidentId)
                    .execute();
            return Optional.of(Contents.release(handle, hashes));
        });
    }
}
