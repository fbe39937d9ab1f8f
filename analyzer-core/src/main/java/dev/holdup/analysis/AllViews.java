package dev.holdup.analysis;

import dev.holdup.analysis.contents.ContentsSearch;
import dev.holdup.analysis.contents.HeapContents;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.views.OverviewView;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The views of the heap that were asked for: a line each.
final class AllViews {
    private final Set<ViewName> asked;

    AllViews(Set<ViewName> asked) {
        this.asked = asked;
    }

    /// Null if none was asked for.
    ///
    /// @param told what the search has told
    @Nullable
    HeapViews of(HeapGraph heap, ContentsSearch search, RetainedFacts facts, HeapContents told, boolean showValues) {
        if (asked.isEmpty()) {
            return null;
        }
        return new HeapViews(
                ifAsked(ViewName.OVERVIEW, () -> OverviewView.of(heap)),
                ifAsked(ViewName.SUSPECTS, search::growth),
                ifAsked(ViewName.COLLECTIONS, () -> search.collections(facts)),
                ifAsked(ViewName.STRINGS, () -> search.strings(facts)),
                ifAsked(ViewName.REFERENCES, () -> search.references(facts)),
                ifAsked(ViewName.OFF_HEAP, () -> search.offHeap(told, showValues)),
                ifAsked(ViewName.CLASS_LOADING, () -> search.classLoading(facts, showValues)));
    }

    private <V> @Nullable V ifAsked(ViewName name, Supplier<V> view) {
        return asked.contains(name) ? view.get() : null;
    }
}
