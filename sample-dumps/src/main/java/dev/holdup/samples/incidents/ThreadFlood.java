package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.PoolPerRequest;
import java.util.List;

/// Pools that nobody shuts down, one a request: all their threads are idle, and there are more and more of them.
final class ThreadFlood extends SelfDriven {

    private static final int REQUESTS = 300;
    private static final int THREADS = 4;
    private static final String IDLE = "java.util.concurrent.ThreadPoolExecutor.getTask";

    ThreadFlood() {
        super("thread-flood", "1,200 idle threads of 300 pools that nobody shut down", PoolPerRequest.class, List.of());
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(REQUESTS, THREADS);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(IDLE, "\"pool-") == REQUESTS * THREADS;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("thread-flood", "executor", "leak")
                .and("units", REQUESTS * THREADS)
                .and("pools", REQUESTS);
    }
}
