package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.LockUse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which thread completes a future: the one with a frame that runs its task and holds it as a local.
///
/// Frames of `CompletableFuture`'s own tasks (`AsyncSupply.run` and its like) hold the future they will complete;
/// what depends on that one hangs in its `stack` of completions. `ForkJoinTask.doExec` holds the task itself.
final class CompletingFrames {
    private static final String FUTURE = "java.util.concurrent.CompletableFuture";
    private static final String TASK = "java.util.concurrent.ForkJoinTask";
    /// Futures followed from those that run; dependants beyond are taken for unknown.
    private static final int MOST_FUTURES = 50_000;

    private final List<Unit> units;
    private final @Nullable HeapObjects reader;
    private @Nullable Map<Long, Unit> workerByFuture;

    CompletingFrames(List<Unit> units, @Nullable HeapObjects reader) {
        this.units = units;
        this.reader = reader;
    }

    /// Address of the future that the parked thread waits for; [LockUse#NO_ADDRESS] if it waits for none.
    long awaited(HeapThread thread, HeapThread.Blocker blocker) {
        if (reader == null) {
            return LockUse.NO_ADDRESS;
        }
        HeapObjects.ObjectRecord object = reader.at(blocker.address());
        if (object != null
                && object.heapClass().isA(TASK)
                && !blocker.className().startsWith(FUTURE + "$")) {
            return blocker.address();
        }
        if (!blocker.className().equals(FUTURE + "$Signaller")) {
            return LockUse.NO_ADDRESS;
        }
        for (HeapThread.Local local : thread.locals()) {
            boolean own = local.frameIndex() >= 0
                    && thread.frames().get(local.frameIndex()).className().equals(FUTURE);
            if (own && isA(local.address(), FUTURE)) {
                return local.address();
            }
        }
        return LockUse.NO_ADDRESS;
    }

    /// Null if no frame is seen to complete it.
    @Nullable
    Unit worker(long future) {
        Map<Long, Unit> known = workerByFuture;
        if (known == null) {
            known = index();
            workerByFuture = known;
        }
        return known.get(future);
    }

    private Map<Long, Unit> index() {
        Map<Long, Unit> workers = new HashMap<>();
        for (Unit unit : units) {
            HeapThread thread = unit.heapThread();
            if (thread == null) {
                continue;
            }
            for (HeapThread.Local local : thread.locals()) {
                if (local.frameIndex() < 0) {
                    continue;
                }
                JvmFrame frame = thread.frames().get(local.frameIndex());
                boolean runs = frame.className().startsWith(FUTURE + "$")
                        && !frame.className().endsWith("$Signaller")
                        && isA(local.address(), FUTURE);
                boolean executes =
                        frame.method().equals("doExec") && frame.className().equals(TASK) && isA(local.address(), TASK);
                if (runs) {
                    addWithDependants(local.address(), unit, workers);
                } else if (executes) {
                    workers.putIfAbsent(local.address(), unit);
                }
            }
        }
        return workers;
    }

    private void addWithDependants(long future, Unit unit, Map<Long, Unit> workers) {
        Deque<Long> open = new ArrayDeque<>(List.of(future));
        while (!open.isEmpty() && workers.size() < MOST_FUTURES) {
            long next = open.remove();
            if (reader == null || workers.putIfAbsent(next, unit) != null) {
                continue;
            }
            HeapObjects.ObjectRecord object = reader.at(next);
            HeapObjects.ObjectRecord completion = object == null ? null : reader.follow(object, "stack");
            for (int count = 0; completion != null && count < MOST_FUTURES; count++) {
                long dependant = reader.reference(completion, "dep");
                if (dependant != 0) {
                    open.add(dependant);
                }
                completion = reader.follow(completion, "next");
            }
        }
    }

    private boolean isA(long address, String className) {
        HeapObjects.ObjectRecord object = reader == null ? null : reader.at(address);
        return object != null && object.heapClass().isA(className);
    }
}
