package dev.holdup.samples.apps.waits;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/// All workers of a pool are busy; clients wait for the results of tasks that are still queued.
final class StarvedPool implements Scenario {
    static final int WORKERS = 4;

    @Override
    public void begin(int waiting) throws InterruptedException {
        ThreadFactory factory = new ThreadFactory() {
            private int created;

            @Override
            public Thread newThread(Runnable work) {
                Thread worker = new Thread(work, "worker-" + ++created);
                worker.setDaemon(true);
                return worker;
            }
        };
        ExecutorService pool = Executors.newFixedThreadPool(WORKERS, factory);
        for (int i = 0; i < WORKERS; i++) {
            pool.execute(Scenario::slowWork);
        }
        Crew crew = new Crew();
        crew.start("client", waiting, () -> request(pool));
        crew.await(Thread.State.WAITING);
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
