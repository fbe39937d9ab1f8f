package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.LockUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who holds the permits of a semaphore, or may open a latch: JDK objects that note no owner.
///
/// Permits: threads that stand farther inside the method that the others wait to go on in; in the heap their
/// frames must reach the semaphore, where any does. Latches: threads whose frames reach it and that do not wait for it.
final class Permits {
    private static final String SEMAPHORE = "java.util.concurrent.Semaphore$";
    private static final String LATCH = "java.util.concurrent.CountDownLatch$Sync";
    /// Callers of the waiting method that are tried, if nobody stands in the method itself.
    private static final int CALLERS = 3;

    private static final int DEPTH = 3;
    private static final int MOST_PER_THREAD = 500;
    private static final int MOST_COUNTING = 20;

    private final WaitForGraph graph;
    private final StackGroups groups;
    private final @Nullable HeapObjects reader;

    Permits(WaitForGraph graph, StackGroups groups) {
        this.graph = graph;
        this.groups = groups;
        this.reader = graph.reader();
    }

    static boolean areWaitedForBy(StackGroup group) {
        return group.lockClass().startsWith(SEMAPHORE) || group.lockClass().equals(LATCH);
    }

    Resource of(StackGroup group) {
        boolean semaphore = group.lockClass().startsWith(SEMAPHORE);
        long address = mostWaitedFor(group);
        HeapObjects.ObjectRecord lock = reader == null ? null : reader.at(address);
        List<Resource.Figure> figures = new ArrayList<>();
        if (reader != null && lock != null) {
            String label = semaphore ? "permits left" : "still to be counted down";
            figures.add(new Resource.Figure(label, reader.integer(lock, "state", 0)));
        }
        List<Unit> behind = semaphore ? behindThePlace(group) : List.of();
        List<Resource.Holder> reaching = lock == null ? List.of() : reaching(address, group, behind, semaphore);
        List<Resource.Holder> holders = reaching.isEmpty()
                ? behind.stream()
                        .map(unit -> new Resource.Holder(unit, -1, "", 1))
                        .toList()
                : reaching;
        return new Resource(
                group.lockClass(),
                lock == null ? LockUse.NO_ADDRESS : address,
                semaphore ? "permits" : "counts",
                Resource.UNKNOWN,
                Resource.UNKNOWN,
                List.copyOf(figures),
                semaphore || holders.size() <= MOST_COUNTING ? holders : List.of(),
                reaching.isEmpty() ? KnownBy.BEHIND_THE_PLACE : KnownBy.REACHES_IT,
                group.size());
    }

    private long mostWaitedFor(StackGroup group) {
        for (Unit member : group.members()) {
            WaitReason reason = graph.reason(member);
            if (reason != null && reason.address() != LockUse.NO_ADDRESS) {
                return reason.address();
            }
        }
        return LockUse.NO_ADDRESS;
    }

    /// Threads at work that have the waiting method on their stack, or the nearest of its callers that any has.
    private List<Unit> behindThePlace(StackGroup group) {
        Unit member = group.members().getFirst();
        int place = groups.frameByUnit()[member.index()].frameIndex();
        List<String> code = new ArrayList<>();
        for (int frameIndex = Math.max(0, place);
                frameIndex < Math.min(member.frames().size(), place + 1 + CALLERS);
                frameIndex++) {
            JvmFrame frame = member.frames().get(frameIndex);
            if (isOfTheJdk(frame)) {
                break;
            }
            code.add(frame.qualifiedName());
        }
        CodeIndex index = new CodeIndex(graph.joined().units(), code);
        for (String frame : code) {
            List<Unit> inside = index.inside(frame).stream()
                    .filter(unit -> mayHold(unit, group))
                    .toList();
            if (!inside.isEmpty()) {
                return inside;
            }
        }
        return List.of();
    }

    private static boolean isOfTheJdk(JvmFrame frame) {
        return frame.className().startsWith("java.") || frame.className().startsWith("jdk.");
    }

    private boolean mayHold(Unit unit, StackGroup group) {
        StackGroup own = groups.groupOf(unit);
        return own != group && !own.idle();
    }

    private List<Resource.Holder> reaching(long address, StackGroup group, List<Unit> behind, boolean semaphore) {
        List<FrameReach.Start> starts = new ArrayList<>();
        for (Unit unit : semaphore ? behind : graph.joined().units()) {
            HeapThread thread = unit.heapThread();
            if (thread != null && mayHold(unit, group)) {
                starts.addAll(HandedOut.starts(unit, thread, 0));
            }
        }
        HeapObjects heap = reader;
        if (heap == null) {
            return List.of();
        }
        List<Resource.Holder> holders = new ArrayList<>();
        // Each on its own: nobody is nearer to a lock that all of them use.
        for (Map.Entry<Unit, List<FrameReach.Start>> own : byUnit(starts).entrySet()) {
            FrameReach reach = new FrameReach(
                    heap, object -> object.address() == address, object -> false, DEPTH, MOST_PER_THREAD);
            reach.search(own.getValue(), 1).values().stream()
                    .map(List::getFirst)
                    .forEach(hit -> holders.add(new Resource.Holder(hit.unit(), hit.frameIndex(), "", 1)));
        }
        return holders;
    }

    private static Map<Unit, List<FrameReach.Start>> byUnit(List<FrameReach.Start> starts) {
        Map<Unit, List<FrameReach.Start>> byUnit = new java.util.LinkedHashMap<>();
        for (FrameReach.Start start : starts) {
            byUnit.computeIfAbsent(start.unit(), unit -> new ArrayList<>()).add(start);
        }
        return byUnit;
    }
}
