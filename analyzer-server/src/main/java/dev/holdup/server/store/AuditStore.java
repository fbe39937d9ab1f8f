package dev.holdup.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Who did what, for as long as it is kept.
public final class AuditStore {
    private static final int PRUNE_EVERY = 1000;

    private final Database database;
    private final Duration kept;
    private final long rows;
    private final AtomicLong added = new AtomicLong();

    /// @param kept how long
    /// @param rows how many at most, of the newest
    public AuditStore(Database database, Duration kept, long rows) {
        this.database = database;
        this.kept = kept;
        this.rows = rows;
    }

    public void add(AuditEntry entry) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into audit_entry (noted_at, caller_kind, caller_name, token_id, address, action,"
                                        + " target, status) values (:notedAt, :callerKind, :callerName, :tokenId, :address,"
                                        + " :action, :target, :status)")
                        .bindMethods(entry)
                        .execute());
        if (added.incrementAndGet() % PRUNE_EVERY == 0) {
            prune();
        }
    }

    /// Forgets what is too old, or too much.
    public void prune() {
        database.jdbi().useHandle(handle -> {
            handle.createUpdate("delete from audit_entry where noted_at < :before")
                    .bind("before", Database.now().minus(kept))
                    .execute();
            // Ids have gaps at most, so this never keeps more.
            handle.createUpdate("delete from audit_entry where id <= (select max(id) from audit_entry) - :rows")
                    .bind("rows", rows)
                    .execute();
        });
    }

    /// Newest first.
    ///
    /// @param before only those with a lower id; null for the newest
    /// @param caller only those of this name
    /// @param target only those done to this id
    public List<AuditEntry.Noted> list(
            @Nullable Long before, @Nullable String caller, @Nullable String target, int limit) {
        String sql = "select * from audit_entry where 1 = 1"
                + (before == null ? "" : " and id < :before")
                + (caller == null ? "" : " and caller_name = :caller")
                + (target == null ? "" : " and target = :target")
                + " order by id desc fetch first " + limit + " rows only";
        return database.jdbi().withHandle(handle -> {
            var query = handle.createQuery(sql);
            if (before != null) {
                query.bind("before", before);
            }
            if (caller != null) {
                query.bind("caller", caller);
            }
            if (target != null) {
                query.bind("target", target);
            }
            return query.map((row, _) -> read(row)).list();
        });
    }

    private static AuditEntry.Noted read(ResultSet row) throws SQLException {
        return new AuditEntry.Noted(
                row.getLong("id"),
                new AuditEntry(
                        row.getTimestamp("noted_at").toInstant(),
                        row.getString("caller_kind"),
                        row.getString("caller_name"),
                        row.getString("token_id"),
                        row.getString("address"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getInt("status")));
    }
}
