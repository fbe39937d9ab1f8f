import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Threads that hold and wait in every way a thread dump has words for; runs until its input ends.
public final class Staged {
    static final class Gate {}

    static final class Left {}

    static final class Right {}

    static final class Bell {}

    static final class SlowToLoad {
        static int value;

        static {
            sleep();
            value = 1;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Gate gate = new Gate();
        start("convoy-owner", () -> {
            synchronized (gate) {
                sleep();
            }
        }, Thread.State.TIMED_WAITING);
        for (int i = 0; i < 5; i++) {
            start("convoy-" + i, () -> {
                synchronized (gate) {
                    System.out.println();
                }
            }, Thread.State.BLOCKED);
        }

        ReentrantLock lock = new ReentrantLock();
        start("lock-owner", () -> {
            lock.lock();
            sleep();
        }, Thread.State.TIMED_WAITING);
        for (int i = 0; i < 3; i++) {
            start("lock-waiter-" + i, lock::lock, Thread.State.WAITING);
        }

        Bell bell = new Bell();
        start("object-waiter", () -> {
            synchronized (bell) {
                try {
                    bell.wait();
                } catch (InterruptedException end) {
                    throw new IllegalStateException(end);
                }
            }
        }, Thread.State.WAITING);

        start("class-lock-owner", () -> {
            synchronized (Gate.class) {
                sleep();
            }
        }, Thread.State.TIMED_WAITING);

        start("init-runner", () -> SlowToLoad.value++, Thread.State.TIMED_WAITING);
        for (int i = 0; i < 2; i++) {
            Thread waiter = start("init-waiter-" + i, () -> SlowToLoad.value++, Thread.State.RUNNABLE);
            await(() -> waiter.getStackTrace().length > 0);
        }
        Thread.sleep(300); // no state tells that a thread waits for a class

        Left left = new Left();
        Right right = new Right();
        Thread first = new Thread(() -> lockBoth(left, right), "dead \"lock\" A");
        Thread second = new Thread(() -> lockBoth(right, left), "dead lock B");
        daemon(first);
        daemon(second);
        await(() -> first.getState() == Thread.State.BLOCKED && second.getState() == Thread.State.BLOCKED);

        start("hostile \" #1 daemon prio=5 tid=0x1 nid=0x1 runnable\n<b>second \"line\"", Staged::sleep, Thread.State.TIMED_WAITING);

        System.out.println("ready");
        for (int command = System.in.read(); command >= 0; command = System.in.read()) {
            if (command == 'i') {
                for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
                    System.out.print(thread);
                }
                System.out.println("done");
            } else if (command == 'l') {
                start("logger", Staged::log, Thread.State.TIMED_WAITING);
            }
        }
    }

    /// What a busy application writes while the JVM writes a dump to the same output.
    private static void log() {
        for (int request = 0; request < 100_000; request++) {
            System.out.println("2026-11-23 10:11:12,345 INFO  [http-" + request % 10 + "] request " + request + " \"GET /\" 200");
            try {
                Thread.sleep(1);
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private static void lockBoth(Object one, Object other) {
        synchronized (one) {
            try {
                Thread.sleep(500);
            } catch (InterruptedException end) {
                throw new IllegalStateException(end);
            }
            synchronized (other) {
                System.out.println("no deadlock");
            }
        }
    }

    private static Thread start(String name, Runnable work, Thread.State expected) throws InterruptedException {
        Thread thread = new Thread(work, name);
        daemon(thread);
        await(() -> thread.getState() == expected);
        return thread;
    }

    private static void daemon(Thread thread) {
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(5);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(600_000);
        } catch (InterruptedException end) {
            throw new IllegalStateException(end);
        }
    }
}
