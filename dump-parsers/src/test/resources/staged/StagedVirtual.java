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
        Thread.ofVirtual().name("parked").start(java.util.concurrent.locks.LockSupport::park);
        while (!spinning) {
            Thread.sleep(5);
        }
        System.out.println("ready " + mounted.threadId());
        while (System.in.read() >= 0) {}
    }

    private static void spin() {
        spinning = true;
        while (spinning) {
            Thread.onSpinWait();
        }
    }
}
