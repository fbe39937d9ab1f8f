package dev.holdup.report;

import dev.holdup.analysis.findings.CollectionsView;
import dev.holdup.analysis.findings.HeapClassLoading;
import dev.holdup.analysis.findings.HeapClasses;
import dev.holdup.analysis.findings.HeapDominators;
import dev.holdup.analysis.findings.HeapGrowth;
import dev.holdup.analysis.findings.HeapOffHeap;
import dev.holdup.analysis.findings.HeapOverview;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.ReferencesView;
import dev.holdup.analysis.findings.StringsView;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.report.text.ViewWords;

/// The views of the heap for a terminal: what the sentence of each begins with.
final class ViewsText {
    private ViewsText() {}

    static void lines(HeapViews views, TerminalLines lines) {
        if (views.present().isEmpty()) {
            return;
        }
        lines.heading("In the heap");
        HeapOverview overview = views.overview();
        if (overview != null) {
            lines.brief(ViewWords.label(ViewName.OVERVIEW), overview.saying());
        }
        HeapClasses classes = views.classes();
        if (classes != null) {
            lines.brief(ViewWords.label(ViewName.CLASSES), classes.saying());
        }
        HeapDominators dominators = views.dominators();
        if (dominators != null) {
            lines.brief(
                    ViewWords.label(ViewName.DOMINATORS),
                    (dominators.saying() + " " + ViewWords.depth(dominators)).strip());
        }
        HeapGrowth growth = views.suspects();
        if (growth != null && !growth.grown().isEmpty()) {
            lines.brief(ViewWords.label(ViewName.SUSPECTS), growth.saying());
        }
        CollectionsView collections = views.collections();
        if (collections != null) {
            lines.brief(ViewWords.label(ViewName.COLLECTIONS), collections.saying());
        }
        StringsView strings = views.strings();
        if (strings != null) {
            lines.brief(ViewWords.label(ViewName.STRINGS), strings.saying());
        }
        ReferencesView references = views.references();
        if (references != null) {
            lines.brief(ViewWords.label(ViewName.REFERENCES), references.saying());
        }
        HeapOffHeap offHeap = views.offHeap();
        if (offHeap != null) {
            lines.brief(ViewWords.label(ViewName.OFF_HEAP), offHeap.saying());
        }
        HeapClassLoading classLoading = views.classLoading();
        if (classLoading != null) {
            lines.brief(ViewWords.label(ViewName.CLASS_LOADING), classLoading.saying());
        }
    }
}
