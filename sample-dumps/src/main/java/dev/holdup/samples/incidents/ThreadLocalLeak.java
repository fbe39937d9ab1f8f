package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.PdfWorkers;
import java.util.List;

/// Idle workers keep large buffers in thread-locals.
final class ThreadLocalLeak extends SelfDriven {

    private static final int WORKERS = 16;
    private static final String IDLE = "java.util.concurrent.ThreadPoolExecutor.getTask";

    ThreadLocalLeak() {
        super(
                "thread-local-leak",
                "16 idle workers that each keep a large buffer in a thread-local",
                PdfWorkers.class,
                List.of());
    }

    @Override
    List<String> arguments(Scale scale) {
        return words(WORKERS, bufferBytes(scale));
    }

    private static int bufferBytes(Scale scale) {
        return scale.choose(4 << 20, 1 << 20);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(IDLE) == WORKERS;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("thread-locals", "thread-locals", "leak")
                .and("units", WORKERS)
                .and("members", threads.names(IDLE))
                .payload(WORKERS, bufferBytes(scale), 0)
                .and("idle", threads.names(IDLE))
                .threadsAlone(Expected.nothing());
    }
}
