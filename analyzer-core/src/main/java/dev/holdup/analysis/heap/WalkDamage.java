package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Damage that stopped walks over heap records; told by any worker.
final class WalkDamage {
    private final ConcurrentLinkedQueue<Stop> stops = new ConcurrentLinkedQueue<>();
    private final AtomicLong unreadBytes = new AtomicLong();

    private record Stop(long regionOffset, ParseWarning warning) {}

    void add(HeapRegion region, ParseWarning warning) {
        stops.add(new Stop(region.offset(), warning));
        switch (warning.location()) {
            case SourceLocation.InFile(String _, long offset) -> unreadBytes.addAndGet(region.end() - offset);
            case SourceLocation.InText _ -> {
                // A heap dump has no lines.
            }
        }
    }

    /// Of regions, behind the places where their walks stopped.
    long unreadBytes() {
        return unreadBytes.get();
    }

    /// In the order of the file, whichever worker found them; then what the heap as a whole lacks.
    List<ParseWarning> withGaps(HeapDump dump, HeapCoverage coverage) {
        List<ParseWarning> all = new ArrayList<>(stops.stream()
                .sorted(Comparator.comparingLong(Stop::regionOffset))
                .map(Stop::warning)
                .toList());
        all.addAll(HeapGaps.of(dump, coverage, !dump.complete() || !all.isEmpty()));
        return List.copyOf(all);
    }
}
