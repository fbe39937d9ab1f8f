package dev.holdup.samples.apps.waits;

import java.util.concurrent.Semaphore;

/// Five callers hold all permits of a semaphore, others wait for one.
final class Permits implements Scenario {
    static final int PERMITS = 5;

    private final Semaphore permits = new Semaphore(PERMITS);

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        crew.start("caller", PERMITS, () -> call(true));
        crew.await(Thread.State.TIMED_WAITING);
        crew.start("waiting-caller", waiting, () -> call(false));
        Crew.await(() -> permits.getQueueLength() == waiting);
        crew.await(Thread.State.TIMED_WAITING, Thread.State.WAITING);
    }

    private void call(boolean slow) {
        permits.acquireUninterruptibly();
        try {
            if (slow) {
                Scenario.slowWork();
            }
        } finally {
            permits.release();
        }
    }
}
