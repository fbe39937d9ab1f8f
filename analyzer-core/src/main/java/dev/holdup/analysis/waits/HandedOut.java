package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.HolderSearch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The threads that hold what a pool has handed out: those whose frames' locals reach it.
final class HandedOut {
    /// From a frame over a framework's session and a proxy or two to the pool's own entry.
    private static final int DEPTH = 8;

    private static final int MOST_PER_THREAD = 4_000;
    private static final int RESOURCE_DEPTH = 2;
    private static final int RESOURCE_OBJECTS = 200;
    private static final int LISTED_DEPTH = 10_000;
    private static final int MOST_LISTED = 20_000;

    private final HeapObjects reader;
    private final FieldFigures figures;
    private final StackGroups groups;

    HandedOut(HeapObjects reader, StackGroups groups) {
        this.reader = reader;
        this.groups = groups;
        this.figures = new FieldFigures(reader);
    }

    /// Null if the heap does not show what the group waits for.
    @Nullable
    Resource of(StackGroup group, HolderSearch search, Collection<Unit> units) {
        Map<Long, Integer> waitersByPool = new LinkedHashMap<>();
        for (Unit member : group.members()) {
            ObjectRecord pool = reached(member, search.resource());
            if (pool != null) {
                waitersByPool.merge(pool.address(), 1, Integer::sum);
            }
        }
        Map.Entry<Long, Integer> most = waitersByPool.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElse(null);
        ObjectRecord pool = most == null ? null : reader.at(most.getKey());
        if (most == null || pool == null) {
            return null;
        }
        List<ObjectRecord> listed = listed(pool, search);
        long inUse = search.all().isEmpty() ? figures.read(pool, search.inUse()) : listed.size();
        List<Resource.Figure> told = new ArrayList<>();
        add(told, "waiting for one", figures.read(pool, search.waiting()));
        return new Resource(
                pool.heapClass().name(),
                pool.address(),
                search.noun(),
                inUse,
                figures.read(pool, search.capacity()),
                List.copyOf(told),
                holders(group, search, pool, inUse, units),
                KnownBy.HANDED_OUT,
                most.getValue());
    }

    private static void add(List<Resource.Figure> told, String label, long value) {
        if (value != Resource.UNKNOWN) {
            told.add(new Resource.Figure(label, value));
        }
    }

    /// The nearest object of that class from the locals of the member's frames.
    private @Nullable ObjectRecord reached(Unit member, String className) {
        HeapThread thread = member.heapThread();
        if (thread == null) {
            return null;
        }
        FrameReach reach = new FrameReach(
                reader, object -> object.heapClass().isA(className), object -> false, RESOURCE_DEPTH, RESOURCE_OBJECTS);
        return reach.search(starts(member, thread, 0), 1).values().stream()
                .findFirst()
                .map(hits -> hits.getFirst().object())
                .orElse(null);
    }

    /// What the pool lists as handed out; empty if it lists nothing.
    private List<ObjectRecord> listed(ObjectRecord pool, HolderSearch search) {
        ObjectRecord list = search.all().isEmpty() ? null : figures.object(pool, search.all());
        if (list == null) {
            return List.of();
        }
        FrameReach reach = new FrameReach(
                reader,
                object -> isHandedOut(object, search),
                object -> object.address() == pool.address(),
                LISTED_DEPTH,
                MOST_LISTED);
        Unit nobody = groups.groups().getFirst().members().getFirst();
        return reach
                .search(List.of(new FrameReach.Start(nobody, -1, list.address())), Integer.MAX_VALUE)
                .values()
                .stream()
                .map(hits -> hits.getFirst().object())
                .filter(object -> isInUse(object, search))
                .toList();
    }

    private List<Resource.Holder> holders(
            StackGroup group, HolderSearch search, ObjectRecord pool, long inUse, Collection<Unit> units) {
        List<FrameReach.Start> starts = new ArrayList<>();
        for (Unit unit : units) {
            HeapThread thread = unit.heapThread();
            StackGroup own = groups.groupOf(unit);
            if (thread != null && !own.idle()) {
                // A thread that waits in the pool's own code holds nothing of what that code looks at.
                int from = own == group ? groups.frameByUnit()[unit.index()].frameIndex() + 1 : 0;
                starts.addAll(starts(unit, thread, from));
            }
        }
        FrameReach reach = new FrameReach(
                reader,
                object -> isHandedOut(object, search) && isInUse(object, search) && isOf(object, search, pool),
                object -> object.heapClass().isA(search.resource())
                        || isHandedOut(object, search)
                        || search.stopAt().stream().anyMatch(object.heapClass()::isA),
                DEPTH,
                MOST_PER_THREAD);
        int enough = inUse == Resource.UNKNOWN ? Integer.MAX_VALUE : (int) Math.min(inUse, Integer.MAX_VALUE);
        return byUnit(reach.search(starts, enough).values());
    }

    static List<FrameReach.Start> starts(Unit unit, HeapThread thread, int fromFrame) {
        List<FrameReach.Start> starts = new ArrayList<>();
        for (HeapThread.Local local : thread.locals()) {
            if (local.frameIndex() >= fromFrame) {
                starts.add(new FrameReach.Start(unit, local.frameIndex(), local.address()));
            }
        }
        starts.sort(Comparator.comparingInt(FrameReach.Start::frameIndex));
        return starts;
    }

    static List<Resource.Holder> byUnit(Collection<List<FrameReach.Hit>> found) {
        Map<Unit, Resource.Holder> holders = new LinkedHashMap<>();
        for (List<FrameReach.Hit> nearest : found) {
            for (FrameReach.Hit hit : nearest) {
                Resource.Holder one = new Resource.Holder(
                        hit.unit(), hit.frameIndex(), hit.object().heapClass().name(), 1);
                holders.merge(
                        hit.unit(),
                        one,
                        (known, more) -> new Resource.Holder(
                                known.unit(), known.frameIndex(), known.className(), known.count() + 1));
            }
        }
        return holders.values().stream()
                .sorted(Comparator.comparingInt(Resource.Holder::count)
                        .reversed()
                        .thenComparingInt(holder -> holder.unit().index()))
                .toList();
    }

    private static boolean isHandedOut(ObjectRecord object, HolderSearch search) {
        return search.handedOut().stream().anyMatch(object.heapClass()::isA);
    }

    private boolean isInUse(ObjectRecord object, HolderSearch search) {
        String field = search.whereField();
        return field == null || reader.integer(object, field, search.whereValue() + 1) == search.whereValue();
    }

    private boolean isOf(ObjectRecord object, HolderSearch search, ObjectRecord pool) {
        if (search.of().isEmpty()) {
            return true;
        }
        ObjectRecord its = figures.object(object, search.of());
        return its != null && its.address() == pool.address();
    }
}
