package dev.holdup.report.text;

import dev.holdup.analysis.findings.IncidentReport;

/// A report whose every text has gone through [VisibleText]: the one gate between what a dump says and what is drawn.
///
/// It walks the records, so that a text added to the report later passes the gate too. report.json is written from the
/// report itself, never from this copy.
public final class VisibleReport {
    /// Longer than any name or sentence that means something.
    private static final int TEXT_LIMIT = 400;

    private VisibleReport() {}

    public static IncidentReport of(IncidentReport report) {
        return RecordTexts.changed(report, text -> VisibleText.of(text, TEXT_LIMIT));
    }
}
