package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.rules.CollectionDescription;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All collections, added up by class and by the field that holds them. What a collection consists of, such as the
/// map in a set, is counted with it.
final class CollectionTally {
    private static final int MOST_NAMED = 10;
    /// Hash tables with fewer elements are not told to be hashed badly.
    private static final int FEWEST_HASHED = 8;

    private final LookedInto lookedInto;
    private final HeapGraph heap;
    private final DominatorTree tree;
    private final CollectionSizes sizes;
    private final @Nullable HolderLabels labels;

    final CollectionFigures[] byClass;
    /// Of each class, those that a collection of another kind consists of.
    final long[] insideByClass;
    final CollectionFigures all = new CollectionFigures();
    /// Of the collection that is being looked at.
    private final CollectionFigures one = new CollectionFigures();
    private final Map<String, Map<Integer, FieldTally>> byField = new HashMap<>();
    /// Object arrays that collections alone keep, by object index.
    final BitSet ownArrays = new BitSet();
    final Foremost<Named> largest;
    final Foremost<Named> collided;
    /// Hash tables of which more than half of the elements are not the first of their slot.
    long hashedBadly;

    /// A collection that is told by itself.
    ///
    /// @param slots of its array; −1 if it has none
    /// @param usedSlots of a hash table; −1 of others
    record Named(
            int object,
            long size,
            long slots,
            long usedSlots,
            @Nullable String field) {
        static final Comparator<Named> LARGEST_FIRST =
                Comparator.comparingLong(Named::size).reversed().thenComparingInt(Named::object);
        static final Comparator<Named> MOST_COLLIDED_FIRST =
                Comparator.comparingLong(Named::collided).reversed().thenComparingInt(Named::object);

        long collided() {
            return Math.max(0, size - usedSlots);
        }

        Named in(@Nullable String itsField) {
            return new Named(object, size, slots, usedSlots, itsField);
        }
    }

    /// @param labels null if nobody asks by which fields collections are held
    CollectionTally(LookedInto lookedInto, CollectionSizes sizes, @Nullable HolderLabels labels, Detail detail) {
        this.largest = new Foremost<>(detail.scaled(MOST_NAMED), Named.LARGEST_FIRST);
        this.collided = new Foremost<>(detail.scaled(MOST_NAMED), Named.MOST_COLLIDED_FIRST);
        this.lookedInto = lookedInto;
        this.heap = lookedInto.heap;
        this.tree = lookedInto.tree;
        this.sizes = sizes;
        this.labels = labels;
        this.byClass = new CollectionFigures[heap.classes().size()];
        this.insideByClass = new long[heap.classes().size()];
        for (int c = 0; c < byClass.length; c++) {
            byClass[c] = new CollectionFigures();
        }
        lookedInto.each(0, lookedInto.words(), object -> {
            DescribedClass its = lookedInto.describedOf(object);
            if (its != null && its.isCollection()) {
                collection(object, its);
            }
        });
        for (CollectionFigures figures : byClass) {
            all.addAll(figures);
        }
    }

    /// By field, then by class.
    Collection<FieldTally> fields() {
        List<FieldTally> tallies = new ArrayList<>();
        byField.values().forEach(byIts -> tallies.addAll(byIts.values()));
        tallies.sort(Comparator.comparing(FieldTally::field).thenComparingInt(FieldTally::classIndex));
        return tallies;
    }

    @Nullable
    DescribedClass describedOf(int classIndex) {
        return lookedInto.described.of(classIndex);
    }

    long retainedBytes(int object) {
        return tree.retainedBytes(object);
    }

    private void collection(int object, DescribedClass its) {
        int c = heap.shapes().classIndex(object);
        if (sizes.isInside(object)) {
            insideByClass[c]++;
            return;
        }
        int inside = its.inside == DescribedClass.ABSENT ? -1 : lookedInto.link(lookedInto.rankOf(object));
        if (its.isWrapper() && isOthers(inside)) {
            // A view of a collection that is counted by itself.
            return;
        }
        one.clear();
        one.objects = 1;
        Named named = new Room(object, one).measured();
        byClass[c].addAll(one);
        String field = labels == null ? null : labels.of(object);
        if (field != null) {
            FieldTally tally = byField.computeIfAbsent(field, name -> new HashMap<>())
                    .computeIfAbsent(c, fresh -> new FieldTally(field, c));
            tally.figures().addAll(one);
            if (named.size() >= 0) {
                tally.addSize(object, named.size());
            }
        }
        name(named, field);
    }

