package dev.holdup.samples.apps;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// Two transfers between the same accounts, each holding the lock that the other one wants, and others behind them.
///
/// Arguments: `monitor|lock`, number of bystanders, bytes that each of all threads holds.
public final class DeadlockedTransfers {

    private static final Semaphore NEVER = new Semaphore(0);

    /// An account with both kinds of lock; one of them is used.
    private static final class Account {
        final ReentrantLock lock = new ReentrantLock();

        void transferByMonitor(Account target, CountDownLatch bothHoldOne) throws InterruptedException {
            synchronized (this) {
                meet(bothHoldOne);
                synchronized (target) {
                    NEVER.acquire();
                }
            }
        }

        void transferByLock(Account target, CountDownLatch bothHoldOne) throws InterruptedException {
            lock.lock();
            try {
                meet(bothHoldOne);
                target.lock.lock();
            } finally {
                lock.unlock();
            }
        }

        private static void meet(CountDownLatch bothHoldOne) throws InterruptedException {
            bothHoldOne.countDown();
            bothHoldOne.await();
        }

        void balance(boolean monitor) {
            if (monitor) {
                synchronized (this) {
                    Leash.say("balance");
                }
            } else {
                lock.lock();
                try {
                    Leash.say("balance");
                } finally {
                    lock.unlock();
                }
            }
        }
    }

    private DeadlockedTransfers() {}

    public static void main(String... args) throws IOException, InterruptedException {
        boolean monitor = args[0].equals("monitor");
        int bystanders = Integer.parseInt(args[1]);
        int bytes = Integer.parseInt(args[2]);
        Account first = new Account();
        Account second = new Account();
        CountDownLatch bothHoldOne = new CountDownLatch(2);
        new Thread(() -> transfer(first, second, monitor, bothHoldOne, bytes), "transfer-1").start();
        new Thread(() -> transfer(second, first, monitor, bothHoldOne, bytes), "transfer-2").start();
        bothHoldOne.await();
        for (int i = 1; i <= bystanders; i++) {
            new Thread(() -> balance(first, monitor, bytes), "balance-" + i).start();
        }
        Leash.say("READY");
        Leash.holdUntilReleased();
    }

    private static void transfer(Account from, Account to, boolean monitor, CountDownLatch bothHoldOne, int bytes) {
        byte[] statement = Payload.ofBytes(bytes);
        try {
            if (monitor) {
                from.transferByMonitor(to, bothHoldOne);
            } else {
                from.transferByLock(to, bothHoldOne);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Leash.say("transferred " + Payload.sum(statement));
    }

    private static void balance(Account account, boolean monitor, int bytes) {
        byte[] statement = Payload.ofBytes(bytes);
        account.balance(monitor);
        Leash.say("balanced " + Payload.sum(statement));
    }
}
