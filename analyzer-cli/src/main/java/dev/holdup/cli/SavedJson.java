package dev.holdup.cli;

import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.ComparisonReport;
import dev.holdup.report.JsonReport;
import dev.holdup.report.UnreadableReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// JSON that holdup has written, read back; what goes wrong becomes a sentence for the user.
record SavedJson(Path file) {

    private interface Reading<R> {
        R read(Path file) throws IOException, UnreadableReportException;
    }

    boolean isComparison() throws CommandFailure {
        return read(JsonReport::isComparison);
    }

    /// Whether holdup has written it; a thread dump may be JSON, too.
    boolean isOurs() throws CommandFailure {
        return read(JsonReport::isOurs);
    }

    IncidentReport report() throws CommandFailure {
        return read(JsonReport::read);
    }

    Comparison comparison() throws CommandFailure {
        return read(ComparisonReport::read);
    }

    private <R> R read(Reading<R> reading) throws CommandFailure {
        if (!Files.exists(file)) {
            throw CommandFailure.unreadable(file + " does not exist: check the path.");
        }
        if (Files.isDirectory(file)) {
            throw CommandFailure.unreadable(file + " is a folder: give the report.json in it.");
        }
        try {
            return reading.read(file);
        } catch (UnreadableReportException notAReport) {
            throw CommandFailure.unreadable(String.valueOf(notAReport.getMessage()), notAReport);
        } catch (IOException unreadable) {
            throw CommandFailure.unreadable("Cannot read " + file + ": check its permissions.", unreadable);
        }
    }
}
