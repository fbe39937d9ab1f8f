package dev.holdup.analysis.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Threads of this JVM before, in and after a jam at a lock.
class LockComparisonTest {
    private static final int WAITERS = 40;

    @TempDir
    private Path folder;

    private final ReentrantLock lock = new ReentrantLock();

    @Test
    void aJamIsNewWhenItComesAndCuredWhenItIsGone() throws Exception {
        IncidentReport before = TwoStates.threadsOfThisJvm(folder.resolve("before.txt"));
        IncidentReport jammed = jammed(WAITERS);
        IncidentReport larger = jammed(3 * WAITERS);

        Comparison comes = TwoStates.compared(before, jammed);
        assertThat(comes.outcome().kind()).isEqualTo("new");
        assertThat(comes.outcome().sentence()).startsWith("New: " + WAITERS + " threads ");
        assertThat(comes.groups().getFirst().trend()).isEqualTo(Trend.NEW);
        assertThat(comes.groups().getFirst().units()).isEqualTo(new Change(null, (long) WAITERS));
        assertThat(Objects.requireNonNull(comes.units()).rows())
                .filteredOn(row -> row.unit().startsWith("waiter-"))
                .hasSize(WAITERS)
                .allSatisfy(row -> assertThat(row.trend()).isEqualTo(Trend.NEW));

        Comparison goes = TwoStates.compared(jammed, before);
        assertThat(goes.outcome().kind()).isEqualTo("cured");
        assertThat(goes.outcome().sentence())
                .startsWith("Cured: nothing holds up the threads any more. Before: " + WAITERS);

        Comparison grows = TwoStates.compared(jammed, larger);
        assertThat(grows.outcome().kind()).isEqualTo("worse");
        assertThat(grows.outcome().sentence()).contains(3 * WAITERS + " threads instead of " + WAITERS);

        assertThat(TwoStates.compared(before, before).outcome().kind()).isEqualTo("healthy");
        assertThat(TwoStates.compared(jammed, jammed).outcome().kind()).isEqualTo("same");
        assertThat(TwoStates.compared(jammed, jammed).notCompared())
                .contains(new Comparison.NotCompared("Two states", "Both are of the same files."));
    }

    private IncidentReport jammed(int waiters) throws Exception {
        Thread owner = Thread.ofPlatform().name("owner").start(() -> {
            lock.lock();
            try {
                LockSupport.park(this);
            } finally {
                lock.unlock();
            }
        });
        while (!lock.isLocked()) {
            Thread.onSpinWait();
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < waiters; i++) {
            threads.add(Thread.ofPlatform().name("waiter-" + i).start(this::enter));
        }
        while (lock.getQueueLength() < waiters) {
            Thread.onSpinWait();
        }
        IncidentReport report = TwoStates.threadsOfThisJvm(folder.resolve("jam-" + waiters + ".txt"));
        LockSupport.unpark(owner);
        for (Thread thread : threads) {
            thread.join();
        }
        return report;
    }

    private void enter() {
        lock.lock();
        lock.unlock();
    }
}
