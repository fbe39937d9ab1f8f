package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the queues that keep the most alive, with the pools whose workers take from them.
final class QueueSearch {
    private static final int MOST = 20;
    private static final int MOST_SLOTS = 1 << 16;
    /// The pool has four for each processor; beyond these, the largest count.
    private static final int MOST_FORK_JOIN_QUEUES = 256;
    /// What keeps less is not looked into.
    private static final long FEWEST_BYTES = 16 << 10;

    private final HeapGraph heap;
    private final HeapObjects reader;
    private final DominatorTree tree;
    private final Noted noted;
    private final Map<Long, List<Long>> workersByPool = new HashMap<>();
    private final Map<Long, ObjectRecord> poolByQueue = new HashMap<>();

    QueueSearch(HeapGraph heap, DominatorTree tree, Noted noted) {
        this.heap = heap;
        this.reader = heap.reader();
        this.tree = tree;
        this.noted = noted;
        for (String pool : List.of(NotedClasses.THREAD_POOL, NotedClasses.TOMCAT_POOL)) {
            noted.of(pool).forEach(executor -> poolByQueue.put(reader.reference(executor, "workQueue"), executor));
            noted.of(pool + "$Worker")
                    .forEach(worker -> addWorker(worker, "this$0", reader.reference(worker, "thread")));
        }
        noted.of(NotedClasses.FORK_JOIN_WORKER).forEach(thread -> addWorker(thread, "pool", thread.address()));
    }

    private void addWorker(ObjectRecord worker, String poolField, long thread) {
        workersByPool
                .computeIfAbsent(reader.reference(worker, poolField), pool -> new ArrayList<>())
                .add(thread);
    }

    /// Those that retain the most first.
    List<FoundQueue> find() {
        List<FoundQueue> found = new ArrayList<>();
        for (ObjectRecord object : noted.records()) {
            QueueShape shape = QueueShape.of(object.heapClass());
            if (shape != null) {
                add(found, queue(object, shape));
            } else if (object.heapClass().isA(NotedClasses.FORK_JOIN_POOL)) {
                add(found, forkJoin(object));
            } else if (object.heapClass().isA(NotedClasses.OKHTTP_DISPATCHER)) {
                ObjectRecord ready = reader.follow(object, "readyAsyncCalls");
                add(found, ready == null ? null : deque(ready, object));
            }
        }
        found.sort(Comparator.comparingLong(FoundQueue::retainedBytes)
                .reversed()
                .thenComparingLong(queue -> queue.owner().address()));
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }

    private static void add(List<FoundQueue> found, @Nullable FoundQueue queue) {
        if (queue != null && queue.retainedBytes() >= FEWEST_BYTES) {
            found.add(queue);
        }
    }

    private FoundQueue queue(ObjectRecord queue, QueueShape shape) {
        int object = heap.objects().indexOf(queue.address());
        ObjectRecord pool = poolByQueue.get(queue.address());
        return new FoundQueue(
                queue,
                shape,
                List.of(object),
                tree.retainedBytes(object),
                pool,
                pool == null ? List.of() : workersByPool.getOrDefault(pool.address(), List.of()));
    }

    private FoundQueue deque(ObjectRecord deque, ObjectRecord dispatcher) {
        int object = heap.objects().indexOf(deque.address());
        QueueShape shape = new QueueShape("java.util.ArrayDeque", true, null, "elements", null);
        return new FoundQueue(deque, shape, List.of(object), tree.retainedBytes(object), dispatcher, List.of());
    }

    private @Nullable FoundQueue forkJoin(ObjectRecord pool) {
        ObjectRecord queues = reader.follow(pool, "queues");
        ObjectRecord older = queues == null ? reader.follow(pool, "workQueues") : queues;
        if (older == null) {
            return null;
        }
        // A worker that looks for tasks has the array of another's queue in a local variable: what holds the tasks is
        // the
        // array.
        List<Long> arrays = new ArrayList<>();
        for (long address : reader.elements(older, MOST_SLOTS)) {
            ObjectRecord queue = reader.at(address);
            arrays.add(queue == null ? 0 : reader.reference(queue, "array"));
        }
        List<Integer> tops = arrays.stream()
                .filter(address -> address != 0)
                .map(heap.objects()::indexOf)
                .filter(object -> object >= 0 && tree.isReachable(object))
                .distinct()
                .sorted(Comparator.comparingLong(tree::retainedBytes).reversed().thenComparing(object -> object))
                .limit(MOST_FORK_JOIN_QUEUES)
                .toList();
        long retained = tops.stream().mapToLong(tree::retainedBytes).sum();
        return new FoundQueue(pool, null, tops, retained, pool, workersByPool.getOrDefault(pool.address(), List.of()));
    }
}
