package dev.holdup.samples.apps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Each request makes a thread pool of its own and forgets to shut it down.
///
/// Arguments: number of requests, threads a pool.
public final class PoolPerRequest {

    private PoolPerRequest() {}

    public static void main(String... args) throws IOException, InterruptedException {
        int requests = Integer.parseInt(args[0]);
        int threads = Integer.parseInt(args[1]);
        for (int i = 0; i < requests; i++) {
            request(threads);
        }
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    /// The leak: nobody calls `shutdown`, so the threads wait for further work for ever.
    private static void request(int threads) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Long>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            parts.add(() -> Payload.sum(Payload.ofBytes(100)));
        }
        pool.invokeAll(parts);
    }
}
