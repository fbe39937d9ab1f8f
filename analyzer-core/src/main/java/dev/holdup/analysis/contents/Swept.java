package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
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
                ContentTable contents = new ContentTable(heap, Boxes.CLASSES, inDetail)) {
            HolderFields holders = inDetail ? new HolderFields(lookedInto) : null;
            Sweep.Shared shared = new Sweep.Shared(
                    lookedInto,
                    new SweepPlan(heap, described, holders, inDetail),
                    holders,
                    FinalizerTally.Marks.of(new Statics(heap)),
                    contents,
                    new Boxes(heap));
            List<Sweep> sweeps = heap.walk(() -> new Sweep(shared));
            CollectionSizes sizes = new CollectionSizes(
                    lookedInto,
                    sweeps.stream().flatMap(sweep -> sweep.scattered.stream()).toList());
            CollectionTally collections = new CollectionTally(
                    lookedInto,
                    sizes,
                    holders == null ? null : new HolderLabels(lookedInto, holders, sizes),
                    asked.detail());
            return put(heap, shared, sweeps, collections, asked);
        }
    }

    private static Swept put(
            HeapGraph heap, Sweep.Shared shared, List<Sweep> sweeps, CollectionTally collections, ContentsAsked asked) {
        int classes = heap.classes().size();
        FinalizerTally finalizers = new FinalizerTally(classes);
        ReferenceTally references = new ReferenceTally(classes);
        ArrayTally arrays = new ArrayTally(classes);
        Boxes.Tally boxes = shared.boxes().new Tally();
        List<ObjectRecord> records = new ArrayList<>();
        for (Sweep sweep : sweeps) {
            finalizers.addAll(sweep.finalizers);
            references.addAll(sweep.references);
            arrays.addAll(sweep.arrays);
            boxes.addAll(sweep.boxes);
            records.addAll(sweep.noted);
        }
        ContentTable contents = shared.contents();
        ContentTable.Users users = contents.users();
        try {
            contents.hashLarge(users);
            StringTally strings = new StringTally(contents, users, heap, asked.detail());
            ArraysFound found = new ArraysFound(heap, arrays);
            if (asked.inDetail()) {
                if (!heap.dump().valuesBlanked()) {
                    found.addConstant(contents, users);
                }
                found.addSparse(shared.lookedInto(), collections.ownArrays);
            }
            // Uses up what the others read.
            Duplicates duplicates = new Duplicates(contents, users, heap, asked.detail());
            return new Swept(
                    Noted.of(records),
                    finalizers,
                    references,
                    collections,
                    sweeps.stream().map(sweep -> sweep.tails).toList(),
                    found,
                    boxes,
                    duplicates,
                    new StringsFound(heap, strings, duplicates, users, asked.showValues()));
        } finally {
            heap.space().free(users.byObject());
        }
    }
}
