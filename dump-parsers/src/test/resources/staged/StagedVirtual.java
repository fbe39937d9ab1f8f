import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// A virtual thread that stays mounted, inside a monitor, and one that does not; runs until its input ends.
public final class StagedVirtual {
    static final class Gate {}

    static volatile boolean spinning;

    public static void main(String[] arguments) throws Exception {
        Gate gate = new Gate();
        Thread mounted = Thread.ofVirtual().name("spinner").start(() -> {
            synchronized (gate) {
                spin();
            }
        });
        ReentrantLock lock = new ReentrantLock();
        Thread parked = Thread.ofVirtual().name("parked").start(() -> {
            lock.lock();
            LockSupport.park();
        });
        await(parked);
        for (int i = 0; i < 3; i++) {
            await(Thread.startVirtualThread(lock::lock));
        }
        while (!spinning) {
            Thread.sleep(5);
        }
        System.out.println("ready " + mounted.threadId());
        while (System.in.read() >= 0) {}
    }

    private static void await(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(5);
        }
    }

    private static void spin() {
        spinning = true;
        while (spinning) {
            Thread.onSpinWait();
        }
    }
}
