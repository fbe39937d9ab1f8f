package dev.holdup.analysis.views;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keys and values of a hash table of the JDK, old or new, concurrent or not: an array of chains.
final class MapEntries {
    private static final int MOST_BUCKETS = 1 << 16;
    private static final int MOST_ENTRIES = 2_000;

    /// Ids of objects; 0 for null.
    record Entry(long key, long value) {}

    private final HeapObjects reader;

    MapEntries(HeapObjects reader) {
        this.reader = reader;
    }

    List<Entry> of(@Nullable ObjectRecord map) {
        ObjectRecord table = map == null ? null : reader.follow(map, "table");
        if (table == null) {
            return List.of();
        }
        List<Long> chains = Arrays.stream(reader.elements(table, MOST_BUCKETS))
                .filter(id -> id != 0)
                .boxed()
                .toList();
        reader.findAll(chains);
        List<Entry> entries = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (long first : chains) {
            ObjectRecord at = reader.at(first);
            if (at != null && at.heapClass().field("first") != null) {
                at = reader.follow(at, "first");
            }
            while (at != null && entries.size() < MOST_ENTRIES && seen.add(at.address())) {
                long value = reader.reference(at, "value");
                entries.add(new Entry(reader.reference(at, "key"), value != 0 ? value : reader.reference(at, "val")));
                at = reader.follow(at, "next");
            }
        }
        return entries;
    }
}
