import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Holds up as many threads at a lock as a line of standard input says, and lets them go at 0. */
public final class JamProgram {
    private static final ReentrantLock LOCK = new ReentrantLock();

    public static void main(String[] arguments) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Scanner in = new Scanner(System.in);
        while (in.hasNextInt()) {
            int waiters = in.nextInt();
            if (waiters == 0) {
                threads.forEach(LockSupport::unpark);
                for (Thread thread : threads) {
                    thread.join();
                }
                threads.clear();
            } else {
                threads.add(started("owner", JamProgram::hold));
                while (!LOCK.isLocked()) {
                    Thread.sleep(1);
                }
                for (int waiter = 0; waiter < waiters; waiter++) {
                    threads.add(started("waiter-" + waiter, JamProgram::enter));
                }
                while (LOCK.getQueueLength() < waiters) {
                    Thread.sleep(1);
                }
            }
            System.out.println(waiters);
        }
    }

    private static Thread started(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.start();
        return thread;
    }

    private static void hold() {
        LOCK.lock();
        try {
            LockSupport.park(LOCK);
        } finally {
            LOCK.unlock();
        }
    }

    private static void enter() {
        LOCK.lock();
        LOCK.unlock();
    }
}
