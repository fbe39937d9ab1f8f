package dev.holdup.analysis.correlation;

import static dev.holdup.analysis.waits.DumpTexts.dump;
import static dev.holdup.analysis.waits.DumpTexts.dumpAt;
import static dev.holdup.analysis.waits.DumpTexts.heapThread;
import static dev.holdup.analysis.waits.DumpTexts.lock;
import static dev.holdup.analysis.waits.DumpTexts.thread;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Verdict;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.Stacks;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.WaitForGraph;
import dev.holdup.dumps.model.ThreadDump;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Verdicts that were wrong, or said what was not so, on dumps taken of running programs.
class HonestVerdictTest {
    private static final long MB = 1_000_000;
    private static final String BLOCKED = "BLOCKED (on object monitor)";
    private static final String ENTER = "a.A.enter\n- waiting to lock <0x10> (a a.L)";
    private static final String VIRTUAL_WAITER = """
            java.lang.VirtualThread.park
            java.lang.System$1.parkVirtualThread
            java.util.concurrent.locks.LockSupport.park
            java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire
            java.util.concurrent.locks.ReentrantLock.lock
            com.acme.Orders.place
            """;

    @Test
    void virtualThreadsThatNoThreadDumpShowsAreBlamedBesideSeveralThreadDumps() {
        List<HeapThread> heap = new ArrayList<>();
        for (int number = 100; number < 140; number++) {
            heap.add(virtual(heapThread("", number, Thread.State.WAITING, VIRTUAL_WAITER, lock(0x30, 1))));
        }
        heap.add(heapThread("owner", 1, Thread.State.RUNNABLE, "com.acme.Slow.work", null));
        String owner = thread("owner", 1, "RUNNABLE", "com.acme.Slow.work");

        Verdict verdict = verdict(
                heap,
                Figures.facts(100 * MB, new Figures(MB, 0, 40)),
                dumpAt("1.txt", "2026-11-23 10:00:00", owner),
                dumpAt("2.txt", "2026-11-23 10:00:05", owner));

        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.units()).isEqualTo(40);
        assertThat(verdict.blockedFrame()).isEqualTo("com.acme.Orders.place");
        assertThat(requireNonNull(verdict.owner()).unit()).isEqualTo("owner");
        assertThat(verdict.explanation())
                .contains("Only the heap dump shows these threads, so whether they are stuck or slow cannot be told.");
    }

    @Test
    void aThreadDumpOfAProgramWithVirtualThreadsDoesNotMakeItHealthy() {
        Verdict verdict = verdict(
                List.of(),
                null,
                dump(
                        thread("main", 1, "RUNNABLE", "a.A.main"),
                        thread(
                                "VirtualThread-unblocker",
                                2,
                                "RUNNABLE",
                                "java.lang.VirtualThread.takeVirtualThreadListToUnblock")));

        assertThat(verdict.kind()).isEqualTo("inconclusive");
        assertThat(verdict.headline()).contains("virtual threads");
    }

    @Test
    void aThreadThatRanOutOfMemoryIsBlamedForWhatItKeeps() {
        HeapThread builder = outOfMemory(heapThread(
                "report-builder",
                1,
                Thread.State.RUNNABLE,
                "java.lang.OutOfMemoryError.<init>\na.A.a\na.A.b\na.A.c\na.A.d\ncom.acme.Report.build",
                null));

        Verdict verdict = verdict(List.of(builder), Figures.facts(70 * MB, new Figures(64 * MB, 0, 1)));

        assertThat(verdict.kind()).isEqualTo("single-thread");
        assertThat(verdict.cause()).isEqualTo("large-request");
        assertThat(verdict.blockedFrame()).isEqualTo("com.acme.Report.build");
        assertThat(verdict.retainedBytes()).isEqualTo(64 * MB);
        assertThat(verdict.headline())
                .isEqualTo("report-builder alone keeps 64.0 MB (91 %) of the reachable memory alive, most of it in"
                        + " locals of com.acme.Report.build, and ran out of memory.");
    }

    @Test
    void aLargeThreadBesideABlockedGroupIsNotTheVerdict() {
        List<HeapThread> heap = new ArrayList<>();
        for (int number = 2; number < 30; number++) {
            heap.add(heapThread("w-" + number, number, Thread.State.WAITING, Stacks.LOGBACK_WAITER, lock(0x30, 1)));
        }
        heap.add(heapThread("writer", 1, Thread.State.RUNNABLE, Stacks.LOGBACK_OWNER, null));

        Verdict verdict = verdict(heap, Figures.facts(100 * MB, new Figures(60 * MB, 0, 28)));

        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.secondary()).extracting(Verdict.Secondary::kind).contains("single-thread");
    }

    @Test
    void idleThreadsThatKeepMostOfTheMemoryAreNotHealthy() {
        List<HeapThread> heap = new ArrayList<>();
        for (int number = 1; number <= 50; number++) {
            heap.add(heapThread("pool-" + number, number, Thread.State.WAITING, Stacks.POOL_WORKER, null));
        }

        Verdict verdict = verdict(heap, Figures.facts(60 * MB, new Figures(MB, 0, 50)));

        assertThat(verdict.kind()).isEqualTo("inconclusive");
        assertThat(verdict.headline())
                .contains("50 threads that only wait for work", "keep 50.0 MB (83 %) alive, in thread-locals");
    }

    @Test
    void twoBlockedThreadsAreNoVerdictAndAreNotDenied() {
        Verdict verdict = verdict(
                List.of(),
                null,
                dump(
                        thread("owner", 1, "RUNNABLE", "a.A.work\n- locked <0x10> (a a.L)"),
                        thread("a", 2, BLOCKED, ENTER),
                        thread("b", 3, BLOCKED, ENTER)));

        assertThat(verdict.kind()).isEqualTo("healthy");
        assertThat(verdict.headline())
                .isEqualTo("No culprit found: of 3 threads none waits for work, and 2 threads are held up by others,"
                        + " too few or too briefly to explain an incident.");
    }

    @Test
    void aNameAsLongAsARequestIsShortenedInTheHeadline() {
        String name = "ToeThread #18: http://example.org/" + "x".repeat(300);
        Verdict verdict = verdict(
                List.of(),
                null,
                dump(
                        thread(name, 1, "RUNNABLE", "a.A.work\n- locked <0x10> (a a.L)"),
                        thread("a", 2, BLOCKED, ENTER),
                        thread("b", 3, BLOCKED, ENTER),
                        thread("c", 4, BLOCKED, ENTER)));

        assertThat(verdict.headline()).hasSizeLessThan(160).contains("ToeThread #18: http://example.org/xx", "…");
        assertThat(requireNonNull(verdict.owner()).unit()).isEqualTo(name);
    }

    private static HeapThread virtual(HeapThread thread) {
        return copy(thread, 0, true, false);
    }

    private static HeapThread outOfMemory(HeapThread thread) {
        return copy(thread, thread.eetop(), false, true);
    }

    private static HeapThread copy(HeapThread thread, long eetop, boolean virtual, boolean outOfMemory) {
        return new HeapThread(
                thread.objectIndex(),
                thread.address(),
                thread.className(),
                thread.name(),
                thread.threadId(),
                eetop,
                thread.daemon(),
                virtual,
                thread.state(),
                thread.stateDetail(),
                thread.frames(),
                thread.locals(),
                thread.parkBlocker(),
                outOfMemory);
    }

    private static Verdict verdict(List<HeapThread> heap, @Nullable MemoryFacts memory, ThreadDump... dumps) {
        WaitForGraph waits = WaitForGraph.of(JoinedUnits.of(heap, List.of(dumps)));
        return Correlation.of(waits, StackGroups.of(waits, RuleBook.builtIn()), memory)
                .verdict();
    }
}
