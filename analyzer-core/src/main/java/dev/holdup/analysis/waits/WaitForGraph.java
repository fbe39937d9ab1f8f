package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waits for what another one holds, now: by the latest thread dump, and by the heap where that says more.
///
/// A thread waits for one thing that one thread holds, so each unit has at most one edge.
public final class WaitForGraph {
    private static final int MAX_NOTES = 20;

    private final JoinedUnits joined;
    private final @Nullable WaitEdge[] edgeByWaiter;
    private final @Nullable WaitReason[] reasonByUnit;
    private final @Nullable SourceLocation[] sourceByUnit;
    private final List<DumpLocks> locksByDump = new ArrayList<>();
    private final List<Map<JvmThread, Unit>> unitsByDump = new ArrayList<>();
    private final Map<Long, Unit> unitByThreadObject = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    private WaitForGraph(JoinedUnits joined) {
        this.joined = joined;
        int count = joined.units().size();
        edgeByWaiter = new WaitEdge[count];
        reasonByUnit = new WaitReason[count];
        sourceByUnit = new SourceLocation[count];
    }

    public static WaitForGraph of(JoinedUnits joined) {
        WaitForGraph graph = new WaitForGraph(joined);
        for (int dump = 0; dump < joined.dumps().size(); dump++) {
            graph.locksByDump.add(DumpLocks.of(joined.dumps().get(dump)));
            graph.unitsByDump.add(new IdentityHashMap<>());
        }
        for (Unit unit : joined.units()) {
            graph.know(unit);
        }
        for (Unit unit : joined.units()) {
            if (unit.activity() != Activity.ENDED) {
                graph.link(unit);
            }
        }
        return graph;
    }

    public JoinedUnits joined() {
        return joined;
    }

    /// What it waits for and who holds that; null if it waits for nothing, or nobody is known to hold it.
    public @Nullable WaitEdge edge(Unit waiter) {
        return edgeByWaiter[waiter.index()];
    }

    /// What it waits for; null if no dump says.
    public @Nullable WaitReason reason(Unit unit) {
        return reasonByUnit[unit.index()];
    }

    /// The line that says what it waits for; null if no thread dump does.
    public @Nullable SourceLocation reasonSource(Unit unit) {
        return sourceByUnit[unit.index()];
    }

    /// Who held what the unit waited for when `dump` was taken, by that dump alone; null if it does not say.
    public @Nullable Unit ownerIn(int dump, Unit unit) {
        JvmThread thread = unit.sightings().get(dump);
        DumpLocks.Wanted wanted = thread == null ? null : DumpLocks.wanted(thread);
        DumpLocks.Holder holder =
                thread == null || wanted == null ? null : locksByDump.get(dump).holder(wanted, thread);
        return holder == null ? null : unitsByDump.get(dump).get(holder.thread());
    }

    /// `next[unit]` is the owner it waits for, −1 for none.
    public int[] owners() {
        int[] owners = new int[edgeByWaiter.length];
        Arrays.fill(owners, -1);
        for (WaitEdge edge : edgeByWaiter) {
            if (edge != null) {
                owners[edge.waiter()] = edge.owner();
            }
        }
        return owners;
    }

    /// Where the dumps contradict each other, one sentence each, capped.
    public List<String> notes() {
        return List.copyOf(notes);
    }

    private void know(Unit unit) {
        HeapThread heapThread = unit.heapThread();
        if (heapThread != null) {
            unitByThreadObject.put(heapThread.address(), unit);
        }
        for (int dump = 0; dump < unit.sightings().size(); dump++) {
            JvmThread sighting = unit.sightings().get(dump);
            if (sighting != null) {
                unitsByDump.get(dump).put(sighting, unit);
            }
        }
    }

    private void link(Unit unit) {
        WaitEdge text = textEdge(unit);
        WaitEdge heap = heapEdge(unit);
        WaitEdge edge = text == null ? heap : text;
        if (text != null && heap != null && text.owner() != heap.owner()) {
            edge = agreeingWithStack(unit, text, heap);
        }
        edgeByWaiter[unit.index()] = edge;
    }

