package dev.holdup.samples.apps.waits;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// All workers of a pool are busy; clients wait for the results of tasks that are still queued.
final class StarvedPool implements Scenario {
    static final int WORKERS = 4;

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        ExecutorService pool = Executors.newFixedThreadPool(WORKERS, work -> crew.newThread("worker", work));
        for (int i = 0; i < WORKERS; i++) {
            pool.execute(Scenario::slowWork);
        }
        crew.start("client", waiting, () -> request(pool));
        crew.await(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    }

    private static void request(ExecutorService pool) {
        Future<String> answer = pool.submit(() -> "answer");
        try {
            System.out.println(answer.get());
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
