package dev.holdup.report.text;

import dev.holdup.analysis.findings.IncidentReport;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/// A report whose every text has gone through [VisibleText]: the one gate between what a dump says and what is drawn.
///
/// It walks the records, so that a text added to the report later passes the gate too. report.json is written from the
/// report itself, never from this copy.
public final class VisibleReport {
    /// Longer than any name or sentence that means something.
    private static final int TEXT_LIMIT = 400;

    /// The last report and its copy, as long as somebody has them: each format asks for the copy anew.
    private record Last(WeakReference<IncidentReport> report, WeakReference<IncidentReport> visible) {}

    private static volatile @Nullable Last last;

    private VisibleReport() {}

    public static IncidentReport of(IncidentReport report) {
        Last known = last;
        IncidentReport copy = known != null && known.report().refersTo(report)
                ? known.visible().get()
                : null;
        if (copy == null) {
            copy = RecordTexts.changed(report, text -> VisibleText.of(text, TEXT_LIMIT));
            last = new Last(new WeakReference<>(report), new WeakReference<>(copy));
        }
        return copy;
    }
}
