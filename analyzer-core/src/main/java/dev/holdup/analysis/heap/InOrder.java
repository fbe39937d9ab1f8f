package dev.holdup.analysis.heap;

import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;

/// Stretches of objects that one worker of the second pass has met one after the other, each directly behind the one
/// before it in the heap, and the room between them.
///
/// Memory: eight bytes a stretch, on the Java heap, up to [#MOST]; nothing is kept of a dump with more.
final class InOrder {
    private static final int MOST = 1 << 20;

    private final ObjectGaps gaps = new ObjectGaps();
    /// The first object of each stretch in the high half, the one behind its last in the low half.
    private long[] stretches = new long[64];

    private int size;
    private boolean tooMany;
    private int first = -1;
    private int next = -1;
    private long end;

    void object(int object, long address, long bytes) {
        if (object == next) {
            gaps.count(address - end, bytes);
        } else {
            endStretch();
            first = object;
        }
        next = object + 1;
        end = address + bytes;
    }

    private void endStretch() {
        if (first < 0 || tooMany) {
            return;
        }
        if (size == stretches.length) {
            tooMany = size == MOST;
            stretches = tooMany ? new long[0] : Arrays.copyOf(stretches, 2 * size);
        }
        if (!tooMany) {
            stretches[size++] = (long) first << Integer.SIZE | next;
        }
        first = -1;
    }

    /// Room between all objects of the heap. Time: a look at each object that begins a stretch, or is in none; at all
    /// of them if there are too many stretches, or two share an object.
    static ObjectGaps together(List<InOrder> parts, HeapGraph heap) {
        long[] all = all(parts);
        ObjectGaps sum = new ObjectGaps();
        if (all.length == 0 || parts.stream().anyMatch(part -> part.tooMany)) {
            look(heap, 0, heap.size(), sum);
            return sum;
        }
        int from = 0;
        for (long stretch : all) {
            int itsFirst = (int) (stretch >>> Integer.SIZE);
            look(heap, from, itsFirst + 1, sum);
            from = (int) stretch;
        }
        look(heap, from, heap.size(), sum);
        parts.forEach(part -> sum.add(part.gaps));
        return sum;
    }

    /// By address; empty if two have an object in common.
    private static long[] all(List<InOrder> parts) {
        parts.forEach(InOrder::endStretch);
        long[] all = parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.stretches, 0, part.size))
                .sorted()
                .toArray();
        for (int i = 1; i < all.length; i++) {
            if ((int) (all[i] >>> Integer.SIZE) < (int) all[i - 1]) {
                return new long[0];
            }
        }
        return all;
    }

    private static void look(HeapGraph heap, int from, int to, ObjectGaps sum) {
        heap.workers().ranges(to - from, (some, end) -> {
            ObjectGaps its = new ObjectGaps();
            lookAt(heap, from + (int) some, from + (int) end, its);
            sum.add(its);
        });
    }

    private static void lookAt(HeapGraph heap, int from, int to, ObjectGaps sum) {
        int before = Math.max(0, from - 1);
        PrimitiveIterator.OfLong addresses = heap.objects().addressesFrom(before);
        long end = 0;
        for (int object = before; object < to; object++) {
            heap.workers().check(object);
            long address = addresses.nextLong();
            long bytes = heap.shapes().shallowBytes(object);
            if (object >= from) {
                sum.count(object == 0 ? 0 : address - end, bytes);
            }
            end = address + bytes;
        }
    }
}
