package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.JvmFrame;
import dev.holdup.dumps.model.LockUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who keeps a task from being run: the workers of the pool in whose queue it still waits.
///
/// Pools are found from the frames of their workers. A queue is walked from its own fields on.
final class QueuedTasks {
    private static final List<String> POOLS = List.of(
            "java.util.concurrent.ThreadPoolExecutor",
            "java.util.concurrent.ForkJoinPool",
            "org.apache.tomcat.util.threads.ThreadPoolExecutor");
    private static final List<String> TASKS = List.of(
            "java.util.concurrent.FutureTask",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.ForkJoinTask");
    private static final int QUEUE_DEPTH = 1_000_000;
    private static final int MOST_QUEUED = 20_000;

    private final WaitForGraph graph;
    private final HeapObjects reader;
    private final Map<Long, List<Unit>> workersByPool = new LinkedHashMap<>();
    private final Map<Long, Long> poolByTask = new HashMap<>();

    QueuedTasks(WaitForGraph graph, HeapObjects reader) {
        this.graph = graph;
        this.reader = reader;
        for (Unit unit : graph.joined().units()) {
            HeapThread thread = unit.heapThread();
            long pool = thread == null ? 0 : poolOf(thread);
            if (pool != 0) {
                workersByPool
                        .computeIfAbsent(pool, address -> new ArrayList<>())
                        .add(unit);
            }
        }
        List<Long> pools = List.copyOf(workersByPool.keySet());
        for (long pool : pools) {
            addQueue(pool, graph.joined().units().getFirst());
        }
    }

    static boolean areWaitedForBy(StackGroup group, WaitForGraph graph) {
        return group.members().stream().anyMatch(unit -> graph.reason(unit) instanceof WaitReason.Result);
    }

    /// Null if the tasks that the group waits for are in no queue.
    @Nullable
    Resource of(StackGroup group, StackGroups groups) {
        Map<Long, Integer> waitersByPool = new LinkedHashMap<>();
        for (Unit member : group.members()) {
            WaitReason reason = graph.reason(member);
            Long pool = reason instanceof WaitReason.Result && graph.edge(member) == null
                    ? poolByTask.get(reason.address())
                    : null;
            if (pool != null) {
                waitersByPool.merge(pool, 1, Integer::sum);
            }
        }
        Map.Entry<Long, Integer> most = waitersByPool.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElse(null);
        ObjectRecord pool = most == null ? null : reader.at(most.getKey());
        if (most == null || pool == null) {
            return null;
        }
        List<Unit> busy = workersByPool.getOrDefault(most.getKey(), List.of()).stream()
                .filter(unit -> !groups.groupOf(unit).idle())
                .toList();
        FieldFigures figures = new FieldFigures(reader);
        List<Resource.Figure> told = new ArrayList<>();
        long queued = figures.read(pool, List.of("workQueue"));
        if (queued != Resource.UNKNOWN) {
            told.add(new Resource.Figure("tasks in its queue", queued));
        }
        long largest = figures.read(pool, List.of("maximumPoolSize"));
        return new Resource(
                pool.heapClass().name(),
                pool.address(),
                "workers",
                busy.size(),
                largest == Resource.UNKNOWN ? figures.read(pool, List.of("parallelism")) : largest,
                List.copyOf(told),
                busy.stream().map(unit -> new Resource.Holder(unit, -1, "", 1)).toList(),
                KnownBy.WORKER_OF_POOL,
                most.getValue());
    }

    private long poolOf(HeapThread thread) {
        for (HeapThread.Local local : thread.locals()) {
            if (local.frameIndex() < 0) {
                continue;
            }
            JvmFrame frame = thread.frames().get(local.frameIndex());
            if (frame.method().equals("runWorker") && isA(reader.at(local.address()), POOLS)) {
                return local.address();
            }
        }
        return 0;
    }

    private void addQueue(long pool, Unit nobody) {
        ObjectRecord executor = reader.at(pool);
        if (executor == null) {
            return;
        }
        long queue = reader.reference(executor, "workQueue");
        long start = queue == 0 ? reader.reference(executor, "queues") : queue;
        // Wrapped tasks are found behind their wrappers; a completion's own future stands in its field `dep`.
        FrameReach reach = new FrameReach(
                reader, object -> isA(object, TASKS), object -> isA(object, POOLS), QUEUE_DEPTH, MOST_QUEUED);
        reach.search(List.of(new FrameReach.Start(nobody, -1, start)), Integer.MAX_VALUE)
                .values()
                .forEach(hits -> {
                    ObjectRecord task = hits.getFirst().object();
                    poolByTask.putIfAbsent(task.address(), pool);
                    long dependant = reader.reference(task, "dep");
                    if (dependant != 0 && dependant != LockUse.NO_ADDRESS) {
                        poolByTask.putIfAbsent(dependant, pool);
                    }
                });
    }

    private static boolean isA(@Nullable ObjectRecord object, List<String> classes) {
        return object != null && classes.stream().anyMatch(object.heapClass()::isA);
    }
}
