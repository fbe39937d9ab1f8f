package dev.holdup.server.store;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What lists and searches need of a report, and the folder that has all of it.
///
/// @param folder its name below the reports' folder
/// @param blockedFrame null if nothing is blocked; cut to what a column takes
public record StoredReport(
        String incidentId,
        String folder,
        Instant writtenAt,
        String kind,
        String category,
        String cause,
        String confidence,
        String subsystem,
        @Nullable String blockedFrame,
        String headline,
        int units,
        @Nullable Long retainedBytes) {
    private static final int FRAME_LIMIT = 1000;
    private static final int HEADLINE_LIMIT = 4000;
    private static final int WORD_LIMIT = 200;

    public static StoredReport of(String incidentId, String folder, IncidentReport report) {
        Verdict verdict = report.verdict();
        String frame = verdict.blockedFrame();
        boolean whole = report.inputs().stream().allMatch(IncidentReport.Input::complete);
        return new StoredReport(
                incidentId,
                folder,
                Database.now(),
                verdict.kind(),
                verdict.subsystem().category(),
                verdict.cause(),
                verdict.confidence(),
                cut(verdict.subsystem().name(), WORD_LIMIT),
                frame == null ? null : cut(frame, FRAME_LIMIT),
                cut(verdict.headline() + (whole ? "" : " (The dumps were read in part.)"), HEADLINE_LIMIT),
                verdict.units(),
                verdict.retainedBytes());
    }

    /// Also without the character 0, which PostgreSQL's texts cannot hold.
    private static String cut(String text, int length) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= length ? clean : clean.substring(0, length);
    }
}
