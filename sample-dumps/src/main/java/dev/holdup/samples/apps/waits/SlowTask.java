package dev.holdup.samples.apps.waits;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One task runs; several threads wait for its result.
final class SlowTask implements Scenario {

    @Override
    public void begin(int waiting) throws InterruptedException {
        ExecutorService pool = Executors.newSingleThreadExecutor(work -> {
            Thread worker = new Thread(work, "the-worker");
            worker.setDaemon(true);
            return worker;
        });
        Future<?> task = pool.submit(Scenario::slowWork);
        Crew crew = new Crew();
        crew.start("client", waiting, () -> await(task));
        crew.await(Thread.State.WAITING);
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
