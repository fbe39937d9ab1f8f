package dev.holdup.report;

import dev.holdup.analysis.findings.HeapClassLoading;
import dev.holdup.analysis.findings.HeapClasses;
import dev.holdup.analysis.findings.HeapDominators;
import dev.holdup.analysis.findings.HeapGrowth;
import dev.holdup.analysis.findings.HeapOffHeap;
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
        HeapClasses classes = views.classes();
        if (classes != null) {
            lines.labelled(ViewWords.label(ViewName.CLASSES), classes.saying());
        }
        HeapDominators dominators = views.dominators();
        if (dominators != null) {
            lines.labelled(ViewWords.label(ViewName.DOMINATORS), dominators.saying());
        }
        HeapGrowth growth = views.suspects();
        if (growth != null && !growth.grown().isEmpty()) {
            lines.labelled(ViewWords.label(ViewName.SUSPECTS), growth.saying());
        }
        HeapOffHeap offHeap = views.offHeap();
        if (offHeap != null) {
            lines.labelled(ViewWords.label(ViewName.OFF_HEAP), offHeap.saying());
        }
        HeapClassLoading classLoading = views.classLoading();
        if (classLoading != null) {
            lines.labelled(ViewWords.label(ViewName.CLASS_LOADING), classLoading.saying());
        }
    }
}
