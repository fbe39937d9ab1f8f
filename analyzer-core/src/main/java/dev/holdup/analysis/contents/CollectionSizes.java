package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// How many elements each collection holds, once the sweep has met all that it consists of: what its own fields
/// say, its array, and what is inside, which may be a chain of a million nodes.
///
/// Time: each object is passed twice at most. Memory: three bits an object that was looked into.
final class CollectionSizes {
    /// Collections whose counts lie in objects that have to be looked up one by one; more are not told the size of.
    private static final int MOST_LOOKED_UP = 10_000;

    private static final int MOST_CELLS = 1 << 12;

    private final LookedInto lookedInto;
    private final HeapGraph heap;
    private final BitSet doneByRank;
    private final BitSet walkedByRank;
    /// Collections that another collection consists of.
    private final BitSet insideByRank;

    /// A collection or part of which an array refers to what counts its elements.
    ///
    /// @param arrayId address of the array; 0 for none
    record Scattered(int object, long arrayId, DescribedClass.Each each) {}

    CollectionSizes(LookedInto lookedInto, List<Scattered> scattered) {
        this.lookedInto = lookedInto;
        this.heap = lookedInto.heap;
        this.doneByRank = new BitSet(lookedInto.size());
        this.walkedByRank = new BitSet(lookedInto.size());
        this.insideByRank = new BitSet(lookedInto.size());
        addScattered(scattered);
        lookedInto.each(0, lookedInto.words(), object -> {
            if (lookedInto.describedOf(object) != null) {
                resolve(object);
            }
        });
    }

    /// Elements in a collection; negative if it cannot be told.
    long of(int object) {
        return lookedInto.number(lookedInto.rankOf(object));
    }

    /// Whether another collection consists of this one and alone keeps it.
    boolean isInside(int object) {
        return insideByRank.get(lookedInto.rankOf(object));
    }

    private void addScattered(List<Scattered> scattered) {
        List<Scattered> byAddress = new ArrayList<>(scattered);
        byAddress.sort(Comparator.comparingInt(Scattered::object));
        List<Long> arrays =
                byAddress.stream().limit(MOST_LOOKED_UP).map(Scattered::arrayId).toList();
        heap.reader().findAll(arrays);
        List<Long> cells = new ArrayList<>();
        for (long array : arrays) {
            for (long cell : elements(array)) {
                cells.add(cell);
            }
        }
        heap.reader().findAll(cells);
        for (int i = 0; i < byAddress.size(); i++) {
            Scattered one = byAddress.get(i);
            int rank = lookedInto.rankOf(one.object());
            long sum = lookedInto.number(rank);
            for (long cell : i < MOST_LOOKED_UP ? elements(one.arrayId()) : new long[0]) {
                ObjectRecord object = heap.reader().at(cell);
                sum += object == null
                        ? 0
                        : one.each().sign()
                                * heap.reader().integer(object, one.each().field(), 0);
            }
            boolean isKnown = i < MOST_LOOKED_UP && lookedInto.number(rank) != LookedInto.UNKNOWN;
            lookedInto.setNumber(rank, isKnown ? bounded(sum) : LookedInto.UNKNOWN);
        }
    }

    private long[] elements(long array) {
        ObjectRecord record = heap.reader().at(array);
        return record == null || record.heapClass().elementType() != FieldType.OBJECT
                ? new long[0]
                : heap.reader().elements(record, MOST_CELLS);
    }

    private static int bounded(long sum) {
        return sum > Integer.MAX_VALUE || sum <= LookedInto.UNKNOWN ? LookedInto.UNKNOWN : (int) sum;
    }

    /// Walks along what is inside of each other: once to add up, once more to note what is left from each on.
    private void resolve(int first) {
        long sum = 0;
        boolean isKnown = true;
        int at = first;
        while (at >= 0) {
            DescribedClass its = lookedInto.has(at) ? lookedInto.describedOf(at) : null;
            if (its == null) {
                isKnown = false;
                break;
            }
            int rank = lookedInto.rankOf(at);
            if (doneByRank.get(rank)) {
                long rest = lookedInto.number(rank);
                isKnown &= rest >= 0;
                sum += rest;
                break;
            }
            if (walkedByRank.get(rank)) {
                // A node that was taken off a queue refers to itself.
                break;
            }
            walkedByRank.set(rank);
            long own = own(rank, its);
            isKnown &= own >= 0;
            sum += own;
            at = inside(at, rank, its);
        }
        at = first;
        while (at >= 0 && lookedInto.has(at)) {
            DescribedClass its = lookedInto.describedOf(at);
            int rank = lookedInto.rankOf(at);
            if (its == null || doneByRank.get(rank)) {
                break;
            }
            doneByRank.set(rank);
            long own = own(rank, its);
            lookedInto.setNumber(rank, isKnown && sum >= 0 ? bounded(sum) : LookedInto.UNKNOWN);
            sum -= own;
            at = its.inside == DescribedClass.ABSENT ? -1 : lookedInto.link(rank);
        }
    }

    /// What follows inside, −1 for nothing; notes that it is.
    private int inside(int object, int rank, DescribedClass its) {
        int next = its.inside == DescribedClass.ABSENT ? -1 : lookedInto.link(rank);
        if (lookedInto.has(next) && next != object) {
            HeapClass nextClass = heap.classOf(next);
            if (nextClass == heap.classOf(object) || lookedInto.tree.dominatesNext(object, next)) {
                insideByRank.set(lookedInto.rankOf(next));
            }
        }
        return next;
    }

    /// What the object says without what is inside; negative if that cannot be.
    private long own(int rank, DescribedClass its) {
        long own = lookedInto.number(rank);
        if (own == LookedInto.UNKNOWN) {
            return own;
        }
        int array = lookedInto.array(rank);
        if (its.lengths != 0 || its.filled != 0 || (its.isRing() && own < 0)) {
            if (array < 0) {
                return its.isRing() ? LookedInto.UNKNOWN : Math.max(0, own);
            }
            long length = length(array);
            own += its.lengths * length;
            own += its.filled == 0 ? 0 : (long) its.filled * filled(array);
            own += its.isRing() && own < 0 ? length : 0;
        }
        return own < 0 ? LookedInto.UNKNOWN : own;
    }

    /// Slots of an array; of text, as many as there is room for.
    long length(int array) {
        if (lookedInto.has(array)) {
            return lookedInto.number(lookedInto.rankOf(array));
        }
        FieldType type = heap.classOf(array).elementType();
        return type == null
                ? 0
                : (heap.shallowBytes(array) - heap.layout().arrayBase(type))
                        / type.bytes(heap.layout().referenceBytes());
    }

    /// Slots that are not null; 0 for an array of numbers.
    long filled(int array) {
        return lookedInto.has(array) && heap.classOf(array).elementType() == FieldType.OBJECT
                ? lookedInto.filled(lookedInto.rankOf(array))
                : 0;
    }
}
