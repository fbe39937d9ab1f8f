package dev.holdup.samples.apps.waits;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

/// One thread holds a monitor and wants a lock, another holds the lock and wants the monitor; others queue behind them.
final class MixedDeadlock implements Scenario {

    private static final class Account {
        private long balance;

        synchronized long add(long amount) {
            balance += amount;
            return balance;
        }
    }

    private final Account account = new Account();
    private final ReentrantLock journal = new ReentrantLock();
    private final CountDownLatch bothHoldOne = new CountDownLatch(2);

    @Override
    public void begin(int waiting) throws InterruptedException {
        Crew crew = new Crew();
        Thread booking = crew.start("booking", this::book);
        Thread closing = crew.start("closing", this::close);
        Crew.await(() -> booking.getState() == Thread.State.WAITING && closing.getState() == Thread.State.BLOCKED);
        crew.start("bystander", waiting, () -> account.add(1));
        crew.await(Thread.State.BLOCKED, Thread.State.WAITING);
    }

    private void book() {
        synchronized (account) {
            meet();
            journal.lock();
            try {
                account.add(1);
            } finally {
                journal.unlock();
            }
        }
    }

    private void close() {
        journal.lock();
        try {
            meet();
            account.add(0);
        } finally {
            journal.unlock();
        }
    }

    private void meet() {
        bothHoldOne.countDown();
        try {
            bothHoldOne.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
