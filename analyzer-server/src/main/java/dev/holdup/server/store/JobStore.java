package dev.holdup.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The queue of analyses. An incident has at most one that waits.
public final class JobStore {
    /// An upload of which nothing came for so long does not hold up its incident's analysis any longer.
    static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(10);

    /// Why a job is cancelled whose incident has got another file.
    public static final String SUPERSEDED = "A file was added: a newer analysis takes this one's place.";

    private final Database database;

    public JobStore(Database database) {
        this.database = database;
    }

    /// Has the incident analysed, not before `settle` has passed; one that waits already waits as long.
    static void request(Handle handle, String incidentId, Duration settle) {
        Instant now = Database.now();
        int moved = handle.createUpdate(
                        "update job set ready_at = :ready where incident_id = :incident and state = 'queued'")
                .bind("ready", now.plus(settle))
                .bind("incident", incidentId)
                .execute();
        if (moved == 0) {
            handle.createUpdate("insert into job (incident_id, state, ready_at, queued_at)"
                            + " values (:incident, 'queued', :ready, :now)")
                    .bind("incident", incidentId)
                    .bind("ready", now.plus(settle))
                    .bind("now", now)
                    .execute();
        }
    }

    public void request(String incidentId) {
        database.jdbi().useTransaction(handle -> request(handle, incidentId, Duration.ZERO));
    }

    /// Those that may begin now, in order.
    public List<Job> ready(int limit) {
        Instant now = Database.now();
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from job j where j.state = 'queued' and j.ready_at <= :now"
                                        + " and not exists (select 1 from job r where r.incident_id = j.incident_id and r.state = 'running')"
                                        + " and not exists (select 1 from upload u where u.incident_id = j.incident_id"
                                        + "   and u.finished_at is null and u.active_at > :patience)"
                                        + " order by j.id fetch first " + limit + " rows only")
                        .bind("now", now)
                        .bind("patience", now.minus(UPLOAD_PATIENCE))
                        .map((row, _) -> read(row))
                        .list());
    }

    public int waiting() {
        return count("queued");
    }

    public int running() {
        return count("running");
    }

    private int count(String state) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) from job where state = :state")
                        .bind("state", state)
                        .mapTo(Integer.class)
                        .one());
    }

    public Optional<Job> latest(String incidentId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from job where incident_id = :id order by id desc"
                                + " fetch first 1 rows only")
                        .bind("id", incidentId)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    public Optional<Job> find(long id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from job where id = :id")
                        .bind("id", id)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    /// @return whether it was waiting, and now is this caller's
    public boolean claim(long id) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("update job set state = 'running', started_at = :now"
                                        + " where id = :id and state = 'queued'")
                                .bind("now", Database.now())
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    /// Done: the report takes the place of an older one, whose folder is returned.
    ///
    /// May be said again if no answer came.
    ///
    /// @return null if there was none; empty if the job is not running any longer, so that its report is not wanted
    public Optional<Replaced> done(long id, StoredReport report) {
        return database.jdbi().inTransaction(handle -> {
            if (!end(handle, id, Job.State.DONE, null)) {
                boolean saidBefore = handle.createQuery("select count(*) from report where folder = :folder")
                                .bind("folder", report.folder())
                                .mapTo(Integer.class)
                                .one()
                        > 0;
                return saidBefore ? Optional.of(new Replaced(null)) : Optional.<Replaced>empty();
            }
            String older = handle.createQuery("select folder from report where incident_id = :id")
                    .bind("id", report.incidentId())
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null);
            handle.createUpdate("delete from report where incident_id = :id")
                    .bind("id", report.incidentId())
                    .execute();
            handle.createUpdate(
                            "insert into report (incident_id, folder, written_at, kind, category, cause, confidence,"
                                    + " subsystem, blocked_frame, headline, units, retained_bytes) values (:incidentId, :folder,"
                                    + " :writtenAt, :kind, :category, :cause, :confidence, :subsystem, :blockedFrame, :headline,"
                                    + " :units, :retainedBytes)")
                    .bindMethods(report)
                    .execute();
            return Optional.of(new Replaced(older));
        });
    }

    /// @param folder of the report before, null if there was none
    public record Replaced(@Nullable String folder) {}

    /// Ends a job that runs or waits.
    ///
    /// @return false if it has ended already, or its incident is gone
    public boolean end(long id, Job.State state, @Nullable String error) {
        return database.jdbi().inTransaction(handle -> end(handle, id, state, error));
    }

    private static boolean end(Handle handle, long id, Job.State state, @Nullable String error) {
        return handle.createUpdate("update job set state = :state, ended_at = :now, error = :error"
                                + " where id = :id and state in ('running', 'queued')")
                        .bind("state", state.word())
                        .bind("now", Database.now())
                        .bind("error", error)
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /// Its process ended without a result: it waits again.
    public void crashed(long id) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "update job set state = 'queued', crashes = crashes + 1 where id = :id and state = 'running'")
                        .bind("id", id)
                        .execute());
    }

    /// It waits again; nobody is to blame.
    public void giveBack(long id) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "update job set state = 'queued' where id = :id and state = 'running'")
                        .bind("id", id)
                        .execute());
    }

    /// It waits again, for a while at least; nobody is to blame.
    public void postpone(long id, Duration pause) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "update job set state = 'queued', ready_at = :ready where id = :id and state = 'running'")
                        .bind("ready", Database.now().plus(pause))
                        .bind("id", id)
                        .execute());
    }

    /// Those that some server runs, or ran as it lost the database.
    public List<Long> runningIds() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select id from job where state = 'running'")
                        .mapTo(Long.class)
                        .list());
    }

    /// What ran as the server ended waits again; that is nobody's fault and counts as no crash.
    public int requeueRunning() {
        return database.jdbi().inTransaction(handle -> {
            handle.createUpdate(
                            "update job set state = 'cancelled', ended_at = :now, error = :error where state = 'running'"
                                    + " and exists (select 1 from job q where q.incident_id = job.incident_id and q.state = 'queued')")
                    .bind("now", Database.now())
                    .bind("error", SUPERSEDED)
                    .execute();
            return handle.createUpdate("update job set state = 'queued' where state = 'running'")
                    .execute();
        });
    }

    static Job read(ResultSet row) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getString("incident_id"),
                Job.State.of(row.getString("state")),
                row.getTimestamp("ready_at").toInstant(),
                row.getTimestamp("queued_at").toInstant(),
                IncidentStore.instant(row, "started_at"),
                IncidentStore.instant(row, "ended_at"),
                row.getInt("crashes"),
                row.getString("error"));
    }
}
