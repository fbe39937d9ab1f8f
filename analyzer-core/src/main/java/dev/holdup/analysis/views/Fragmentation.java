package dev.holdup.analysis.views;

import dev.holdup.analysis.findings.HeapOverview.Gaps;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ObjectShapes;
import java.util.PrimitiveIterator;

/// Room between neighbouring objects: the sum of what each worker finds in its range of them.
final class Fragmentation {
    private static final long LARGE = 1 << 20;

    private final HeapGraph heap;
    private long holes;
    private long holeBytes;
    private long largest;
    private long largeGaps;
    private long span;

    private Fragmentation(HeapGraph heap) {
        this.heap = heap;
    }

    /// Time: one look at every object, by address.
    static Gaps of(HeapGraph heap) {
        Fragmentation all = new Fragmentation(heap);
        heap.workers().ranges(heap.size(), (from, to) -> {
            Fragmentation range = new Fragmentation(heap);
            range.look((int) from, (int) to);
            all.add(range);
        });
        return new Gaps(all.holes, all.holeBytes, all.largest, all.largeGaps, all.span);
    }

    private void look(int from, int to) {
        ObjectShapes shapes = heap.shapes();
        int before = Math.max(0, from - 1);
        PrimitiveIterator.OfLong addresses = heap.objects().addressesFrom(before);
        long end = 0;
        for (int object = before; object < to; object++) {
            heap.workers().check(object);
            long address = addresses.nextLong();
            long bytes = shapes.shallowBytes(object);
            if (object >= from) {
                count(object == 0 ? 0 : address - end, bytes);
            }
            end = address + bytes;
        }
    }

    private void count(long gap, long bytes) {
        if (gap >= LARGE) {
            largeGaps++;
        } else if (gap > 0) {
            holes++;
            holeBytes += gap;
            largest = Math.max(largest, gap);
        }
        // Where a size was estimated too large, the next object begins within this one.
        span += bytes + (gap < LARGE ? gap : 0);
    }

    private synchronized void add(Fragmentation range) {
        holes += range.holes;
        holeBytes += range.holeBytes;
        largest = Math.max(largest, range.largest);
        largeGaps += range.largeGaps;
        span += range.span;
    }
}
