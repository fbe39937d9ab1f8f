package dev.holdup.analysis;

import static dev.holdup.analysis.Waits.blamed;
import static dev.holdup.analysis.Waits.isHeld;
import static dev.holdup.analysis.Waits.isOwned;
import static dev.holdup.analysis.Waits.numbered;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Deadlock;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.TimelineEntry;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.samples.incidents.StagedWaits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real programs on JDK 17 and 25 that wait: how many, for whom, and how that is known, by each kind of dump.
class StagedWaitsTest {
    private static final int WAITING = 40;
    private static final String SLOW = "dev.holdup.samples.apps.waits.Scenario.slowWork";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void aMonitorHasItsOwnerInTheTextAndALikelyOneInTheHeap(int release) throws Exception {
        Waits waits = Waits.stage(release, "monitor-convoy", WAITING, folder);

        isOwned(
                waits.heap(),
                WAITING,
                "ledger-owner",
                "inferred: the only other thread whose frames hold the object, in the heap");
        isOwned(waits.threads(), WAITING, "ledger-owner", "locked monitor in the thread dump");
        isOwned(waits.both(), WAITING, "ledger-owner", "locked monitor in the thread dump");
        assertThat(waits.heap().verdict().confidence()).isEqualTo("medium");
        // The heap dump's own collection has moved the monitor: the report has its address in the heap.
        assertThat(requireNonNull(blamed(waits.both()).waitsFor()).address())
                .isEqualTo(requireNonNull(blamed(waits.heap()).waitsFor()).address());
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void aLockHasItsOwnerInTextAndHeap(int release) throws Exception {
        Waits waits = Waits.stage(release, "lock-convoy", WAITING, folder);

        isOwned(waits.heap(), WAITING, "lock-owner", "lock owner in the heap");
        isOwned(waits.threads(), WAITING, "lock-owner", "locked ownable synchronizer in the thread dump");
        isOwned(waits.both(), WAITING, "lock-owner", "locked ownable synchronizer in the thread dump");
        assertThat(requireNonNull(waits.both().verdict().owner()).frame()).isEqualTo(SLOW);
        assertThat(requireNonNull(waits.both().verdict().owner()).doing()).isEqualTo("sleeping");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void readersThatHoldALockAreCountedAndNamedByTheHeapOnly(int release) throws Exception {
        Waits waits = Waits.stage(release, "readers-hold-writers", WAITING, folder);

        for (IncidentReport report : List.of(waits.heap(), waits.both())) {
            Group.Resource lock = isHeld(report, WAITING, numbered("slow-reader", 3), "read hold count in the heap");
            assertThat(lock.inUse()).isEqualTo(3);
            assertThat(lock.holders())
                    .allSatisfy(holder -> assertThat(holder.frame()).isEqualTo(SLOW));
        }
        assertThat(blamed(waits.threads()).units()).isEqualTo(WAITING);
        assertThat(blamed(waits.threads()).owner()).isNull();
        assertThat(waits.threads().notChecked())
                .anySatisfy(missing -> assertThat(missing.what()).contains("for reading"));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void aWriterThatHoldsALockIsItsOwner(int release) throws Exception {
        Waits waits = Waits.stage(release, "writer-holds-readers", WAITING, folder);

        isOwned(waits.heap(), WAITING, "slow-writer", "lock owner in the heap");
        isOwned(waits.threads(), WAITING, "slow-writer", "locked ownable synchronizer in the thread dump");
        isOwned(waits.both(), WAITING, "slow-writer", "locked ownable synchronizer in the thread dump");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void thePermitsOfASemaphoreAreWithThoseWhoStandBehindIt(int release) throws Exception {
        Waits waits = Waits.stage(release, "semaphore", WAITING, folder);
        List<String> holders = numbered("caller", 5);

        isHeld(
                waits.threads(),
                WAITING,
                holders,
                "inferred: it stands behind the place where the others wait, by its stack");
        for (IncidentReport report : List.of(waits.heap(), waits.both())) {
            Group.Resource semaphore = isHeld(
                    report,
                    WAITING,
                    holders,
                    "inferred: its frames reach the object that the others wait for, in the heap");
            assertThat(semaphore.figures()).contains(new Group.Figure("permits left", 0));
            assertThat(report.verdict().confidence()).isEqualTo("medium");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void aClassIsInitialisedByTheThreadWithItsInitialiser(int release) throws Exception {
        Waits waits = Waits.stage(release, "class-initialization", WAITING, folder);

        isOwned(
                waits.heap(),
                WAITING,
                "initializer",
                "inferred: the only thread that initialises a class while the others stand still without a lock");
        isOwned(waits.threads(), WAITING, "initializer", "class initialiser on its stack");
        isOwned(waits.both(), WAITING, "initializer", "class initialiser on its stack");
        assertThat(waits.heap().verdict().cause()).isEqualTo("class-initialization");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void whoWaitsForAQueuedTaskWaitsForTheWorkersOfItsPool(int release) throws Exception {
        Waits waits = Waits.stage(release, "starved-pool", WAITING, folder);
        List<String> workers = numbered("worker", 4);

        for (IncidentReport report : List.of(waits.heap(), waits.both())) {
            Group.Resource pool =
                    isHeld(report, WAITING, workers, "worker of the pool in whose queue the task waits, in the heap");
            assertThat(pool.inUse()).isEqualTo(4);
            assertThat(pool.capacity()).isEqualTo(4);
            assertThat(pool.figures()).contains(new Group.Figure("tasks in its queue", WAITING));
            assertThat(report.verdict().cause()).isEqualTo("pool-exhausted");
            assertThat(report.verdict().headline()).contains("4 of 4 workers busy");
        }
        isHeld(waits.threads(), WAITING, workers, "inferred: the only pool whose threads run tasks, by their stacks");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void workersThatWaitForTasksOfTheirOwnPoolAreADeadlock(int release) throws Exception {
        Waits waits = Waits.stage(release, "nested-tasks", WAITING, folder);

        for (IncidentReport report : List.of(waits.heap(), waits.both())) {
            assertThat(report.verdict().kind()).isEqualTo("deadlock");
            assertThat(report.verdict().headline())
                    .contains("4 of 4 workers busy")
                    .contains("all 4 threads that have one wait");
            assertThat(report.deadlocks())
                    .singleElement()
                    .satisfies(deadlock -> assertThat(deadlock.members())
                            .extracting(Deadlock.Member::unit)
                            .containsExactlyInAnyOrderElementsOf(numbered("worker", 4)));
        }
        assertThat(waits.threads().deadlocks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void whoWaitsForARunningTaskWaitsForItsRunner(int release) throws Exception {
        Waits waits = Waits.stage(release, "slow-task", WAITING, folder);

        isOwned(waits.heap(), WAITING, "the-worker", "runner of the task in the heap");
        isOwned(waits.both(), WAITING, "the-worker", "runner of the task in the heap");
        isHeld(
                waits.threads(),
                WAITING,
                List.of("the-worker"),
                "inferred: the only pool whose threads run tasks, by their stacks");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void whoWaitsForADependentFutureWaitsForTheThreadThatComputesItsSource(int release) throws Exception {
        Waits waits = Waits.stage(release, "slow-completion", WAITING, folder);
        String via = "the future it waits for is completed by a frame of that thread, in the heap";

        isOwned(waits.heap(), WAITING, "supplier", via);
        isOwned(waits.both(), WAITING, "supplier", via);
        isHeld(
                waits.threads(),
                WAITING,
                List.of("supplier"),
                "inferred: the only pool whose threads run tasks, by their stacks");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void whoJoinsAThreadWaitsForIt(int release) throws Exception {
        Waits waits = Waits.stage(release, "joining", WAITING, folder);
        String via = "the thread it joins, in its frame in the heap";

        isOwned(waits.heap(), WAITING, "export", via);
        isOwned(waits.both(), WAITING, "export", via);
        assertThat(waits.threads().verdict().kind()).isEqualTo("inconclusive");
        assertThat(waits.threads().notChecked())
                .anySatisfy(missing -> assertThat(missing.what()).contains("to end"));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void aCycleOverAMonitorAndALockIsADeadlock(int release) throws Exception {
        Waits waits = Waits.stage(release, "mixed-deadlock", WAITING, folder);

        for (IncidentReport report : List.of(waits.heap(), waits.threads(), waits.both())) {
            assertThat(report.verdict().kind()).isEqualTo("deadlock");
            assertThat(report.verdict().headline())
                    .startsWith("booking and closing wait for each other")
                    .contains(WAITING + " threads more queue up");
            assertThat(report.deadlocks())
                    .singleElement()
                    .satisfies(deadlock -> assertThat(deadlock.members())
                            .hasSize(2)
                            .anySatisfy(member -> assertThat(member.holds()).contains("$Account"))
                            .anySatisfy(member -> assertThat(member.holds()).contains("ReentrantLock")));
        }
        assertThat(waits.heap().verdict().confidence()).isEqualTo("medium");
        assertThat(waits.threads().verdict().confidence()).isEqualTo("high");
        assertThat(waits.both().verdict().confidence()).isEqualTo("high");
    }

    @Test
    void twoThousandVirtualThreadsWaitForOneThatIsMounted() throws Exception {
        Waits waits = Waits.stage(25, "virtual-convoy", 2_000, folder);

        for (IncidentReport report : List.of(waits.heap(), waits.both())) {
            isOwned(report, 2_000, "price-owner", "lock owner in the heap");
            assertThat(requireNonNull(report.verdict().owner()).frame())
                    .isEqualTo("dev.holdup.samples.apps.waits.VirtualConvoy.compute");
            assertThat(blamed(report).members()).contains("request-1");
            assertThat(report.units().virtual()).isEqualTo(2_001);
        }
        assertThat(waits.both().verdict().explanation())
                .anySatisfy(
                        sentence -> assertThat(sentence).matches("It is a virtual thread and runs on ForkJoinPool-.*"));
        assertThat(waits.threads().verdict().kind()).isEqualTo("inconclusive");
        assertThat(waits.threads().notChecked())
                .anySatisfy(missing -> assertThat(missing.what()).startsWith("virtual threads"));

        Path json = folder.resolve("virtual-convoy-25/threads.json");
        Path text = folder.resolve("virtual-convoy-25/threads-2.txt");
        IncidentReport file = Waits.analyze(List.of(json));
        assertThat(blamed(file).units()).isEqualTo(2_000);
        assertThat(blamed(file).owner()).isNull();
        assertThat(file.units().virtual()).isEqualTo(2_001);
        assertThat(file.notChecked())
                .anySatisfy(missing -> assertThat(missing.because()).contains("dump_to_file"));
        IncidentReport heapAndFile = Waits.analyze(List.of(folder.resolve("virtual-convoy-25/heap.hprof"), json));
        isOwned(heapAndFile, 2_000, "price-owner", "lock owner in the heap");
        IncidentReport textAndFile = Waits.analyze(List.of(text, json));
        assertThat(blamed(textAndFile).units()).isEqualTo(2_000);
        assertThat(textAndFile.units().byActivity()).doesNotContainKey("ended");
        assertThat(textAndFile.notChecked())
                .anySatisfy(
                        missing -> assertThat(missing.what()).contains("who owns the locks that 2000 threads wait"));
    }

    @Test
    void unnamedVirtualThreadsThatWaitForAMonitorHaveTheirNumbers() throws Exception {
        Waits waits = Waits.stage(25, "virtual-monitor", 300, folder);

        for (IncidentReport report : List.of(waits.heap(), waits.both())) {
            isOwned(
                    report,
                    300,
                    "slow-owner",
                    "inferred: the only other thread whose frames hold the object, in the heap");
            assertThat(blamed(report).activity()).isEqualTo("blocked");
            assertThat(blamed(report).members())
                    .allSatisfy(member -> assertThat(member).matches("<unnamed> #\\d+"));
        }
    }

    @Test
    void theTenHoldersOfAPoolAreNamedWithTheirFrames() throws Exception {
        Path out = folder.resolve("pool");
        new StagedWaits(Waits.home(25)).stagePool(10, 200, out);
        Waits waits = Waits.of(out);

        for (IncidentReport report : List.of(waits.heap(), waits.both())) {
            Group.Resource pool = isHeld(
                    report, 200, numbered("report", 10), "its frames reach what the pool handed out, in the heap");
            assertThat(pool.inUse()).isEqualTo(10);
            assertThat(pool.capacity()).isEqualTo(10);
            assertThat(report.verdict().headline()).contains("10 of 10 connections in use");
            assertThat(pool.holders()).allSatisfy(holder -> {
                assertThat(holder.count()).isEqualTo(1);
                assertThat(holder.className()).isEqualTo("com.zaxxer.hikari.pool.PoolEntry");
                assertThat(holder.frame()).isEqualTo("dev.holdup.samples.apps.ReportShop.yearlyTurnover");
                assertThat(holder.holdingFrame()).isNotNull();
                assertThat(holder.stack())
                        .anySatisfy(frame -> assertThat(frame).startsWith("dev.holdup.samples.apps.ReportShop.query("));
            });
        }
        assertThat(blamed(waits.threads()).units()).isEqualTo(200);
        assertThat(waits.threads().notChecked())
                .anySatisfy(missing -> assertThat(missing.what()).contains("handed out"));
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void overTwoDumpsItIsToldWhoStoodStillMovedCameWentAndWorked(int release) throws Exception {
        Waits waits = Waits.stage(release, "changing", WAITING, folder);

        for (IncidentReport report : List.of(waits.threads(), waits.both())) {
            assertThat(row(report, "stuck").pace()).isEqualTo("stuck");
            assertThat(row(report, "stuck").moments()).isNull();
            assertThat(row(report, "waiter-1").pace()).isEqualTo("stuck");
            assertThat(row(report, "newcomer").pace()).isEqualTo("new");
            assertThat(row(report, "newcomer").moments())
                    .first()
                    .satisfies(moment -> assertThat(moment.activity()).isEqualTo("absent"));
            assertThat(row(report, "leaver").pace()).isEqualTo("gone");
            assertThat(row(report, "mover").pace()).isEqualTo("moving");
            assertThat(row(report, "second-owner").moments())
                    .extracting(UnitRow.Moment::activity)
                    .containsExactly("waiting", "sleeping");
            assertThat(requireNonNull(row(report, "spinner").cpuMillis())).isGreaterThan(50);
            assertThat(requireNonNull(report.timeline().getLast().busiest())
                            .getFirst()
                            .unit())
                    .isEqualTo("spinner");
            assertThat(requireNonNull(report.timeline().getLast().begun())).isGreaterThanOrEqualTo(1);
            assertThat(requireNonNull(report.timeline().getLast().ended())).isGreaterThanOrEqualTo(1);
            assertThat(report.timeline())
                    .extracting(TimelineEntry::owner)
                    .containsExactly("first-owner", "second-owner");
            assertThat(report.verdict().explanation())
                    .anySatisfy(sentence -> assertThat(sentence)
                            .contains("the owner changed (first-owner and second-owner): slow rather than stuck"));
        }
        assertThat(row(waits.heap(), "stuck").pace()).isNull();
    }

    private static UnitRow row(IncidentReport report, String unit) {
        return report.unitTable().stream()
                .filter(row -> row.unit().equals(unit))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + unit));
    }

    @Test
    void dumpsOfAnotherJvmAreLeftOut() throws Exception {
        Path own = folder.resolve("own");
        Path other = folder.resolve("other");
        new StagedWaits(Waits.home(25)).stage("joining", 5, own);
        new StagedWaits(Waits.home(25)).stage("lock-convoy", 5, other);
        Path foreign = Files.move(other.resolve("threads-1.txt"), other.resolve("foreign.txt"));

        IncidentReport report =
                Waits.analyze(List.of(own.resolve("heap.hprof"), own.resolve("threads-1.txt"), foreign));

        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("different-jvm"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).contains("foreign.txt").contains("native addresses"));
        assertThat(report.unitTable()).extracting(UnitRow::unit).doesNotContain("lock-owner");
        assertThat(report.timeline()).isEmpty();
    }
}
