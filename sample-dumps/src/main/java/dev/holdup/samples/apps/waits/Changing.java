package dev.holdup.samples.apps.waits;

import java.util.concurrent.locks.ReentrantLock;

/// Threads of every pace: stuck, moving, new, gone, busy; and a lock that changes its owner while others wait for it.
// The lock is held and left where the scenario needs it.
@SuppressWarnings("LockNotBeforeTry")
final class Changing implements Scenario {
    private final ReentrantLock lock = new ReentrantLock(true); // fair: the next owner is the one that queued first
    private final Crew crew = new Crew();
    private Thread mover = Thread.currentThread();
    private Thread leaver = Thread.currentThread();
    private Thread firstOwner = Thread.currentThread();
    private volatile boolean spinning = true;

    @Override
    public void begin(int waiting) throws InterruptedException {
        crew.start("stuck", Scenario::slowWork);
        mover = crew.start("mover", Changing::twoPlaces);
        leaver = crew.start("leaver", Scenario::slowWork);
        firstOwner = crew.start("first-owner", this::holdAndRest);
        crew.await(Thread.State.TIMED_WAITING);
        crew.start("second-owner", this::takeOver);
        Crew.await(() -> lock.getQueueLength() == 1);
        crew.start("waiter", waiting, this::enter);
        Crew.await(() -> lock.getQueueLength() == waiting + 1);
        Thread spinner = new Thread(this::spin, "spinner");
        spinner.setDaemon(true);
        spinner.start();
    }

    @Override
    public void change() throws InterruptedException {
        Thread.sleep(300); // time for the spinner to use
        mover.interrupt();
        leaver.interrupt();
        firstOwner.interrupt();
        leaver.join();
        Thread newcomer = new Thread(Scenario::slowWork, "newcomer");
        newcomer.setDaemon(true);
        newcomer.start();
        Crew.await(() -> newcomer.getState() == Thread.State.TIMED_WAITING
                && firstOwner.getState() == Thread.State.TIMED_WAITING
                && mover.getState() == Thread.State.TIMED_WAITING
                && !lock.isHeldByCurrentThread());
        Thread.sleep(100);
    }

    private void spin() {
        while (spinning) {
            Thread.onSpinWait();
        }
    }

    private static void twoPlaces() {
        Scenario.slowWork();
        Thread.interrupted();
        secondPlace();
    }

    private static void secondPlace() {
        Scenario.slowWork();
    }

    private void holdAndRest() {
        lock.lock();
        Scenario.slowWork();
        lock.unlock();
        Thread.interrupted();
        Scenario.slowWork();
    }

    private void takeOver() {
        lock.lock();
        Scenario.slowWork();
        lock.unlock();
    }

    private void enter() {
        lock.lock();
        spinning = false;
        lock.unlock();
    }
}
