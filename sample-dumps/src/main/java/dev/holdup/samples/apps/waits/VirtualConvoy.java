package dev.holdup.samples.apps.waits;

import java.util.concurrent.locks.ReentrantLock;

/// Virtual threads wait for a lock whose owner is a virtual thread that computes, and so stays mounted.
final class VirtualConvoy implements Scenario {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean computing;
    private volatile boolean ended;

    @Override
    public void begin(int waiting) throws InterruptedException {
        VirtualThreads.start("price-owner", this::compute);
        Crew.await(() -> computing);
        for (int i = 1; i <= waiting; i++) {
            VirtualThreads.start("request-" + i, this::read);
        }
        Crew.await(() -> lock.getQueueLength() == waiting);
    }

    private void compute() {
        lock.lock();
        try {
            computing = true;
            while (!ended) {
                Thread.onSpinWait();
            }
        } finally {
            lock.unlock();
        }
    }

    private void read() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }
}
