package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.List;

/// What the third pass over the file found, put together from all workers; its tables are given back by then.
record Swept(
        Noted noted,
        FinalizerTally finalizers,
        ReferenceTally references,
        CollectionTally collections,
        List<ArrayTailTally> tails,
        ArraysFound arrays,
        Boxes.Tally boxes,
        Duplicates duplicates,
        StringsFound strings) {

    static Swept of(HeapGraph heap, DominatorTree tree, ContentsAsked asked) {
        DescribedClasses described = new DescribedClasses(heap, asked.collections());
        boolean inDetail = asked.inDetail();
        try (LookedInto lookedInto = new LookedInto(heap, tree, described);
                ContentTable contents = new ContentTable(heap, Boxes.CLASSES, inDetail);
                Boxes boxes = new Boxes(heap)) {
            HolderFields holders = inDetail ? new HolderFields(lookedInto) : null;
            Sweep.Shared shared = new Sweep.Shared(
                    lookedInto,
                    new SweepPlan(heap, described, holders, inDetail),
                    holders,
                    FinalizerTally.Marks.of(new Statics(heap)),
                    contents,
                    boxes);
            List<Sweep> sweeps = heap.walk(() -> new Sweep(shared));
            try (ContentCounts counts = new ContentCounts(heap, contents, boxes)) {
                CollectionTally collections = heap.workers()
                        .beside(() -> collections(shared, sweeps, asked.detail()), () -> counts.count(sweeps, asked));
                return put(heap, shared, sweeps, collections, counts, asked);
            }
        }
    }

    private static CollectionTally collections(Sweep.Shared shared, List<Sweep> sweeps, Detail detail) {
        LookedInto lookedInto = shared.lookedInto();
        CollectionSizes sizes = new CollectionSizes(
                lookedInto,
                sweeps.stream().flatMap(sweep -> sweep.scattered.stream()).toList());
        HolderFields holders = shared.holders();
        return new CollectionTally(
                lookedInto, sizes, holders == null ? null : new HolderLabels(lookedInto, holders, sizes), detail);
    }

    private static Swept put(
            HeapGraph heap,
            Sweep.Shared shared,
            List<Sweep> sweeps,
            CollectionTally collections,
            ContentCounts counts,
            ContentsAsked asked) {
        int classes = heap.classes().size();
        FinalizerTally finalizers = new FinalizerTally(classes);
        ReferenceTally references = new ReferenceTally(classes);
        Boxes.Tally boxes = shared.boxes().new Tally();
        List<ObjectRecord> records = new ArrayList<>();
        for (Sweep sweep : sweeps) {
            finalizers.addAll(sweep.finalizers);
            references.addAll(sweep.references);
            boxes.addAll(sweep.boxes);
            records.addAll(sweep.noted);
        }
        ArraysFound arrays = counts.arrays();
        if (asked.inDetail()) {
            arrays.addSparse(shared.lookedInto(), collections.ownArrays);
        }
        return new Swept(
                Noted.of(records),
                finalizers,
                references,
                collections,
                sweeps.stream().map(sweep -> sweep.tails).toList(),
                arrays,
                boxes,
                counts.duplicates(),
                new StringsFound(heap, counts.strings(), counts.duplicates(), counts.users(), asked.showValues()));
    }
}
