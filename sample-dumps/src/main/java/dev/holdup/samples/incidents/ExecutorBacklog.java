package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.LabelPrinting;
import java.util.List;

/// Tasks pile up in the unbounded queue of a pool whose four workers are busy for ever; nobody waits for them.
final class ExecutorBacklog extends SelfDriven {

    static final int WORKERS = 4;
    static final String WORKER_FRAME = "dev.holdup.samples.apps.LabelPrinting$PrintJob.run";

    private static final int TASKS = 2_000;

    ExecutorBacklog() {
        super(
                "executor-backlog",
                "2,000 tasks in the queue of a pool whose four workers do not get on",
                LabelPrinting.class,
                List.of());
    }

    @Override
    List<String> arguments(Scale scale) {
        return words("backlog", WORKERS, TASKS, taskBytes(scale));
    }

    private static int taskBytes(Scale scale) {
        return scale.choose(40 << 10, 10 << 10);
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(WORKER_FRAME) == WORKERS;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        return new Expected("queue-backlog", "executor", "backlog")
                .and("units", WORKERS)
                .and("entries", TASKS)
                .and("entryClass", "dev.holdup.samples.apps.LabelPrinting$PrintJob")
                .holders(threads.names(WORKER_FRAME), WORKER_FRAME)
                .payload(TASKS, taskBytes(scale), 0)
                .threadsAlone(Expected.nothing());
    }
}
