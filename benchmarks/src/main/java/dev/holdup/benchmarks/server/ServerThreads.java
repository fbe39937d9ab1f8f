package dev.holdup.benchmarks.server;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A server's threads: many that handle a request and wait for one lock, its owner, an idle pool, and
/// some deep in a recursion.
///
/// Each holds something in the locals of its frames. All are daemons.
final class ServerThreads {
    static final int REQUESTS = 240;
    static final String REQUEST_NAME = "http-exec-";
    /// Bytes of the array that only a local of each request's thread refers to.
    static final int PAYLOAD_BYTES = 16 * 1024;

    static final int IDLE = 40;
    static final String IDLE_NAME = "pool-worker-";
    static final int DEEP = 20;
    static final String DEEP_NAME = "tree-walker-";
    static final String OWNER_NAME = "store-flusher";

    private static final int DEPTH = 200;
    private static final long LONGEST_WAIT_SECONDS = 60;

    private final ReentrantLock store = new ReentrantLock();
    private final CountDownLatch owned = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<Thread> waiting = new ArrayList<>();

    /// Returns once every thread waits where it is to stay.
    void start() throws InterruptedException {
        start(OWNER_NAME, this::flush);
        owned.await();
        for (int i = 0; i < REQUESTS; i++) {
            int number = i;
            start(REQUEST_NAME + i, () -> handle(number));
        }
        for (int i = 0; i < DEEP; i++) {
            start(DEEP_NAME + i, () -> walk(0));
        }
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(IDLE, IDLE, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), this::idleWorker);
        pool.prestartAllCoreThreads();
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        while (!waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("the server's threads have not come to rest");
            }
            Thread.sleep(10);
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        waiting.add(thread);
    }

    private Thread idleWorker(Runnable work) {
        Thread thread = new Thread(work, IDLE_NAME + (waiting.size() - REQUESTS - DEEP - 1));
        thread.setDaemon(true);
        waiting.add(thread);
        return thread;
    }

    private void flush() {
        store.lock();
        owned.countDown();
        waitForEver();
    }

    private void handle(int number) {
        byte[] payload = new byte[PAYLOAD_BYTES];
        Map<String, Object> attributes = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            attributes.put("attribute-" + number + "-" + i, 1_000_000L + i);
        }
        try {
            store.lock(); // for ever: its owner never lets go
        } finally {
            Reference.reachabilityFence(payload);
            Reference.reachabilityFence(attributes);
        }
    }

    private void walk(int depth) {
        Integer[] visited = {1_000 + depth};
        try {
            if (depth < DEPTH) {
                walk(depth + 1);
            } else {
                waitForEver();
            }
        } finally {
            Reference.reachabilityFence(visited);
        }
    }

    private void waitForEver() {
        try {
            never.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
