package dev.holdup.analysis;

import dev.holdup.analysis.contents.ContentsSearch;
import dev.holdup.analysis.contents.HeapContents;
import dev.holdup.analysis.correlation.GroupNodes;
import dev.holdup.analysis.dominators.DominatorFacts;
import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.dominators.TreeDepths;
import dev.holdup.analysis.dominators.TreeFacts;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HeapViews;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.views.AllocationView;
import dev.holdup.analysis.views.ClassWays;
import dev.holdup.analysis.views.ClassesView;
import dev.holdup.analysis.views.DominatorsView;
import dev.holdup.analysis.views.OverviewView;
import dev.holdup.analysis.waits.StackGroups;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The views of the heap that were asked for: a line each.
///
/// @param classWays null if the view of classes is not asked for
/// @param depths null if the view of dominators is not asked for
/// @param told what the search has told
/// @param jvmVersion empty if the heap does not say
record AllViews(
        HeapGraph heap,
        DominatorTree tree,
        StackGroups groups,
        @Nullable ClassWays classWays,
        @Nullable TreeDepths depths,
        ContentsSearch search,
        RetainedFacts facts,
        HeapContents told,
        Memory memory,
        String jvmVersion) {

    /// Null if none was asked for.
    @Nullable
    HeapViews of(Set<ViewName> asked, boolean showValues, Detail detail) {
        if (asked.isEmpty()) {
            return null;
        }
        Chosen chosen = new Chosen(asked);
        TreeFacts looked = TreeFacts.of(
                tree,
                classWays == null ? null : ClassesView.asked(classWays, facts.classes()),
                depths == null
                        ? null
                        : new TreeFacts.DominatorsAsked(
                                depths,
                                facts.classes().shallowByClass(),
                                group -> GroupNodes.holder(groups.groups().get(group))));
        DominatorFacts dominators = looked.dominators();
        return new HeapViews(
                chosen.view(
                        ViewName.OVERVIEW,
                        () -> OverviewView.of(heap, tree, memory, finalizerBytes(), jvmVersion, showValues)),
                classWays == null ? null : ClassesView.of(classWays, facts.classes(), looked.labels(), detail),
                dominators == null ? null : DominatorsView.of(dominators, memory, detail),
                chosen.view(ViewName.SUSPECTS, () -> search.growth(detail)),
                chosen.view(ViewName.COLLECTIONS, () -> search.collections(facts, detail)),
                chosen.view(ViewName.STRINGS, () -> search.strings(facts)),
                chosen.view(ViewName.REFERENCES, () -> search.references(facts, detail)),
                chosen.view(ViewName.OFF_HEAP, () -> search.offHeap(told, showValues, detail)),
                chosen.view(ViewName.CLASS_LOADING, () -> search.classLoading(facts, showValues, detail)),
                chosen.view(ViewName.ALLOCATION_SITES, () -> AllocationView.of(heap, detail)));
    }

    private record Chosen(Set<ViewName> asked) {
        private <V> @Nullable V view(ViewName name, Supplier<V> view) {
            return asked.contains(name) ? view.get() : null;
        }
    }

    /// What the references alone keep by which the JVM finds objects to be finalized, these included.
    private long finalizerBytes() {
        HeapClass finalizer = heap.classes().named("java.lang.ref.Finalizer");
        return finalizer == null ? 0 : facts.classes().retainedByClass()[finalizer.classIndex()];
    }
}
