package dev.holdup.report;

import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.report.text.ViewWords;

/// The views of the heap for a terminal: the sentence of each.
final class ViewsText {
    private ViewsText() {}

    static void lines(HeapViews views, TerminalLines lines) {
        HeapOverview overview = views.overview();
        if (overview != null) {
            lines.labelled(ViewWords.label(ViewName.OVERVIEW), overview.saying());
        }
    }
}
