package dev.holdup.samples.apps.waits;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// One thread computes a `CompletableFuture`; others wait for what depends on it.
final class SlowCompletion implements Scenario {

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        Executor executor = work -> crew.start("supplier", work);
        CompletableFuture<Long> price = CompletableFuture.supplyAsync(SlowCompletion::compute, executor);
        CompletableFuture<String> label = price.thenApply(cents -> cents + " cents");
        crew.await(Thread.State.TIMED_WAITING);
        crew.start("client", waiting, label::join);
        crew.await(Thread.State.TIMED_WAITING, Thread.State.WAITING);
    }

    private static long compute() {
        Scenario.slowWork();
        return System.nanoTime();
    }
}
