package dev.holdup.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.analysis.rules.RuleBook;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Incidents staged in this JVM itself and seen through its own heap dump.
class RunningJvmTest {
    private static final int MEGABYTES_EACH = 8 << 20;
    private static final ThreadLocal<byte[]> BUFFER = new ThreadLocal<>();

    @TempDir
    private Path folder;

    @Test
    void virtualThreadsBehindALockAreOneGroupWithItsOwner() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch held = new CountDownLatch(1);
        Thread owner = Thread.ofVirtual().name("v-owner").start(() -> {
            lock.lock();
            held.countDown();
            LockSupport.park();
        });
        held.await();
        List<Thread> waiters = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            waiters.add(Thread.ofVirtual().name("v-" + i).start(() -> enter(lock)));
        }
        while (lock.getQueueLength() < waiters.size()) {
            Thread.onSpinWait();
        }
        IncidentReport report = analyzed();
        LockSupport.unpark(owner);
        waiters.forEach(Thread::interrupt);

        Verdict verdict = report.verdict();
        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.units()).isEqualTo(500);
        assertThat(verdict.blockedFrame()).isEqualTo("dev.holdup.analysis.RunningJvmTest.enter");
        assertThat(Objects.requireNonNull(verdict.owner()).unit()).isEqualTo("v-owner");
    }

    private static void enter(ReentrantLock lock) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void heavyThreadLocalsOfIdleThreadsAreNamed() throws Exception {
        List<Thread> workers = new ArrayList<>();
        ThreadFactory factory = work -> {
            Thread worker = new Thread(work);
            workers.add(worker);
            return worker;
        };
        try (ExecutorService pool = Executors.newFixedThreadPool(10, factory)) {
            List<Future<?>> done = new ArrayList<>();
            CountDownLatch all = new CountDownLatch(10);
            for (int i = 0; i < 10; i++) {
                done.add(pool.submit(() -> {
                    BUFFER.set(new byte[MEGABYTES_EACH]);
                    all.countDown();
                    all.await();
                    return null;
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
            while (workers.stream().anyMatch(worker -> worker.getState() != Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
            IncidentReport report = analyzed();

            assertThat(report.verdict().kind()).isEqualTo("thread-locals");
            assertThat(report.verdict().units()).isGreaterThanOrEqualTo(10);
            assertThat(Objects.requireNonNull(report.verdict().retainedBytes()))
                    .isBetween(10L * MEGABYTES_EACH, 11L * MEGABYTES_EACH);
        }
    }

    @Test
    void oneThreadWithALargePieceOfWorkIsNamed() throws Exception {
        CountDownLatch filled = new CountDownLatch(1);
        Thread export = new Thread(() -> collect(filled), "export-worker");
        export.start();
        filled.await();
        IncidentReport report = analyzed();
        export.interrupt();

        assertThat(report.verdict().kind()).isEqualTo("single-thread");
        assertThat(report.verdict().cause()).isEqualTo("large-request");
        assertThat(report.verdict().headline()).contains("export-worker");
    }

    private static void collect(CountDownLatch filled) {
        List<byte[]> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            rows.add(new byte[MEGABYTES_EACH]);
        }
        try {
            filled.countDown();
            LockSupport.park();
        } finally {
            Reference.reachabilityFence(rows);
        }
    }

    private IncidentReport analyzed() throws Exception {
        Path heap = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(heap.toString(), true);
        AnalyzerOptions options = new AnalyzerOptions("test", 2, RuleBook.builtIn());
        return switch (new IncidentAnalyzer(options).analyze(List.of(heap), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }
}
