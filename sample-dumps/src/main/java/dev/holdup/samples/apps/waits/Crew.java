package dev.holdup.samples.apps.waits;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Starts threads and waits until they stand still.
final class Crew {
    private final List<Thread> threads = new ArrayList<>();

    /// Starts one thread.
    Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return thread;
    }

    /// One thread more, not started, named `name-1` and so on.
    Thread newThread(String name, Runnable work) {
        Thread thread = new Thread(work, name + "-" + (threads.size() + 1));
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /// Starts `count` threads named `name-1` and so on.
    void start(String name, int count, Runnable work) {
        for (int i = 1; i <= count; i++) {
            start(name + "-" + i, work);
        }
    }

    /// Until all threads started so far are in one of these states.
    void await(Thread.State... states) throws InterruptedException {
        List<Thread.State> wanted = List.of(states);
        await(() -> threads.stream().allMatch(thread -> wanted.contains(thread.getState())));
    }

    static void await(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            Thread.sleep(2);
        }
    }
}
