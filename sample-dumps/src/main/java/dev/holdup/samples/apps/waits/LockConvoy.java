package dev.holdup.samples.apps.waits;

import java.util.concurrent.locks.ReentrantLock;

/// One thread works with a `ReentrantLock` held, the others want it. The owner works in code that no waiter enters.
final class LockConvoy implements Scenario {
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        crew.start("lock-owner", this::reorganize);
        crew.await(Thread.State.TIMED_WAITING);
        crew.start("reader", waiting, this::read);
        Crew.await(() -> lock.getQueueLength() == waiting);
        crew.await(Thread.State.TIMED_WAITING, Thread.State.WAITING);
    }

    private void reorganize() {
        lock.lock();
        try {
            Scenario.slowWork();
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        lock.lock();
        try {
            System.out.println("read");
        } finally {
            lock.unlock();
        }
    }
}
