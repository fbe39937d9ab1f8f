package dev.holdup.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Files on their way in, and the files they become.
public final class UploadStore {
    private static final String COLUMNS = "id, incident_id, name, bytes, sha256, finished_at";
    private static final String FILES = "select f.*, c.bytes from dump_file f join content c on c.sha256 = f.sha256 ";

    private final Database database;

    public UploadStore(Database database) {
        this.database = database;
    }

    /// @param resumable whether it may come in parts, and outlives the server
    public Upload begin(String incidentId, String name, long bytes, boolean resumable) {
        Upload upload = new Upload(RandomId.next(), incidentId, name, bytes, null, null);
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into upload (id, incident_id, name, bytes, resumable, created_at, active_at)"
                                        + " values (:id, :incidentId, :name, :bytes, :resumable, :now, :now)")
                        .bindMethods(upload)
                        .bind("resumable", resumable)
                        .bind("now", Database.now())
                        .execute());
        return upload;
    }

    public Optional<Upload> find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select " + COLUMNS + " from upload where id = :id")
                        .bind("id", id)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    /// Uploads that are not finished.
    public List<Upload> open() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select " + COLUMNS + " from upload where finished_at is null")
                        .map((row, _) -> read(row))
                        .list());
    }

    public List<Upload> openOf(String incidentId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select " + COLUMNS
                                        + " from upload where finished_at is null and incident_id = :id order by created_at, id")
                        .bind("id", incidentId)
                        .map((row, _) -> read(row))
                        .list());
    }

    private static Upload read(ResultSet row) throws SQLException {
        return new Upload(
                row.getString("id"),
                row.getString("incident_id"),
                row.getString("name"),
                row.getLong("bytes"),
                row.getString("sha256"),
                IncidentStore.instant(row, "finished_at"));
    }

    /// Bytes arrive: its incident is not to be analysed yet.
    public void touch(String id) {
        execute("update upload set active_at = :now where id = :id", id);
    }

    /// All bytes are there. From here on, a killed server finishes it when it starts again.
    public void complete(String id, String sha256) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update upload set sha256 = :sha256 where id = :id")
                        .bind("sha256", sha256)
                        .bind("id", id)
                        .execute());
    }

    /// Makes it a file of its incident and has the incident analysed after `settle`. Asked again, it changes nothing.
    public DumpFile finish(String id, long bytes, String sha256, Duration settle) {
        return database.jdbi().inTransaction(handle -> {
            Upload upload = handle.createQuery("select " + COLUMNS + " from upload where id = :id")
                    .bind("id", id)
                    .map((row, _) -> read(row))
                    .one();
            Contents.arrived(handle, sha256, bytes);
            Optional<DumpFile> there = fileOf(handle, upload, sha256);
            if (there.isEmpty()) {
                handle.createUpdate("insert into dump_file (id, incident_id, name, sha256, added_at)"
                                + " values (:id, :incident, :name, :sha256, :now)")
                        .bind("id", RandomId.next())
                        .bind("incident", upload.incidentId())
                        .bind("name", upload.name())
                        .bind("sha256", sha256)
                        .bind("now", Database.now())
                        .execute();
                JobStore.request(handle, upload.incidentId(), settle);
            } else if (there.get().isGone()) {
                handle.createUpdate("update dump_file set gone_at = null, added_at = :now where id = :id")
                        .bind("now", Database.now())
                        .bind("id", there.get().id())
                        .execute();
                JobStore.request(handle, upload.incidentId(), settle);
            }
            handle.createUpdate("update upload set finished_at = :now, bytes = :bytes where id = :id")
                    .bind("now", Database.now())
                    .bind("bytes", bytes)
                    .bind("id", id)
                    .execute();
            return fileOf(handle, upload, sha256).orElseThrow();
        });
    }

    private static Optional<DumpFile> fileOf(Handle handle, Upload upload, String sha256) {
        return handle.createQuery(FILES + "where f.incident_id = :incident and f.name = :name and f.sha256 = :sha256")
                .bind("incident", upload.incidentId())
                .bind("name", upload.name())
                .bind("sha256", sha256)
                .map((row, _) -> readFile(row))
                .findOne();
    }

    private static DumpFile readFile(ResultSet row) throws SQLException {
        return new DumpFile(
                row.getString("id"),
                row.getString("incident_id"),
                row.getString("name"),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getTimestamp("added_at").toInstant(),
                IncidentStore.instant(row, "gone_at"));
    }

    public List<DumpFile> filesOf(String incidentId) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(FILES + "where f.incident_id = :id order by f.name, f.id")
                        .bind("id", incidentId)
                        .map((row, _) -> readFile(row))
                        .list());
    }

    /// Those of its files whose bytes are there.
    public List<DumpFile> readableFilesOf(String incidentId) {
        return filesOf(incidentId).stream().filter(file -> !file.isGone()).toList();
    }

    /// All contents that some file has.
    public List<String> contents() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select sha256 from content where gone_at is null")
                        .mapTo(String.class)
                        .list());
    }

    /// Forgets those that ended with the server, and incidents that were made for them alone: their senders have no
    /// answer and begin anew.
    public void forgetBrokenOff() {
        database.jdbi().useTransaction(handle -> {
            List<String> incidents = handle.createQuery(
                            "select distinct incident_id from upload where not resumable and sha256 is null")
                    .mapTo(String.class)
                    .list();
            handle.execute("delete from upload where not resumable and sha256 is null");
            for (String incident : incidents) {
                handle.createUpdate("delete from incident where id = :id and label is null"
                                + " and not exists (select 1 from upload where incident_id = :id)"
                                + " and not exists (select 1 from dump_file where incident_id = :id)")
                        .bind("id", incident)
                        .execute();
            }
        });
    }

    public void remove(String id) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from upload where id = :id")
                        .bind("id", id)
                        .execute());
    }

    /// Forgets finished ones that nobody asks for any longer.
    public void forgetFinished(Duration after) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from upload where finished_at < :before")
                        .bind("before", Database.now().minus(after))
                        .execute());
    }

    private void execute(String update, String id) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(update)
                        .bind("id", id)
                        .bind("now", Database.now())
                        .execute());
    }
}
