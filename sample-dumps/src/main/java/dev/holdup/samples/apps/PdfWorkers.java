package dev.holdup.samples.apps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Idle workers that each keep a large buffer in a thread-local.
///
/// Arguments: number of workers, bytes a buffer.
public final class PdfWorkers {

    /// The leak: nobody calls `remove`, and the pool's threads never end.
    private static final ThreadLocal<byte[]> BUFFER = new ThreadLocal<>();

    private PdfWorkers() {}

    public static void main(String... args) throws IOException, InterruptedException {
        int workers = Integer.parseInt(args[0]);
        int bytes = Integer.parseInt(args[1]);
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        CyclicBarrier allAtOnce = new CyclicBarrier(workers);
        List<Callable<Long>> pages = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            pages.add(() -> {
                allAtOnce.await();
                return render(bytes);
            });
        }
        pool.invokeAll(pages);
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    private static long render(int bytes) {
        BUFFER.set(Payload.ofBytes(bytes));
        return Payload.sum(BUFFER.get());
    }
}
