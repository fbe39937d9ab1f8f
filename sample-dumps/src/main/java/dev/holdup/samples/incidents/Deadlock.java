package dev.holdup.samples.incidents;

import dev.holdup.samples.apps.DeadlockedTransfers;
import java.io.IOException;
import java.util.List;

/// Two threads wait for each other's lock, ten more queue behind one of them.
final class Deadlock extends Incident {

    private static final int BYSTANDERS = 10;
    private static final String APP = "dev.holdup.samples.apps.DeadlockedTransfers$Account.";

    private final boolean monitor;
    private final String transferFrame;
    private final String balanceFrame = APP + "balance";
    private final String waiting;

    private Deadlock(String name, String summary, boolean monitor) {
        super(name, summary);
        this.monitor = monitor;
        this.transferFrame = APP + (monitor ? "transferByMonitor" : "transferByLock");
        this.waiting = monitor ? "BLOCKED (on object monitor)" : "java.util.concurrent.locks.ReentrantLock.lock";
    }

    static Deadlock ofMonitors() {
        return new Deadlock("deadlock", "two threads hold each other's monitor, ten wait behind", true);
    }

    static Deadlock ofLocks() {
        return new Deadlock("deadlock-locks", "the same with ReentrantLock", false);
    }

    @Override
    Class<?> application() {
        return DeadlockedTransfers.class;
    }

    @Override
    List<Class<?>> libraries() {
        return List.of();
    }

    @Override
    List<String> arguments(Scale scale) {
        return List.of(
                monitor ? "monitor" : "lock", Integer.toString(BYSTANDERS), Integer.toString(statementBytes(scale)));
    }

    private static int statementBytes(Scale scale) {
        return scale.choose(512 << 10, 64 << 10);
    }

    @Override
    void drive(ChildJvm child) throws StagingException, InterruptedException, IOException {
        child.awaitLine("READY");
    }

    @Override
    boolean isReached(StackTexts threads) {
        return threads.count(transferFrame, waiting) == 2 && threads.count(balanceFrame, waiting) == BYSTANDERS;
    }

    @Override
    Expected expected(StackTexts threads, Scale scale) {
        List<String> bystanders = threads.names(balanceFrame, "prio=");
        Expected expected = new Expected("deadlock", "application-lock", "deadlock")
                .group(transferFrame, threads.names(transferFrame, "prio="))
                .and("bystanders", bystanders)
                .and("bystanderFrame", balanceFrame)
                .payload(2, statementBytes(scale), 0);
        return monitor ? expected.heapAlone(heapAlone(bystanders)) : expected;
    }

    /// A heap dump does not say who owns a monitor.
    private Expected heapAlone(List<String> bystanders) {
        return new Expected("blocked", "application-lock", "lock-contention")
                .and("blockedFrame", balanceFrame)
                .and("units", bystanders.size())
                .and("members", bystanders);
    }
}
