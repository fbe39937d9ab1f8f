package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.LabelPrinting;
import java.util.List;

/// Callers wait for the results of tasks that stand in the queue of a pool whose workers are busy for ever.
final class ExecutorStarved extends SelfDriven {

    private static final int REQUESTS = 40;
    private static final String BLOCKED_FRAME = "dev.holdup.samples.apps.LabelPrinting.await";

    private static final String[] WAITER = {BLOCKED_FRAME, "java.util.concurrent.FutureTask.get"};

    ExecutorStarved() {
        super(
                "executor-starved",
                "40 requests wait for tasks in the queue of a pool whose four workers do not get on",
                LabelPrinting.class,
                List.of());
    }

    @Override
    List<String> arguments(Scale scale) {
        return words("callers", ExecutorBacklog.WORKERS, REQUESTS, orderBytes(scale));
    }

    private static int orderBytes(Scale scale) {
        return scale.choose(512 << 10, 64 << 10);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(WAITER) == REQUESTS
                && threads.count(ExecutorBacklog.WORKER_FRAME) == ExecutorBacklog.WORKERS;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("blocked", "executor", "pool-exhausted")
                .group(BLOCKED_FRAME, threads.names(WAITER))
                .holders(threads.names(ExecutorBacklog.WORKER_FRAME), ExecutorBacklog.WORKER_FRAME)
                .payload(REQUESTS, orderBytes(scale), 0)
                .threadsAlone(new Expected("blocked", "executor", "none"));
    }
}