    private boolean isOthers(int inside) {
        return lookedInto.has(inside)
                && lookedInto.described.isCollection(heap.shapes().classIndex(inside))
                && !sizes.isInside(inside);
    }

    private void name(Named named, @Nullable String field) {
        // Most collections are small: these are passed by without being compared in full.
        if (named.size() > 0
                && (!largest.isFull() || named.size() >= largest.last().size())) {
            largest.add(named.in(field));
        }
        if (named.usedSlots() >= 0 && named.size() >= FEWEST_HASHED && 2 * named.collided() > named.size()) {
            hashedBadly++;
            collided.add(named.in(field));
        }
    }

    /// One collection with all it consists of.
    private final class Room {
        private final CollectionFigures figures;
        private final int object;
        private final long size;
        private long bytes;
        private long arrayBytes;
        private long slots = -1;
        private long usedSlots = -1;

        Room(int object, CollectionFigures figures) {
            this.object = object;
            this.figures = figures;
            this.size = sizes.of(object);
        }

        Named measured() {
            figures.unknown = size < 0 ? 1 : 0;
            figures.elements = Math.max(0, size);
            int at = object;
            for (boolean more = true; more; ) {
                DescribedClass its = lookedInto.describedOf(at);
                int rank = lookedInto.rankOf(at);
                bytes += heap.shallowBytes(at);
                if (its == null) {
                    break;
                }
                array(lookedInto.array(rank), at, its.description);
                int link = lookedInto.link(rank);
                if (its.also != DescribedClass.ABSENT) {
                    second(link, at, its.description);
                }
                boolean same = link >= 0
                        && heap.shapes().classIndex(link) == heap.shapes().classIndex(at);
                more = its.inside != DescribedClass.ABSENT
                        && !same
                        && lookedInto.has(link)
                        && lookedInto.describedOf(link) != null
                        && tree.dominatesNext(at, link);
                at = link;
            }
            if (size == 0) {
                figures.empty = 1;
                figures.emptyBytes = bytes;
                figures.emptyArrayBytes = arrayBytes;
                figures.sparse = 0;
                figures.sparseBytes = 0;
            }
            return new Named(object, size, slots, usedSlots, null);
        }

        private boolean isOwn(int array, int owner) {
            return array >= 0 && tree.dominatesNext(owner, array);
        }

        private void array(int array, int owner, CollectionDescription description) {
            if (!isOwn(array, owner)) {
                return;
            }
            slots = sizes.length(array);
            figures.slots += slots;
            room(array, description);
            if (size <= 0) {
                return;
            }
            double filled = slots == 0 ? 1 : Math.min(1.0, (double) size * description.perElement() / slots);
            figures.objectsByFill[
                    (int) Math.min(
                            CollectionFigures.FILLS - 1L, (long) Math.ceil(filled * CollectionFigures.FILLS) - 1)]++;
            if (description.chained()) {
                usedSlots = sizes.filled(array);
                figures.hashed += size;
                figures.usedSlots += usedSlots;
                figures.collided += Math.max(0, size - usedSlots);
            }
        }

        private void second(int array, int owner, CollectionDescription description) {
            if (isOwn(array, owner)) {
                room(array, description);
            }
        }

        /// What an array takes beyond what the elements need.
        private void room(int array, CollectionDescription description) {
            long has = heap.shallowBytes(array);
            FieldType type = heap.classOf(array).elementType();
            if (type == null) {
                return;
            }
            long nothing = heap.layout().arrayBytes(type, 0);
            bytes += has;
            // An array without slots is not room that was made in vain.
            arrayBytes += has > nothing ? has : 0;
            ownArrays.set(array);
            double needs = Math.ceil(size * description.perElement() / description.load());
            long needed = heap.layout().arrayBytes(type, (int) Math.min(Integer.MAX_VALUE, needs));
            if (size > 0 && !description.fixed() && 2 * needed < has) {
                figures.sparse = 1;
                figures.sparseBytes += has - needed;
            }
        }
    }
}