    private @Nullable WaitEdge textEdge(Unit unit) {
        JvmThread latest = unit.latest();
        DumpLocks.Wanted wanted = latest == null ? null : DumpLocks.wanted(latest);
        if (latest == null || wanted == null) {
            return null;
        }
        SourceLocation source = new SourceLocation.InText(
                latest.location().input(), wanted.use().line());
        reasonByUnit[unit.index()] = wanted.reason();
        sourceByUnit[unit.index()] = source;
        DumpLocks.Holder holder = locksByDump.getLast().holder(wanted, latest);
        Unit owner = holder == null ? null : unitsByDump.getLast().get(holder.thread());
        if (holder == null || owner == null) {
            return null;
        }
        return new WaitEdge(unit.index(), owner.index(), wanted.reason(), holder.knownBy(), source, holder.source());
    }

    /// Believed only if heap and text show the thread at the same place: otherwise it has moved on between them.
    private @Nullable WaitEdge heapEdge(Unit unit) {
        HeapThread heapThread = unit.heapThread();
        HeapThread.Blocker blocker = heapThread == null ? null : heapThread.parkBlocker();
        if (heapThread == null || blocker == null || !isAtSamePlace(unit, heapThread)) {
            return null;
        }
        WaitReason said = reasonByUnit[unit.index()];
        if (said != null && !(said instanceof WaitReason.Synchronizer)) {
            return null;
        }
        if (said != null && !said.className().isEmpty() && !said.className().equals(blocker.className())) {
            return null;
        }
        WaitReason reason = said != null && said.address() != LockUse.NO_ADDRESS
                ? said
                : new WaitReason.Synchronizer(blocker.className(), blocker.address());
        reasonByUnit[unit.index()] = reason;
        Unit owner = blocker.ownerThread() == 0 ? null : unitByThreadObject.get(blocker.ownerThread());
        if (owner == null || owner == unit) {
            return null;
        }
        return new WaitEdge(unit.index(), owner.index(), reason, KnownBy.HEAP, sourceByUnit[unit.index()], null);
    }

    private static boolean isAtSamePlace(Unit unit, HeapThread heapThread) {
        return unit.latest() == null
                || heapThread.frames().isEmpty()
                || BlockedFrame.walked(heapThread.frames(), Activity.WAITING)
                        .name()
                        .equals(BlockedFrame.walked(unit.frames(), Activity.WAITING)
                                .name());
    }

    /// Heap and text name different owners: the one whose stack passes through the blocked frame, else the text's.
    private WaitEdge agreeingWithStack(Unit unit, WaitEdge text, WaitEdge heap) {
        String frame = BlockedFrame.walked(unit.frames(), unit.activity()).name();
        Unit textOwner = joined.units().get(text.owner());
        Unit heapOwner = joined.units().get(heap.owner());
        boolean heapAgrees = passesThrough(heapOwner, frame) && !passesThrough(textOwner, frame);
        if (notes.size() < MAX_NOTES) {
            notes.add("The thread dump names " + textOwner.name() + " as the owner of a "
                    + text.reason().className() + ", the heap dump " + heapOwner.name()
                    + ": it changed hands between them, and "
                    + (heapAgrees ? heapOwner.name() : textOwner.name())
                    + " is the one that the stacks agree with best.");
        }
        return heapAgrees ? heap : text;
    }

    static boolean passesThrough(Unit unit, String frame) {
        for (JvmFrame candidate : unit.frames()) {
            if (is(candidate, frame)) {
                return true;
            }
        }
        return false;
    }

    /// As `candidate.qualifiedName().equals(frame)`, without building the name: asked of every frame of every thread.
    private static boolean is(JvmFrame candidate, String frame) {
        int dot = candidate.className().length();
        return frame.length() == dot + 1 + candidate.method().length()
                && frame.charAt(dot) == '.'
                && frame.startsWith(candidate.className())
                && frame.endsWith(candidate.method());
    }
}
