package dev.holdup.samples.apps.waits;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Every worker of a pool waits for a task that is queued in the same pool. Clients wait for theirs behind it.
final class NestedTasks implements Scenario {
    static final int WORKERS = 4;

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        ExecutorService pool = Executors.newFixedThreadPool(WORKERS, work -> crew.newThread("worker", work));
        CountDownLatch allWork = new CountDownLatch(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            pool.execute(() -> outer(pool, allWork));
        }
        Crew.await(() -> allWork.getCount() == 0);
        crew.await(Thread.State.WAITING);
        crew.start("client", waiting, () -> request(pool));
        crew.await(Thread.State.WAITING);
    }

    /// Asks only once there are all workers: before, the pool would begin another one for the task.
    private static void outer(ExecutorService pool, CountDownLatch allWork) {
        allWork.countDown();
        try {
            allWork.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        request(pool);
    }

    private static void request(ExecutorService pool) {
        try {
            System.out.println(pool.submit(() -> "inner").get());
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
