package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.LockUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads from the heap what threads wait for, and who holds that.
final class HeapWaits {
    private static final String THREAD = "java.lang.Thread";
    /// Frames from the top among which waiting code is looked for.
    private static final int DEPTH = 12;

    private final @Nullable HeapObjects reader;
    private final Map<Long, Unit> unitByThreadObject = new HashMap<>();
    private final CompletingFrames completing;
    private final ReadHolds readHolds;
    private final SharedMonitors monitors;

    /// @param reader null if only the threads are known
    HeapWaits(List<Unit> units, @Nullable HeapObjects reader) {
        this.reader = reader;
        for (Unit unit : units) {
            HeapThread thread = unit.heapThread();
            if (thread != null) {
                unitByThreadObject.put(thread.address(), unit);
            }
        }
        completing = new CompletingFrames(units, reader);
        readHolds = new ReadHolds(units, reader, unitByThreadObject);
        monitors = new SharedMonitors(units);
    }

    ReadHolds readHolds() {
        return readHolds;
    }

    /// The platform thread that runs the virtual thread; null if none does, or the heap does not say.
    @Nullable
    Unit carrier(Unit virtual) {
        HeapThread thread = virtual.heapThread();
        HeapObjects.ObjectRecord object =
                reader == null || thread == null || !thread.virtual() ? null : reader.at(thread.address());
        return reader == null || object == null
                ? null
                : unitByThreadObject.get(reader.reference(object, "carrierThread"));
    }

    /// Null if the heap does not say.
    @Nullable
    HeapWait of(Unit unit) {
        HeapThread thread = unit.heapThread();
        if (thread == null) {
            return null;
        }
        HeapWait join = join(unit, thread);
        if (join != null) {
            return join;
        }
        HeapThread.Blocker blocker = thread.parkBlocker();
        if (blocker == null) {
            return thread.state() == Thread.State.BLOCKED ? monitors.of(unit) : null;
        }
        if (blocker.ownerThread() != 0) {
            Unit owner = unitByThreadObject.get(blocker.ownerThread());
            return new HeapWait(synchronizer(blocker), owner == unit ? null : owner, KnownBy.HEAP);
        }
        HeapWait result = result(unit, thread, blocker);
        if (result != null) {
            return result;
        }
        List<Unit> readers = readHolds.holders(blocker.address());
        Unit onlyReader = readers.size() == 1 && readers.getFirst() != unit ? readers.getFirst() : null;
        return new HeapWait(synchronizer(blocker), onlyReader, KnownBy.READ_HOLDS);
    }

    private static WaitReason synchronizer(HeapThread.Blocker blocker) {
        return new WaitReason.Synchronizer(blocker.className(), blocker.address());
    }

    /// A platform thread joins in `Object.wait` on the other's object, a virtual one is joined by a latch of its own.
    private @Nullable HeapWait join(Unit unit, HeapThread thread) {
        int joining = FrameLocals.frameOf(thread.frames(), THREAD, "join", DEPTH);
        int virtual = FrameLocals.frameOf(thread.frames(), "java.lang.VirtualThread", "joinNanos", DEPTH);
        if (joining < 0 && virtual < 0) {
            return null;
        }
        for (HeapThread.Local local : FrameLocals.within(thread, 0, Math.max(joining, virtual) + 1)) {
            Unit joined = unitByThreadObject.get(local.address());
            if (joined != null && joined != unit) {
                return new HeapWait(
                        new WaitReason.ThreadEnd(local.className(), local.address()), joined, KnownBy.JOINED_THREAD);
            }
        }
        return null;
    }

    private @Nullable HeapWait result(Unit unit, HeapThread thread, HeapThread.Blocker blocker) {
        HeapObjects.ObjectRecord object = reader == null ? null : reader.at(blocker.address());
        if (reader == null || object == null) {
            return null;
        }
        if (object.heapClass().isA("java.util.concurrent.FutureTask")) {
            Unit runner = unitByThreadObject.get(reader.reference(object, "runner"));
            return new HeapWait(
                    new WaitReason.Result(blocker.className(), blocker.address()),
                    runner == unit ? null : runner,
                    KnownBy.TASK_RUNNER);
        }
        long future = completing.awaited(thread, blocker);
        if (future == LockUse.NO_ADDRESS) {
            return null;
        }
        HeapObjects.ObjectRecord awaited = reader.at(future);
        Unit worker = completing.worker(future);
        return new HeapWait(
                new WaitReason.Result(
                        awaited == null
                                ? blocker.className()
                                : awaited.heapClass().name(),
                        future),
                worker == unit ? null : worker,
                KnownBy.COMPLETING_FRAME);
    }
}
