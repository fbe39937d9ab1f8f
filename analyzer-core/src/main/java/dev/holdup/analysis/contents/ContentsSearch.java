package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.dominators.RootPath;
import dev.holdup.analysis.findings.CollectionsView;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.HeapClassLoading;
import dev.holdup.analysis.findings.HeapGrowth;
import dev.holdup.analysis.findings.HeapOffHeap;
import dev.holdup.analysis.findings.ReferencesView;
import dev.holdup.analysis.findings.StringsView;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The third pass over the file, and what follows from it: first the objects to tell the content of, then, once that
/// is known, all of it.
public final class ContentsSearch {
    /// As progress names the pass.
    public static final String PASS = "looking into objects";

    private final HeapGraph heap;
    private final DominatorTree tree;
    private final Swept swept;
    private final List<FoundQueue> queues;

    private ContentsSearch(HeapGraph heap, DominatorTree tree, Swept swept) {
        this.heap = heap;
        this.tree = tree;
        this.swept = swept;
        this.queues = new QueueSearch(heap, tree, swept.noted()).find();
    }

    /// Walks the file.
    public static ContentsSearch of(HeapGraph heap, DominatorTree tree, ContentsAsked asked) {
        return new ContentsSearch(heap, tree, Swept.of(heap, tree, asked));
    }

    /// Objects of which the content is needed.
    public List<Integer> tops() {
        return queues.stream().flatMap(queue -> queue.tops().stream()).toList();
    }

    /// @param facts with the content of all [#tops]
    public HeapContents told(RetainedFacts facts) {
        RootPath.Finder paths = new RootPath.Finder(tree);
        Kinship kinship = new Kinship(heap, tree, facts.suspects());
        ThreadLocals locals = ThreadLocals.of(heap, tree);
        return new HeapContents(
                new QueueFacts(heap, tree, facts, paths, kinship).told(queues),
                new SuspectCollections(heap, tree).of(facts.suspects()),
                new LoaderFamilies(heap, tree, new LoaderKeepers(paths), kinship).find(),
                locals.facts(),
                locals.bytesByThread(),
                new OffHeapOwners(heap, swept.noted()).find(),
                waitingToBeFinalized(facts),
                new WasteFound(heap, facts, swept.collections(), swept.tails(), swept.duplicates()).rows(),
                swept.strings().largest());
    }

    public CollectionsView collections(RetainedFacts facts, Detail detail) {
        long[] bytesByClass = facts.classes().shallowByClass();
        return new CollectionsFound(heap, swept.collections(), swept.duplicates())
                .view(
                        swept.arrays(),
                        BoxesFound.rows(heap, swept.boxes(), swept.duplicates(), bytesByClass),
                        facts,
                        detail);
    }

    /// By the field that holds them, then by class; empty if no view of collections is asked for.
    public Collection<FieldTally> collectionsByField() {
        return swept.collections().fields();
    }

    public StringsView strings(RetainedFacts facts) {
        var type = heap.classes().named("java.lang.String");
        return swept.strings()
                .view(
                        type == null ? 0 : facts.classes().objectsByClass()[type.classIndex()],
                        type == null ? 0 : facts.classes().shallowByClass()[type.classIndex()],
                        facts.reachableBytes());
    }

    public ReferencesView references(RetainedFacts facts, Detail detail) {
        return new ReferencesFound(heap, tree, swept.references())
                .view(swept.noted().of("java.lang.ref.ReferenceQueue"), waitingToBeFinalized(facts), detail);
    }

    /// The view of collections that have grown beyond their kind.
    public HeapGrowth growth(Detail detail) {
        return new GrownCollections(heap, tree).view(collectionsByField(), detail);
    }

    /// The view of memory, connections and files outside of the heap.
    ///
    /// @param told what [#told] has answered
    /// @param showValues whether peers and paths are shown
    public HeapOffHeap offHeap(HeapContents told, boolean showValues, Detail detail) {
        return OffHeapView.of(heap, tree, swept.noted(), told.offHeap(), showValues, detail);
    }

    /// The view of class loaders, duplicate and generated classes.
    ///
    /// @param showValues whether names of loaders are shown
    public HeapClassLoading classLoading(RetainedFacts facts, boolean showValues, Detail detail) {
        LoaderKeepers keepers = new LoaderKeepers(new RootPath.Finder(tree));
        return new ClassLoadingView(heap, tree, facts.classes().objectsByClass(), keepers, showValues).view(detail);
    }

    private Contents.@Nullable Finalizers waitingToBeFinalized(RetainedFacts facts) {
        FinalizerTally finalizers = swept.finalizers();
        long waiting = 0;
        long bytes = 0;
        List<Suspect.Content> byClass = new ArrayList<>();
        for (int c = 0; c < heap.classes().size(); c++) {
            if (finalizers.objectsByClass[c] > 0) {
                waiting += finalizers.objectsByClass[c];
                bytes += finalizers.retainedByClass[c];
                byClass.add(new Suspect.Content(
                        heap.classes().get(c).name(), finalizers.objectsByClass[c], finalizers.retainedByClass[c]));
            }
        }
        if (waiting == 0) {
            return null;
        }
        var type = heap.classes().named("java.lang.ref.Finalizer");
        long all = type == null ? waiting : facts.classes().objectsByClass()[type.classIndex()];
        byClass.sort(
                Comparator.comparingLong(Suspect.Content::bytes).reversed().thenComparing(Suspect.Content::className));
        return new Contents.Finalizers(
                waiting, all, bytes, List.copyOf(byClass.subList(0, Math.min(8, byClass.size()))));
    }
}
