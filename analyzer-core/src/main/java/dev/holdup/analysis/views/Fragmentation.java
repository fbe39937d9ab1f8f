package dev.holdup.analysis.views;

import dev.holdup.analysis.findings.HeapOverview.Gaps;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ObjectShapes;
import java.util.PrimitiveIterator;

/// Room between neighbouring objects.
final class Fragmentation {
    private static final long LARGE = 1 << 20;

    private Fragmentation() {}

    /// Time: one look at every object, by address.
    static Gaps of(HeapGraph heap) {
        ObjectShapes shapes = heap.shapes();
        PrimitiveIterator.OfLong addresses = heap.objects().addresses();
        long holes = 0;
        long holeBytes = 0;
        long largest = 0;
        long largeGaps = 0;
        long span = 0;
        long end = 0;
        for (int object = 0; object < heap.size(); object++) {
            heap.workers().check(object);
            long address = addresses.nextLong();
            long gap = object == 0 ? 0 : address - end;
            if (gap >= LARGE) {
                largeGaps++;
            } else if (gap > 0) {
                holes++;
                holeBytes += gap;
                largest = Math.max(largest, gap);
            }
            long bytes = shapes.shallowBytes(object);
            // Where a size was estimated too large, the next object begins within this one.
            span += bytes + (gap < LARGE ? gap : 0);
            end = address + bytes;
        }
        return new Gaps(holes, holeBytes, largest, largeGaps, span);
    }
}
