package dev.holdup.samples.apps.waits;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/// A slow writer holds a write lock; readers wait for it to leave.
final class WriterHoldsReaders implements Scenario {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        crew.start("slow-writer", this::reload);
        crew.await(Thread.State.TIMED_WAITING);
        crew.start("reader", waiting, this::read);
        Crew.await(() -> lock.getQueueLength() == waiting);
        crew.await(Thread.State.TIMED_WAITING, Thread.State.WAITING);
    }

    private void reload() {
        lock.writeLock().lock();
        try {
            Scenario.slowWork();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void read() {
        lock.readLock().lock();
        try {
            System.out.println("read");
        } finally {
            lock.readLock().unlock();
        }
    }
}
