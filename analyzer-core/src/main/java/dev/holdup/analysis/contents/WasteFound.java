package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.RetainedFacts;
import dev.holdup.analysis.findings.Contents.Waste;
import dev.holdup.analysis.heap.HeapGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Bytes that serve nothing, by kind and class. A byte is counted once: arrays of collections are the collections'.
final class WasteFound {
    private final HeapGraph heap;
    private final RetainedFacts facts;
    private final CollectionTally collections;
    private final List<ArrayTailTally> tails;
    private final Duplicates duplicates;

    WasteFound(
            HeapGraph heap,
            RetainedFacts facts,
            CollectionTally collections,
            List<ArrayTailTally> tails,
            Duplicates duplicates) {
        this.heap = heap;
        this.facts = facts;
        this.collections = collections;
        this.tails = tails;
        this.duplicates = duplicates;
    }

    /// Largest first.
    List<Waste> rows() {
        List<Waste> rows = new ArrayList<>();
        if (duplicates.strings > 0) {
            rows.add(new Waste(
                    "duplicate-strings",
                    "java.lang.String",
                    duplicates.strings,
                    duplicates.stringBytes,
                    "strings with the characters of another one"));
        }
        long[] arrays = new long[heap.classes().size()];
        long[] tailBytes = new long[heap.classes().size()];
        if (!heap.dump().valuesBlanked()) {
            tails.forEach(tail -> tail.addTo(arrays, tailBytes, collections));
        }
        for (int c = 0; c < heap.classes().size(); c++) {
            String name = heap.classes().get(c).name();
            add(
                    rows,
                    "empty-collections",
                    name,
                    collections.byClass[c].empty,
                    collections.byClass[c].emptyArrayBytes,
                    "empty ones; the bytes are their arrays'");
            add(
                    rows,
                    "sparse-collections",
                    name,
                    collections.byClass[c].sparse,
                    collections.byClass[c].sparseBytes,
                    "of which the elements need less than half of the array");
            add(
                    rows,
                    "array-tails",
                    name,
                    arrays[c],
                    tailBytes[c],
                    "large arrays whose second half and more is zero or null");
            if (Boxes.CLASSES.contains(name)) {
                add(
                        rows,
                        "boxed-numbers",
                        name,
                        facts.classes().objectsByClass()[c],
                        facts.classes().shallowByClass()[c],
                        "numbers that are objects, without the references to them");
            }
        }
        rows.sort(Comparator.comparingLong(Waste::bytes)
                .reversed()
                .thenComparing(Waste::kind)
                .thenComparing(row -> String.valueOf(row.className())));
        return List.copyOf(rows);
    }

    private static void add(List<Waste> rows, String kind, String className, long objects, long bytes, String text) {
        if (bytes > 0) {
            rows.add(new Waste(kind, className, objects, bytes, text));
        }
    }
}
