package dev.holdup.spark;

import dev.holdup.batch.run.WorkerSlot;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/// Slots of an executor that no task is using, with the processes in them: as many as tasks ever ran at once.
///
/// They live as long as the executor does, which is as long as the run. If it is killed, the processes notice by their
/// input, and the next executor removes their folders.
final class ExecutorSlots {
    private static final Deque<WorkerSlot> FREE = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(ExecutorSlots::close));
    }

    private ExecutorSlots() {}

    static WorkerSlot take(long memoryBytes, Supplier<WorkerSlot> another) {
        WorkerSlot slot = FREE.pollLast();
        if (slot == null) {
            slot = another.get();
        }
        if (slot.memoryBytes() != memoryBytes) {
            slot.resize(memoryBytes);
        }
        return slot;
    }

    static void giveBack(WorkerSlot slot) {
        FREE.addLast(slot);
    }

    private static void close() {
        for (WorkerSlot slot = FREE.pollLast(); slot != null; slot = FREE.pollLast()) {
            slot.close();
        }
    }
}
