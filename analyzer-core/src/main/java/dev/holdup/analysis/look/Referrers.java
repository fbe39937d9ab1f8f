package dev.holdup.analysis.look;

import dev.holdup.analysis.inspection.ObjectFacts.Referrer;
import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.analysis.kept.ObjectRange;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Who refers to an object: who retains most comes first, as long as they are not too many to be sorted.
final class Referrers {
    /// More are told in the order of the dump.
    private static final int MOST_SORTED = 200_000;

    private final KeptHeap heap;
    private final Named named;
    private final References references;

    Referrers(Named named, References references) {
        this.named = named;
        this.heap = named.heap();
        this.references = references;
    }

    Slice<Referrer> of(int object, Window window) {
        ObjectRange all = heap.referrersOf(object);
        if (all.size() > MOST_SORTED) {
            return Slice.of(all.size(), window, place -> referrer(all.at(place), object));
        }
        List<Integer> sorted = IntStream.range(0, (int) all.size())
                .map(all::at)
                .distinct()
                .boxed()
                .sorted(mostFirst())
                .toList();
        return Slice.of(sorted.size(), window, place -> referrer(sorted.get((int) place), object));
    }

    private Comparator<Integer> mostFirst() {
        return Comparator.<Integer>comparingLong(heap::retainedBytes).reversed().thenComparing(object -> object);
    }

    private Referrer referrer(int source, int target) {
        return new Referrer(named.ref(source), references.via(source, target));
    }
}
