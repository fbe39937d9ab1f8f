package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.LockUse;
import dev.holdup.dumps.model.SourceLocation;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final @Nullable HeapObjects reader;
    private final @Nullable WaitEdge[] edgeByWaiter;
    private final @Nullable WaitReason[] reasonByUnit;
    private final @Nullable SourceLocation[] sourceByUnit;
    private final List<DumpLocks> locksByDump = new ArrayList<>();
    private final List<Map<JvmThread, Unit>> unitsByDump = new ArrayList<>();
    private final HeapWaits heapWaits;
    private final ClassInitializers initializers;
    private final HeapAddresses addresses = new HeapAddresses();
    private final Set<String> notes = new LinkedHashSet<>();

    private WaitForGraph(JoinedUnits joined, @Nullable HeapObjects reader) {
        this.joined = joined;
        this.reader = reader;
        heapWaits = new HeapWaits(joined.units(), reader);
        initializers = new ClassInitializers(joined.units(), joined.dumps());
        int count = joined.units().size();
        edgeByWaiter = new WaitEdge[count];
        reasonByUnit = new WaitReason[count];
        sourceByUnit = new SourceLocation[count];
    }

    public static WaitForGraph of(JoinedUnits joined) {
        return of(joined, null);
    }

    /// @param reader of the heap's objects; null without a heap dump
    public static WaitForGraph of(JoinedUnits joined, @Nullable HeapObjects reader) {
        WaitForGraph graph = new WaitForGraph(joined, reader);
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
        Arrays.setAll(graph.reasonByUnit, unit -> graph.addresses.inHeap(graph.reasonByUnit[unit]));
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

    /// The platform thread that runs the virtual thread now; null if it runs on none, or no dump says on which.
    public @Nullable Unit carrier(Unit virtual) {
        JvmThread latest = virtual.latest();
        if (latest != null && latest.carrier() != JvmThread.UNKNOWN_ID) {
            String id = "#" + latest.carrier();
            return joined.units().stream()
                    .filter(unit -> id.equals(unit.id()))
                    .findFirst()
                    .orElse(null);
        }
        return heapWaits.carrier(virtual);
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

    /// Null without a heap dump.
    @Nullable
    HeapObjects reader() {
        return reader;
    }

    /// What the heap says of waiting.
    HeapWaits heapWaits() {
        return heapWaits;
    }

    /// Where the dumps contradict each other, one sentence each, capped.
    public List<String> notes() {
        List<String> all = new ArrayList<>(joined.notes());
        all.addAll(notes);
        return List.copyOf(all);
    }

    private void know(Unit unit) {
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
        if (text != null && heap != null) {
            if (text.owner() == heap.owner()) {
                addresses.add(text.reason(), heap.reason());
            } else if (!heap.knownBy().isInferred()) {
                edge = agreeingWithStack(unit, text, heap);
            }
        }
        Unit initializer = edge == null ? initializers.initializerFor(unit) : null;
        if (initializer != null) {
            edge = initialization(unit, initializer);
        }
        edgeByWaiter[unit.index()] = edge;
    }

    private WaitEdge initialization(Unit unit, Unit initializer) {
        JvmFrame frame = initializer.frames().get(ClassInitializers.initializer(initializer));
        WaitReason reason = new WaitReason.ClassInitialization(frame.className(), LockUse.NO_ADDRESS);
        reasonByUnit[unit.index()] = reason;
        return new WaitEdge(unit.index(), initializer.index(), reason, KnownBy.INITIALIZING, null, null);
    }

    private @Nullable WaitEdge textEdge(Unit unit) {
        int now = unit.sightings().size() - 1;
        // A virtual thread that the latest dump cannot show speaks by the last one that can.
        while (now >= 0
                && unit.virtual()
                && unit.heapThread() == null
                && unit.sightings().get(now) == null) {
            now--;
        }
        JvmThread latest = now < 0 ? null : unit.sightings().get(now);
        DumpLocks.Wanted wanted = latest == null ? null : DumpLocks.wanted(latest);
        if (latest == null || wanted == null) {
            return null;
        }
        SourceLocation source = new SourceLocation.InText(
                latest.location().input(), wanted.use().line());
        reasonByUnit[unit.index()] = wanted.reason();
        sourceByUnit[unit.index()] = source;
        WaitEdge edge = edgeIn(now, unit, latest, wanted);
        return edge == null ? edgeOfOtherDialect(now, unit, latest) : edge;
    }

    private @Nullable WaitEdge edgeIn(int dump, Unit unit, JvmThread sighting, DumpLocks.Wanted wanted) {
        DumpLocks.Holder holder = locksByDump.get(dump).holder(wanted, sighting);
        Unit owner = holder == null ? null : unitsByDump.get(dump).get(holder.thread());
        if (holder == null || owner == null) {
            return null;
        }
        SourceLocation source = new SourceLocation.InText(
                sighting.location().input(), wanted.use().line());
        return new WaitEdge(unit.index(), owner.index(), wanted.reason(), holder.knownBy(), source, holder.source());
    }

    /// What another kind of dump, taken earlier, says of a thread that has not moved since: some kinds name no owners.
    private @Nullable WaitEdge edgeOfOtherDialect(int now, Unit unit, JvmThread latest) {
        for (int dump = now - 1; dump >= 0; dump--) {
            JvmThread sighting = unit.sightings().get(dump);
            boolean other = joined.dumps().get(dump).dialect()
                    != joined.dumps().get(now).dialect();
            DumpLocks.Wanted wanted = sighting == null || !other ? null : DumpLocks.wanted(sighting);
            if (sighting != null && wanted != null && isAtSamePlace(sighting, latest)) {
                return edgeIn(dump, unit, sighting, wanted);
            }
        }
        return null;
    }

    private static boolean isAtSamePlace(JvmThread one, JvmThread other) {
        return BlockedFrame.walked(one.frames(), Activity.WAITING)
                .name()
                .equals(BlockedFrame.walked(other.frames(), Activity.WAITING).name());
    }

    /// Believed only if heap and text show the thread at the same place: otherwise it has moved on between them.
    private @Nullable WaitEdge heapEdge(Unit unit) {
        HeapThread heapThread = unit.heapThread();
        HeapWait wait = heapThread == null || !isAtSamePlace(unit, heapThread) ? null : heapWaits.of(unit);
        WaitReason said = reasonByUnit[unit.index()];
        if (wait == null || (said != null && !agree(said, wait.reason()))) {
            return null;
        }
        WaitReason reason = wait.reason();
        if (said == null || !wait.knownBy().isInferred()) {
            reasonByUnit[unit.index()] = reason;
        }
        if (said != null && !wait.knownBy().isInferred()) {
            addresses.add(said, reason);
        }
        Unit owner = wait.owner();
        if (owner == null || owner == unit) {
            return null;
        }
        return new WaitEdge(unit.index(), owner.index(), reason, wait.knownBy(), sourceByUnit[unit.index()], null);
    }

    /// Whether text and heap may mean the same: one kind of waiting, and for locks the same class.
    private static boolean agree(WaitReason said, WaitReason heap) {
        return switch (heap) {
            case WaitReason.Monitor _ -> said instanceof WaitReason.Monitor && sameClass(said, heap);
            case WaitReason.Synchronizer _ -> said instanceof WaitReason.Synchronizer && sameClass(said, heap);
            case WaitReason.ThreadEnd _ ->
                said instanceof WaitReason.ThreadEnd || said instanceof WaitReason.Synchronizer;
            case WaitReason.Result _ -> said instanceof WaitReason.Result || said instanceof WaitReason.Synchronizer;
            case WaitReason.Notification _, WaitReason.ClassInitialization _ -> false;
        };
    }

    private static boolean sameClass(WaitReason said, WaitReason heap) {
        return said.className().isEmpty() || said.className().equals(heap.className());
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
