package dev.holdup.server.web;

import dev.holdup.server.queue.ProgressBoard;
import dev.holdup.server.store.DumpFile;
import dev.holdup.server.store.Incident;
import dev.holdup.server.store.IncidentRow;
import dev.holdup.server.store.Job;
import dev.holdup.server.store.StoredReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An incident as the interface shows it.
///
/// @param state of its latest analysis: `queued`, `running`, `done`, `failed`, `cancelled`; `empty` before its first
/// file
/// @param error why it failed or was cancelled
/// @param verdict of the last analysis that went well, which may be one before the latest
/// @param files null in lists
/// @param uploads on their way in; null in lists
/// @param keeping null in lists
record IncidentView(
        String id,
        @Nullable String label,
        String title,
        @Nullable String service,
        @Nullable String ticket,
        @Nullable String occurredAt,
        String createdAt,
        List<String> tags,
        String state,
        @Nullable String error,
        @Nullable Running running,
        @Nullable VerdictView verdict,
        @Nullable List<FileView> files,
        @Nullable List<UploadView> uploads,
        @Nullable KeepingView keeping) {

    /// @param done share of the work, 0 to 1
    record Running(String phase, double done) {}

    /// @param goneAt null as long as its bytes are there
    record FileView(
            String id,
            String name,
            long bytes,
            String sha256,
            String addedAt,
            @Nullable String goneAt) {
        static FileView of(DumpFile file) {
            return new FileView(
                    file.id(),
                    file.name(),
                    file.bytes(),
                    file.sha256(),
                    file.addedAt().toString(),
                    file.goneAt() == null ? null : file.goneAt().toString());
        }
    }

    record UploadView(String id, String name, long bytes, long offset) {}

    record VerdictView(
            String kind,
            String category,
            String cause,
            String confidence,
            String subsystem,
            @Nullable String blockedFrame,
            String headline,
            int units,
            @Nullable Long retainedBytes,
            String writtenAt) {
        static VerdictView of(StoredReport report) {
            return new VerdictView(
                    report.kind(),
                    report.category(),
                    report.cause(),
                    report.confidence(),
                    report.subsystem(),
                    report.blockedFrame(),
                    report.headline(),
                    report.units(),
                    report.retainedBytes(),
                    report.writtenAt().toString());
        }
    }

    static IncidentView of(
            IncidentRow row,
            ProgressBoard.@Nullable Event progress,
            @Nullable List<FileView> files,
            @Nullable List<UploadView> uploads) {
        Incident incident = row.incident();
        Job job = row.job();
        StoredReport report = row.report();
        Instant occurredAt = incident.occurredAt();
        return new IncidentView(
                incident.id(),
                incident.label(),
                incident.title(),
                incident.service(),
                incident.ticket(),
                occurredAt == null ? null : occurredAt.toString(),
                incident.createdAt().toString(),
                incident.tags(),
                job == null ? "empty" : job.state().word(),
                job == null ? null : job.error(),
                progress == null ? null : new Running(progress.phase(), progress.done()),
                report == null ? null : VerdictView.of(report),
                files,
                uploads,
                null);
    }

    IncidentView kept(KeepingView how) {
        return new IncidentView(
                id,
                label,
                title,
                service,
                ticket,
                occurredAt,
                createdAt,
                tags,
                state,
                error,
                running,
                verdict,
                files,
                uploads,
                how);
    }

    /// What somebody needs who hands files in: not what came of them, nor what others say of the incident.
    IncidentView forUploaders() {
        return new IncidentView(
                id, label, title, null, null, null, createdAt, List.of(), state, null, null, null, files, uploads,
                null);
    }
}
