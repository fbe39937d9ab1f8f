package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Which threads' frames reach certain objects: a bounded search, breadth first, from the frames' locals.
///
/// All threads advance together, one reference at a time, so that an object goes to the thread that is nearest to it.
/// Never followed: threads and thread groups, classes and class loaders, thread-local maps, and the referents of
/// references of any strength.
final class FrameReach {
    private static final List<String> NEVER_THROUGH = List.of(
            "java.lang.Thread",
            "java.lang.ThreadGroup",
            "java.lang.ClassLoader",
            "java.lang.ThreadLocal$ThreadLocalMap",
            "java.lang.ref.Reference");
    private static final int MOST_ELEMENTS = 256;
    /// Each look at an object costs some ten microseconds: two seconds in all.
    private static final int MOST_OBJECTS = 200_000;

    /// Where the search begins: a local of a frame.
    record Start(Unit unit, int frameIndex, long address) {}

    /// @param distance references from the frame's local, 0 for the local itself
    record Hit(Unit unit, int frameIndex, HeapObjects.ObjectRecord object, int distance) {}

    private record Step(Start start, long address) {}

    private final HeapObjects reader;
    private final Predicate<HeapObjects.ObjectRecord> wanted;
    private final Predicate<HeapObjects.ObjectRecord> stop;
    private final int depth;
    private final int mostPerUnit;
    private final IdentityHashMap<HeapClass, Boolean> neverThrough = new IdentityHashMap<>();
    private final IdentityHashMap<HeapClass, List<String>> references = new IdentityHashMap<>();

    /// @param wanted what is searched for; never searched through
    /// @param stop further objects that are not searched through
    /// @param depth references from a local at most
    /// @param mostPerUnit objects looked at for one thread at most
    FrameReach(
            HeapObjects reader,
            Predicate<HeapObjects.ObjectRecord> wanted,
            Predicate<HeapObjects.ObjectRecord> stop,
            int depth,
            int mostPerUnit) {
        this.reader = reader;
        this.wanted = wanted;
        this.stop = stop;
        this.depth = depth;
        this.mostPerUnit = mostPerUnit;
    }

    /// The nearest hits of each wanted object, by its address.
    ///
    /// @param enough ends the search once so many objects are found
    Map<Long, List<Hit>> search(List<Start> starts, int enough) {
        Map<Long, List<Hit>> hits = new LinkedHashMap<>();
        Map<Unit, Set<Long>> seenByUnit = new HashMap<>();
        List<Step> level = new ArrayList<>();
        for (Start start : starts) {
            if (seenByUnit
                    .computeIfAbsent(start.unit(), unit -> new HashSet<>())
                    .add(start.address())) {
                level.add(new Step(start, start.address()));
            }
        }
        int looked = 0;
        for (int distance = 0; distance <= depth && !level.isEmpty() && hits.size() < enough; distance++) {
            List<Step> next = new ArrayList<>();
            for (Step step : level) {
                HeapObjects.ObjectRecord object = looked++ < MOST_OBJECTS ? reader.at(step.address()) : null;
                if (object == null) {
                    continue;
                }
                if (wanted.test(object)) {
                    add(hits, new Hit(step.start().unit(), step.start().frameIndex(), object, distance));
                } else if (distance < depth && !isNeverThrough(object.heapClass()) && !stop.test(object)) {
                    follow(object, step, seenByUnit.getOrDefault(step.start().unit(), Set.of()), next);
                }
            }
            level = next;
        }
        return hits;
    }

    private static void add(Map<Long, List<Hit>> hits, Hit hit) {
        List<Hit> known = hits.computeIfAbsent(hit.object().address(), address -> new ArrayList<>());
        if (known.isEmpty() || known.getFirst().distance() == hit.distance()) {
            known.add(hit);
        }
    }

    private void follow(HeapObjects.ObjectRecord object, Step step, Set<Long> seen, List<Step> next) {
        if (object.heapClass().isArray()) {
            for (long element : reader.elements(object, MOST_ELEMENTS)) {
                visit(element, step, seen, next);
            }
            return;
        }
        for (String field : references.computeIfAbsent(object.heapClass(), FrameReach::referenceFields)) {
            visit(reader.reference(object, field), step, seen, next);
        }
    }

    private void visit(long address, Step step, Set<Long> seen, List<Step> next) {
        if (address != 0 && seen.size() < mostPerUnit && seen.add(address)) {
            next.add(new Step(step.start(), address));
        }
    }

    private static List<String> referenceFields(HeapClass heapClass) {
        return heapClass.fields().stream()
                .filter(field -> field.type() == FieldType.OBJECT)
                .map(HeapClass.Field::name)
                .distinct()
                .toList();
    }

    private boolean isNeverThrough(HeapClass heapClass) {
        return neverThrough.computeIfAbsent(
                heapClass, type -> NEVER_THROUGH.stream().anyMatch(type::isA));
    }
}
