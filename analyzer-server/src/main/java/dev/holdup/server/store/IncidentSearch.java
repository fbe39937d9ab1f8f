package dev.holdup.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Finds incidents, each with its latest job and its report.
public final class IncidentSearch {
    private static final String ROWS = """
            select i.id, i.label, i.title, i.service, i.ticket, i.occurred_at, i.created_at, i.pinned,
              j.id job_id, j.state job_state, j.ready_at, j.queued_at, j.started_at, j.ended_at, j.crashes, j.error,
              r.folder, r.written_at, r.kind, r.category, r.cause, r.confidence, r.subsystem, r.blocked_frame, r.headline,
              r.units, r.retained_bytes
            from incident i
            left join job j on j.id = (select max(l.id) from job l where l.incident_id = i.id)
            left join report r on r.incident_id = i.id
            where 1 = 1
            """;

    private final Database database;

    public IncidentSearch(Database database) {
        this.database = database;
    }

    public Optional<IncidentRow> find(String id) {
        return database.jdbi().withHandle(handle -> {
            List<IncidentRow> rows = handle.createQuery(ROWS + " and i.id = :id")
                    .bind("id", id)
                    .map((row, _) -> read(row))
                    .list();
            return withTags(handle, rows).stream().findFirst();
        });
    }

    /// One row more than the limit if there are more.
    public List<IncidentRow> list(IncidentQuery wanted) {
        StringBuilder sql = new StringBuilder(ROWS);
        Map<String, Object> values = new HashMap<>();
        also(sql, values, " and i.service = :service", "service", wanted.service());
        also(sql, values, " and r.kind = :kind", "kind", wanted.kind());
        also(sql, values, " and r.category = :category", "category", wanted.category());
        if ("empty".equals(wanted.state())) {
            sql.append(" and j.id is null");
        } else {
            also(sql, values, " and j.state = :state", "state", wanted.state());
        }
        also(
                sql,
                values,
                " and exists (select 1 from incident_tag t where t.incident_id = i.id and t.tag = :tag)",
                "tag",
                wanted.tag());
        if (wanted.text() != null) {
            sql.append(
                    " and (lower(i.title) like :text escape '!' or lower(i.service) like :text escape '!'"
                            + " or lower(i.ticket) like :text escape '!' or lower(r.headline) like :text escape '!'"
                            + " or exists (select 1 from incident_tag t where t.incident_id = i.id and lower(t.tag) like :text escape '!')"
                            + " or exists (select 1 from dump_file f where f.incident_id = i.id and lower(f.name) like :text escape '!'))");
            values.put("text", "%" + literally(wanted.text().toLowerCase(Locale.ROOT)) + "%");
        }
        IncidentQuery.Cursor after = wanted.after();
        if (after != null) {
            sql.append(" and (i.created_at < :time or (i.created_at = :time and i.id < :id))");
            values.put("time", Instant.EPOCH.plus(after.epochMicros(), ChronoUnit.MICROS));
            values.put("id", after.id());
        }
        sql.append(" order by i.created_at desc, i.id desc fetch first ")
                .append(wanted.limit() + 1)
                .append(" rows only");
        return database.jdbi().withHandle(handle -> {
            Query query = handle.createQuery(sql.toString());
            values.forEach(query::bind);
            return withTags(handle, query.map((row, _) -> read(row)).list());
        });
    }

    /// Others with the same kind of verdict, category, cause and blocked frame, newest first.
    public List<IncidentRow> similar(StoredReport report, int limit) {
        return database.jdbi()
                .withHandle(handle -> withTags(
                        handle,
                        handle.createQuery(ROWS
                                        + " and i.id <> :incidentId and r.kind = :kind and r.category = :category"
                                        + " and r.cause = :cause and r.blocked_frame is not distinct from :blockedFrame"
                                        + " order by i.created_at desc, i.id desc fetch first " + limit + " rows only")
                                .bindMethods(report)
                                .map((row, _) -> read(row))
                                .list()));
    }

    private static void also(
            StringBuilder sql, Map<String, Object> values, String condition, String name, @Nullable String value) {
        if (value != null) {
            sql.append(condition);
            values.put(name, value);
        }
    }

    /// What `like` takes for wildcards stands for itself.
    private static String literally(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static IncidentRow read(ResultSet row) throws SQLException {
        String id = row.getString("id");
        String state = row.getString("job_state");
        Job job = state == null
                ? null
                : new Job(
                        row.getLong("job_id"),
                        id,
                        Job.State.of(state),
                        row.getTimestamp("ready_at").toInstant(),
                        row.getTimestamp("queued_at").toInstant(),
                        IncidentStore.instant(row, "started_at"),
                        IncidentStore.instant(row, "ended_at"),
                        row.getInt("crashes"),
                        row.getString("error"));
        return new IncidentRow(IncidentStore.read(row, List.of()), job, report(row, id));
    }

    private static @Nullable StoredReport report(ResultSet row, String id) throws SQLException {
        String folder = row.getString("folder");
        if (folder == null) {
            return null;
        }
        long retained = row.getLong("retained_bytes");
        Long retainedBytes = row.wasNull() ? null : (Long) retained;
        return new StoredReport(
                id,
                folder,
                row.getTimestamp("written_at").toInstant(),
                row.getString("kind"),
                row.getString("category"),
                row.getString("cause"),
                row.getString("confidence"),
                row.getString("subsystem"),
                row.getString("blocked_frame"),
                row.getString("headline"),
                row.getInt("units"),
                retainedBytes);
    }

    private static List<IncidentRow> withTags(Handle handle, List<IncidentRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<String, List<String>> tags = new HashMap<>();
        handle.createQuery("select incident_id, tag from incident_tag where incident_id in (<ids>) order by tag")
                .bindList("ids", rows.stream().map(row -> row.incident().id()).toList())
                .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(entry -> tags.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return rows.stream()
                .map(row -> new IncidentRow(
                        row.incident().tagged(tags.getOrDefault(row.incident().id(), List.of())),
                        row.job(),
                        row.report()))
                .toList();
    }

    /// Names of all report folders that some incident has.
    public List<String> reportFolders() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select folder from report")
                        .mapTo(String.class)
                        .list());
    }
}
