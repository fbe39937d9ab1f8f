package dev.holdup.samples.apps.waits;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Three slow readers hold a read lock; writers wait for all of them to leave.
final class ReadersHoldWriters implements Scenario {
    static final int READERS = 3;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        crew.start("slow-reader", READERS, this::search);
        crew.await(Thread.State.TIMED_WAITING);
        crew.start("writer", waiting, this::update);
        Crew.await(() -> lock.getQueueLength() == waiting);
        crew.await(Thread.State.TIMED_WAITING, Thread.State.WAITING);
    }

    private void search() {
        lock.readLock().lock();
        try {
            Scenario.slowWork();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void update() {
        lock.writeLock().lock();
        try {
            System.out.println("updated");
        } finally {
            lock.writeLock().unlock();
        }
    }
}
