package dev.holdup.analysis.correlation;

import static dev.holdup.analysis.waits.DumpTexts.dump;
import static dev.holdup.analysis.waits.DumpTexts.thread;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Verdict;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.Stacks;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.WaitForGraph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Several incidents in one dump are told apart and ranked; what is one story is told once, from its head.
class SeveralIncidentsTest {
    private static final String BLOCKED = "BLOCKED (on object monitor)";
    private static final String WAITING = "WAITING (parking)";
    private static final String RESULT = """
            jdk.internal.misc.Unsafe.park
            - parking to wait for  <0x77> (a java.util.concurrent.FutureTask)
            java.util.concurrent.locks.LockSupport.park
            java.util.concurrent.FutureTask.awaitDone
            java.util.concurrent.FutureTask.get
            com.acme.Front.answer
            """;
    private static final String WORKER = """
            java.util.concurrent.ThreadPoolExecutor.runWorker
            java.util.concurrent.ThreadPoolExecutor$Worker.run
            java.lang.Thread.run
            """;

    private final List<String> threads = new ArrayList<>();

    @Test
    void twoLocksWithOwnersOfTheirOwnAreTwoIncidents() {
        add("stock-", 20, BLOCKED, "com.acme.Stock.book\n- waiting to lock <0x10> (a com.acme.Stock)");
        add("price-", 9, BLOCKED, "com.acme.Prices.find\n- waiting to lock <0x20> (a com.acme.Prices)");
        add("a", 1, "RUNNABLE", "com.acme.Stock.count\n- locked <0x10> (a com.acme.Stock)");
        add("b", 1, "RUNNABLE", "com.acme.Prices.load\n- locked <0x20> (a com.acme.Prices)");

        Verdict verdict = verdict();

        assertThat(verdict.blockedFrame()).isEqualTo("com.acme.Stock.book");
        assertThat(verdict.units()).isEqualTo(20);
        assertThat(requireNonNull(verdict.owner()).unit()).isEqualTo("a0");
        assertThat(verdict.secondary()).singleElement().satisfies(other -> {
            assertThat(other.kind()).isEqualTo("blocked");
            assertThat(other.blockedFrame()).isEqualTo("com.acme.Prices.find");
            assertThat(other.cause()).isEqualTo("lock-contention");
            assertThat(other.units()).isEqualTo(9);
            assertThat(requireNonNull(other.owner()).unit()).isEqualTo("b0");
        });
    }

    @Test
    void groupsThatWaitForTheSameOwnerAreOneStory() {
        add("book-", 20, BLOCKED, "com.acme.Stock.book\n- waiting to lock <0x10> (a com.acme.Stock)");
        add("free-", 8, BLOCKED, "com.acme.Stock.free\n- waiting to lock <0x10> (a com.acme.Stock)");
        add("a", 1, "RUNNABLE", "com.acme.Stock.count\n- locked <0x10> (a com.acme.Stock)");

        Verdict verdict = verdict();

        assertThat(verdict.units()).isEqualTo(20);
        assertThat(verdict.secondary()).isEmpty();
        assertThat(verdict.explanation()).contains("8 threads in other groups wait for the same owner.");
    }

    @Test
    void aChainIsFollowedToItsHead() {
        add("book-", 20, BLOCKED, "com.acme.Stock.book\n- waiting to lock <0x10> (a com.acme.Stock)");
        add(
                "between",
                1,
                BLOCKED,
                "com.acme.Journal.write\n- waiting to lock <0x20> (a com.acme.Journal)\n"
                        + "com.acme.Stock.count\n- locked <0x10> (a com.acme.Stock)");
        add(
                "head",
                1,
                "RUNNABLE",
                "java.io.FileOutputStream.writeBytes\ncom.acme.Journal.write\n- locked <0x20> (a com.acme.Journal)");

        Verdict verdict = verdict();

        assertThat(verdict.blockedFrame()).isEqualTo("com.acme.Stock.book");
        assertThat(requireNonNull(verdict.owner()).unit()).isEqualTo("head0");
        assertThat(verdict.owner().via()).endsWith("over a chain of 2 owners");
        assertThat(verdict.explanation()).contains("The chain is between0 and head0, each waiting for the next.");
    }

    @Test
    void thoseWhoWaitForWorkersThatAreHeldUpThemselvesComeSecond() {
        add("http-", 40, WAITING, RESULT);
        add(
                "pool-1-thread-",
                5,
                BLOCKED,
                "com.acme.Journal.write\n- waiting to lock <0x20> (a com.acme.Journal)\n" + WORKER);
        add(
                "flusher",
                1,
                "RUNNABLE",
                "java.io.FileOutputStream.writeBytes\ncom.acme.Journal.write\n- locked <0x20> (a com.acme.Journal)");

        Verdict verdict = verdict();

        assertThat(verdict.blockedFrame()).isEqualTo("com.acme.Journal.write");
        assertThat(verdict.units()).isEqualTo(5);
        assertThat(requireNonNull(verdict.owner()).unit()).isEqualTo("flusher0");
        assertThat(verdict.explanation())
                .anySatisfy(sentence ->
                        assertThat(sentence).startsWith("40 threads wait ").endsWith(", which these threads have."));
        assertThat(verdict.secondary()).singleElement().satisfies(other -> {
            assertThat(other.units()).isEqualTo(40);
            assertThat(other.blockedFrame()).isEqualTo("com.acme.Front.answer");
        });
    }

    @Test
    void idleThreadsHoweverManyAreNoIncidentBesideOne() {
        add("exec-", 200, WAITING, Stacks.POOL_WORKER);
        add("stock-", 5, BLOCKED, "com.acme.Stock.book\n- waiting to lock <0x10> (a com.acme.Stock)");
        add("a", 1, "RUNNABLE", "com.acme.Stock.count\n- locked <0x10> (a com.acme.Stock)");

        Verdict verdict = verdict();

        assertThat(verdict.units()).isEqualTo(5);
        assertThat(verdict.secondary()).isEmpty();
    }

    @Test
    void poolsMadeAgainAndAgainAreAFloodOfThreads() {
        for (int pool = 1; pool <= 300; pool++) {
            add("pool-" + pool + "-thread-", 2, WAITING, Stacks.POOL_WORKER);
        }

        Verdict verdict = verdict();

        assertThat(verdict.kind()).isEqualTo("thread-flood");
        assertThat(verdict.subsystem().category()).isEqualTo("executor");
        assertThat(verdict.units()).isEqualTo(600);
        assertThat(verdict.headline())
                .isEqualTo("600 of the 600 threads are named pool-#-thread-#, of 300 pools that were never shut down.");
    }

    @Test
    void oneLargePoolWithoutWorkIsNoFlood() {
        add("http-nio-8080-exec-", 600, WAITING, Stacks.POOL_WORKER);

        assertThat(verdict().kind()).isEqualTo("healthy");
    }

    private void add(String name, int count, String state, String stack) {
        for (int i = 0; i < count; i++) {
            threads.add(thread(name + i, threads.size() + 1, state, stack));
        }
    }

    private Verdict verdict() {
        WaitForGraph waits = WaitForGraph.of(JoinedUnits.of(List.of(), List.of(dump(threads.toArray(String[]::new)))));
        return Correlation.of(waits, StackGroups.of(waits, RuleBook.builtIn()), null)
                .verdict();
    }
}
