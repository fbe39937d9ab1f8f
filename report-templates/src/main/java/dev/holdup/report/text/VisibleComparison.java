package dev.holdup.report.text;

import dev.holdup.analysis.comparison.Comparison;

/// A comparison whose every text has gone through [VisibleText], as [VisibleReport] does for a report.
public final class VisibleComparison {
    private static final int TEXT_LIMIT = 400;

    private VisibleComparison() {}

    public static Comparison of(Comparison comparison) {
        return RecordTexts.changed(comparison, text -> VisibleText.of(text, TEXT_LIMIT));
    }
}
