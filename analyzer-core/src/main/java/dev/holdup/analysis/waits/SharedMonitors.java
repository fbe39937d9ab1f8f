package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.WaitingMachinery;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Guesses monitors from the heap, which does not record who holds one.
///
/// A thread that is blocked has the object it wants among the locals of its innermost frame; the owner has it among
/// those of an outer one. Where exactly one thread that does not itself stand before an object has it, that one is
/// taken for the owner. A blocked thread at another place may have it already and want another object of its frame,
/// as in a deadlock: then it is one of those who may be the owner. Between several such objects the one that most
/// blocked threads have counts, and of
/// two that name different threads the one held in a frame of the same class.
final class SharedMonitors {

    /// @param blocked how many blocked threads have it in their innermost frame
    /// @param only the one thread that may hold it
    /// @param sameClass whether a frame of that thread with the object is of a class that blocked threads stand in
    private record Candidate(HeapThread.Local object, int blocked, Unit only, boolean sameClass) {}

    private final List<Unit> units;
    private @Nullable Map<Long, List<Unit>> wantedBy;
    private final Map<Long, Set<Unit>> heldBy = new HashMap<>();

    SharedMonitors(List<Unit> units) {
        this.units = units;
    }

    /// Null if no object qualifies.
    @Nullable
    HeapWait of(Unit blocked) {
        HeapThread thread = blocked.heapThread();
        if (thread == null) {
            return null;
        }
        Map<Long, List<Unit>> wanted = index();
        Candidate best = null;
        boolean ambiguous = false;
        for (HeapThread.Local local : wantedLocals(thread)) {
            Candidate candidate = candidate(local, wanted.getOrDefault(local.address(), List.of()), thread);
            if (candidate == null) {
                continue;
            }
            int compared = best == null ? 1 : compare(candidate, best);
            if (compared > 0) {
                best = candidate;
                ambiguous = false;
            } else if (compared == 0 && best != null && best.only() != candidate.only()) {
                ambiguous = true;
            }
        }
        return best == null || ambiguous
                ? null
                : new HeapWait(
                        new WaitReason.Monitor(
                                best.object().className(), best.object().address()),
                        best.only(),
                        KnownBy.SAME_OBJECT);
    }

    private static int compare(Candidate one, Candidate other) {
        int blocked = Integer.compare(one.blocked(), other.blocked());
        return blocked != 0 ? blocked : Boolean.compare(one.sameClass(), other.sameClass());
    }

    private @Nullable Candidate candidate(HeapThread.Local local, List<Unit> wanting, HeapThread blocked) {
        Set<Unit> holders = new LinkedHashSet<>(heldBy.getOrDefault(local.address(), Set.of()));
        for (Unit other : wanting) {
            if (isSamePlace(other, blocked) || !mayWantAnother(other, local.address())) {
                holders.remove(other);
            }
        }
        if (holders.size() != 1) {
            return null;
        }
        Unit only = holders.iterator().next();
        HeapThread owner = only.heapThread();
        String place =
                blocked.frames().isEmpty() ? "" : blocked.frames().getFirst().className();
        boolean sameClass = owner != null
                && owner.locals().stream()
                        .anyMatch(held -> held.address() == local.address()
                                && held.frameIndex() >= 0
                                && owner.frames()
                                        .get(held.frameIndex())
                                        .className()
                                        .equals(place));
        return new Candidate(local, wanting.size(), only, sameClass);
    }

    private static boolean isSamePlace(Unit unit, HeapThread blocked) {
        HeapThread thread = unit.heapThread();
        return thread != null
                && !thread.frames().isEmpty()
                && !blocked.frames().isEmpty()
                && thread.frames()
                        .getFirst()
                        .qualifiedName()
                        .equals(blocked.frames().getFirst().qualifiedName());
    }

    /// Whether its innermost frame has another object as well that blocked threads have in theirs.
    private boolean mayWantAnother(Unit unit, long address) {
        HeapThread thread = unit.heapThread();
        return thread != null
                && wantedLocals(thread).stream()
                        .anyMatch(local -> local.address() != address
                                && index().getOrDefault(local.address(), List.of())
                                                .size()
                                        > 1);
    }

    private Map<Long, List<Unit>> index() {
        Map<Long, List<Unit>> known = wantedBy;
        if (known != null) {
            return known;
        }
        Map<Long, List<Unit>> wanted = new HashMap<>();
        for (Unit unit : units) {
            HeapThread thread = unit.heapThread();
            if (thread != null && thread.state() == Thread.State.BLOCKED) {
                for (HeapThread.Local local : wantedLocals(thread)) {
                    List<Unit> by = wanted.computeIfAbsent(local.address(), address -> new ArrayList<>());
                    if (by.isEmpty() || by.getLast() != unit) {
                        by.add(unit);
                    }
                }
            }
        }
        for (Unit unit : units) {
            HeapThread thread = unit.heapThread();
            if (thread != null) {
                addHeld(unit, thread, wanted);
            }
        }
        wantedBy = wanted;
        return wanted;
    }

    private void addHeld(Unit unit, HeapThread thread, Map<Long, List<Unit>> wanted) {
        Set<Long> released = released(thread);
        for (HeapThread.Local local : thread.locals()) {
            if (local.frameIndex() >= 0 && wanted.containsKey(local.address()) && !released.contains(local.address())) {
                heldBy.computeIfAbsent(local.address(), address -> new LinkedHashSet<>())
                        .add(unit);
            }
        }
    }

    /// What a thread in `Object.wait` waits on: it has let go of that monitor.
    private static Set<Long> released(HeapThread thread) {
        Set<Long> released = new LinkedHashSet<>();
        if (isWaiting(thread.frames())) {
            wantedLocals(thread).forEach(local -> released.add(local.address()));
        }
        return released;
    }

    /// Objects of the innermost frame, one of which a blocked thread wants to lock; after `Object.wait`, those of
    /// its frames.
    private static List<HeapThread.Local> wantedLocals(HeapThread thread) {
        int end = 1;
        if (isWaiting(thread.frames())) {
            end = WaitingMachinery.depth(thread.frames());
        }
        return FrameLocals.within(thread, 0, end);
    }

    private static boolean isWaiting(List<JvmFrame> frames) {
        return !frames.isEmpty()
                && frames.getFirst().className().equals("java.lang.Object")
                && frames.getFirst().method().startsWith("wait");
    }
}
