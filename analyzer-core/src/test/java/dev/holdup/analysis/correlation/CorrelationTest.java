package dev.holdup.analysis.correlation;

import static dev.holdup.analysis.waits.DumpTexts.dump;
import static dev.holdup.analysis.waits.DumpTexts.dumpAt;
import static dev.holdup.analysis.waits.DumpTexts.heapThread;
import static dev.holdup.analysis.waits.DumpTexts.lock;
import static dev.holdup.analysis.waits.DumpTexts.ownableSynchronizers;
import static dev.holdup.analysis.waits.DumpTexts.parked;
import static dev.holdup.analysis.waits.DumpTexts.thread;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport.NotChecked;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.TimelineEntry;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    private static final RuleBook BOOK = RuleBook.builtIn();
    private static final String LOGBACK_FRAME = "ch.qos.logback.core.OutputStreamAppender.writeBytes";
    private static final String SYNC = "(a java.util.concurrent.locks.ReentrantLock$NonfairSync)";
    private static final long MB = 1_000_000;

    @Test
    void aStalledLogIsBlamedFromTheHeapAlone() {
        Correlation correlation = correlate(stalledHeap(40), Figures.facts(100 * MB, new Figures(MB, 2 * MB, 39)));

        Verdict verdict = correlation.verdict();
        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.headline())
                .isEqualTo(
                        "39 threads wait to write a log line through Logback while exec-40 is writing to a file or pipe;"
                                + " together they alone keep 41.0 MB (41 %) alive.");
        assertThat(verdict.subsystem().category()).isEqualTo("logging");
        assertThat(verdict.cause()).isEqualTo("slow-output");
        assertThat(verdict.blockedFrame()).isEqualTo(LOGBACK_FRAME);
        assertThat(verdict.units()).isEqualTo(39);
        assertThat(verdict.retainedBytes()).isEqualTo(41 * MB);
        assertThat(verdict.retainedShare()).isEqualTo(0.41);
        assertThat(verdict.confidence()).isEqualTo("medium");
        assertThat(requireNonNull(verdict.owner()).unit()).isEqualTo("exec-40");
        assertThat(verdict.owner().frame()).isEqualTo("java.io.FileOutputStream.writeBytes");
        assertThat(verdict.owner().via()).isEqualTo("lock owner in the heap");
        assertThat(verdict.remedies()).extracting(Verdict.Remedy::key).contains("neverBlock", "immediateFlush");
        assertThat(correlation.notChecked())
                .extracting(NotChecked::what)
                .contains("who owns the monitors of synchronized blocks", "whether the threads are stuck or only slow");

        Group group = correlation.groups().get(requireNonNull(verdict.group()));
        assertThat(group.sharedBytes()).isEqualTo(2 * MB);
        assertThat(group.role()).isEqualTo("victim");
        assertThat(group.stack().get(5).text()).startsWith(LOGBACK_FRAME);
        assertThat(group.stack().get(5).retainedBytes()).isEqualTo(39 * MB);
        assertThat(requireNonNull(group.waitsFor()).address()).isEqualTo("0x30");
        assertThat(correlation.units().byActivity())
                .containsEntry("waiting", 39)
                .containsEntry("running", 1);
        assertThat(correlation.unitTable())
                .hasSize(40)
                .allSatisfy(row -> assertThat(row.retainedBytes()).isEqualTo(MB));
    }

    @Test
    void aStalledLogIsBlamedFromThreadDumpsAloneWithItsLines() {
        Correlation correlation = correlate(List.of(), null, stalledText("1.txt", 0, 20), stalledText("2.txt", 5, 20));

        Verdict verdict = correlation.verdict();
        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.units()).isEqualTo(19);
        assertThat(verdict.retainedBytes()).isNull();
        assertThat(verdict.headline()).endsWith("while exec-20 is writing to a file or pipe.");
        assertThat(verdict.explanation())
                .contains(
                        "19 of the 19 stood there in all 2 thread dumps, and the owner was exec-20 whenever a dump tells;"
                                + " the head of the queue has the same stack every time: stuck rather than slow.");
        assertThat(verdict.evidence()).extracting(Evidence::source).first().satisfies(source -> {
            assertThat(requireNonNull(source).input()).isEqualTo("2.txt");
            assertThat(source.line()).isEqualTo(7);
        });
        assertThat(correlation.timeline())
                .hasSize(2)
                .extracting(TimelineEntry::owner)
                .containsOnly("exec-20");
        assertThat(correlation.timeline().getFirst().groups())
                .contains(new TimelineEntry.GroupCount(requireNonNull(verdict.group()), 19));
        assertThat(correlation.notChecked())
                .extracting(NotChecked::command)
                .contains("jcmd PID GC.heap_dump heap.hprof");
    }

    @Test
    void anOwnerThatChangesIsSlowAndNotStuck() {
        List<String> threads = new ArrayList<>();
        for (int number = 1; number <= 12; number++) {
            threads.add(thread(
                    "w-" + number,
                    number,
                    "BLOCKED (on object monitor)",
                    "com.acme.Registry.find\n- waiting to lock <0x10> (a com.acme.Registry)"));
        }
        String[] first = with(
                threads,
                thread("x", 21, "RUNNABLE", "a.B.b\ncom.acme.Registry.find\n- locked <0x10> (a com.acme.Registry)"));
        String[] second = with(
                threads,
                thread("y", 22, "RUNNABLE", "a.B.b\ncom.acme.Registry.find\n- locked <0x10> (a com.acme.Registry)"));

        Correlation correlation = correlate(
                List.of(),
                null,
                dumpAt("1.txt", "2026-11-23 10:00:00", first),
                dumpAt("2.txt", "2026-11-23 10:00:05", second));

        assertThat(correlation.verdict().explanation())
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("the owner changed (x and y)")
                        .contains("slow rather than stuck"));
        assertThat(correlation.timeline()).extracting(TimelineEntry::owner).containsExactly("x", "y");
        assertThat(correlation.verdict().headline())
                .isEqualTo(
                        "12 threads wait to enter a synchronized block in com.acme.Registry.find while y is running in a.B.b.");
    }

    @Test
    void anExhaustedPoolIsBlamedWithoutAnOwner() {
        List<HeapThread> heap = threads(1, 60, Stacks.HIKARI_WAITER, Thread.State.WAITING);

        Verdict verdict = correlate(heap, Figures.facts(1000 * MB, new Figures(1000, 0, 60)))
                .verdict();

        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.cause()).isEqualTo("pool-exhausted");
        assertThat(verdict.owner()).isNull();
        assertThat(verdict.confidence()).isEqualTo("medium");
        assertThat(verdict.headline()).startsWith("60 threads wait for a database connection from the HikariCP pool;");
    }

    @Test
    void aDeadlockOutranksTheQueueBehindIt() {
        List<String> threads = new ArrayList<>(List.of(
                thread(
                        "one",
                        1,
                        "BLOCKED (on object monitor)",
                        "a.A.one\n- waiting to lock <0x20> (a a.L)\na.A.run\n- locked <0x10> (a a.L)"),
                thread(
                        "two",
                        2,
                        "BLOCKED (on object monitor)",
                        "a.A.two\n- waiting to lock <0x10> (a a.L)\na.A.run\n- locked <0x20> (a a.L)")));
        IntStream.range(10, 70)
                .forEach(number -> threads.add(thread(
                        "by-" + number,
                        number,
                        "BLOCKED (on object monitor)",
                        "a.A.enter\n- waiting to lock <0x10> (a a.L)")));

        Correlation correlation = correlate(List.of(), null, dump(threads.toArray(String[]::new)));

        Verdict verdict = correlation.verdict();
        assertThat(verdict.kind()).isEqualTo("deadlock");
        assertThat(verdict.units()).isEqualTo(2);
        assertThat(verdict.headline())
                .isEqualTo(
                        "one and two wait for each other and will never go on, and 60 threads more queue up behind them.");
        assertThat(correlation.deadlocks()).singleElement().satisfies(deadlock -> {
            assertThat(deadlock.members()).hasSize(2);
            assertThat(deadlock.members().getFirst().holds()).isEqualTo("a.L 0x10");
            assertThat(deadlock.members().getFirst().waitsFor()).isEqualTo("a.L 0x20");
        });
        assertThat(verdict.evidence())
                .allSatisfy(evidence -> assertThat(evidence.source()).isNotNull());
        assertThat(verdict.secondary()).extracting(Verdict.Secondary::kind).containsExactly("blocked");
    }

    @Test
    void aLargeHolderIsBlamedIfNoThreadsAre() {
        Suspect cache = new Suspect(
                "java.util.HashMap",
                1,
                "0x10",
                80 * MB,
                0.8,
                "static field",
                List.of("com.acme.Registry.SESSIONS", "java.util.HashMap.table"),
                null,
                List.of(new Suspect.Content("byte[]", 1000, 70 * MB)));

        Correlation correlation = correlate(
                threads(1, 50, Stacks.POOL_WORKER, Thread.State.WAITING),
                Figures.facts(100 * MB, new Figures(1000, 0, 50), cache));

        assertThat(correlation.verdict().kind()).isEqualTo("retained-by-object");
        assertThat(correlation.verdict().headline())
                .isEqualTo("One java.util.HashMap, held by com.acme.Registry.SESSIONS, keeps 80.0 MB (80 %) of the"
                        + " reachable memory alive; no thread pins it.");
        assertThat(correlation.verdict().confidence()).isEqualTo("medium");
    }

    @Test
    void theLargestHolderOfASmallHeapIsNoLeak() {
        Suspect table =
                new Suspect("java.lang.Object[]", 1, "0x10", 2 * MB, 0.4, "JNI global", List.of(), null, List.of());

        assertThat(correlate(
                                threads(1, 50, Stacks.POOL_WORKER, Thread.State.WAITING),
                                Figures.facts(5 * MB, new Figures(1000, 0, 50), table))
                        .verdict()
                        .kind())
                .isEqualTo("healthy");
    }

    @Test
    void twoHundredIdleWorkersAreHealthy() {
        String[] idle = IntStream.rangeClosed(1, 200)
                .mapToObj(number -> thread("exec-" + number, number, "WAITING (parking)", Stacks.POOL_WORKER))
                .toArray(String[]::new);

        Correlation correlation = correlate(List.of(), null, dump(idle));

        assertThat(correlation.verdict().kind()).isEqualTo("healthy");
        assertThat(correlation.verdict().confidence()).isEqualTo("medium");
        assertThat(correlation.verdict().remedies()).isEmpty();
        assertThat(correlation.units().idle()).isEqualTo(200);
        assertThat(correlation.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.idle()).isTrue());
    }

    @Test
    void contentionOfAMomentIsNoVerdict() {
        String waiting = thread("a", 1, "BLOCKED (on object monitor)", "a.A.enter\n- waiting to lock <0x10> (a a.L)");
        String owner = thread("o", 9, "RUNNABLE", "a.A.work\n- locked <0x10> (a a.L)");
        ThreadDump calm = dumpAt(
                "1.txt",
                "2026-11-23 10:00:00",
                thread("a", 1, "RUNNABLE", "a.A.work"),
                thread("b", 2, "RUNNABLE", "a.A.work"),
                thread("c", 3, "RUNNABLE", "a.A.work"));
        ThreadDump busy = dumpAt(
                "2.txt",
                "2026-11-23 10:00:05",
                waiting,
                waiting.replace("\"a\" #1", "\"b\" #2").replace("tid=0x1000", "tid=0x2000"),
                waiting.replace("\"a\" #1", "\"c\" #3").replace("tid=0x1000", "tid=0x3000"),
                owner);

        assertThat(correlate(List.of(), null, calm, busy).verdict().kind()).isEqualTo("healthy");
        assertThat(correlate(List.of(), null, busy).verdict()).satisfies(verdict -> {
            assertThat(verdict.kind()).isEqualTo("blocked");
            assertThat(verdict.confidence()).isEqualTo("low");
        });
    }

    @Test
    void threadsWithoutStacksAreInconclusive() {
        List<HeapThread> heap = threads(1, 20, "", null);

        Verdict verdict =
                correlate(heap, Figures.facts(100 * MB, new Figures(10, 0, 20))).verdict();

        assertThat(verdict.kind()).isEqualTo("inconclusive");
        assertThat(verdict.headline()).contains("most threads have no stack");
    }

    @Test
    void manyThreadsThatWaitForNobodyKnowsWhatAreInconclusive() {
        List<HeapThread> heap = threads(
                1,
                30,
                "jdk.internal.misc.Unsafe.park\njava.util.concurrent.CompletableFuture.get\ncom.acme.Client.call",
                Thread.State.WAITING);

        Correlation correlation = correlate(heap, Figures.facts(100 * MB, new Figures(10, 0, 30)));

        assertThat(correlation.verdict().kind()).isEqualTo("inconclusive");
        assertThat(correlation.verdict().headline()).contains("30 threads wait at com.acme.Client.call");
        assertThat(correlation.findings()).extracting(Finding::rule).containsExactly("unexplained-wait");
    }

    @Test
    void aDumpWrittenForLackOfMemoryNamesItsThreadAndIsNeverHealthy() {
        HeapThread out = new HeapThread(
                1,
                0xF1,
                "java.lang.Thread",
                "importer",
                1,
                0x1000,
                false,
                false,
                Thread.State.RUNNABLE,
                "",
                Stacks.frames("java.lang.OutOfMemoryError.<init>\na.A.load"),
                List.of(),
                null,
                true);

        Correlation correlation = correlate(List.of(out), Figures.facts(100 * MB, new Figures(10, 0, 1)));

        assertThat(correlation.verdict().kind()).isEqualTo("inconclusive");
        assertThat(correlation.findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo("out-of-memory");
            assertThat(finding.text()).contains("importer");
            assertThat(requireNonNull(finding.evidence().getFirst().source()))
                    .isEqualTo(new Source("heap.hprof", null, null));
        });
    }

    @Test
    void groupsAndSubsystemsBecomeNodesOfTheDominatorTree() {
        List<HeapThread> heap = stalledHeap(4);
        heap.add(heapThread("pool", 9, Thread.State.WAITING, Stacks.POOL_WORKER, null));
        JoinedUnits joined = JoinedUnits.of(heap, List.of());
        StackGroups groups = StackGroups.of(WaitForGraph.of(joined), BOOK);

        ThreadGrouping grouping = GroupNodes.grouping(joined, groups, heap.size());

        assertThat(grouping.groupByThread()).containsExactly(0, 0, 0, 1, 2);
        assertThat(grouping.subsystemByGroup()).containsExactly(0, 1, 2);
        assertThat(grouping.subsystems()).isEqualTo(3);
    }

    @Test
    void theSameInputsGiveTheSameReport() {
        ThreadDump dump = stalledText("1.txt", 0, 20);

        assertThat(correlate(stalledHeap(20), Figures.facts(100 * MB, new Figures(MB, 0, 19)), dump))
                .isEqualTo(correlate(stalledHeap(20), Figures.facts(100 * MB, new Figures(MB, 0, 19)), dump));
    }

    /// Threads 1 to `count` − 1 wait for the last one.
    private static List<HeapThread> stalledHeap(int count) {
        List<HeapThread> heap = new ArrayList<>();
        for (int number = 1; number < count; number++) {
            heap.add(heapThread(
                    "exec-" + number, number, Thread.State.WAITING, Stacks.LOGBACK_WAITER, lock(0x30, count)));
        }
        heap.add(heapThread("exec-" + count, count, Thread.State.RUNNABLE, Stacks.LOGBACK_OWNER, null));
        return heap;
    }

    private static ThreadDump stalledText(String input, int second, int count) {
        List<String> threads = new ArrayList<>();
        String tail = Stacks.LOGBACK_WAITER.substring(Stacks.PARKED_LOCK.length());
        for (int number = 1; number < count; number++) {
            threads.add(thread("exec-" + number, number, "WAITING (parking)", parked("0x30") + tail));
        }
        threads.add(thread("exec-" + count, count, "RUNNABLE", Stacks.LOGBACK_OWNER)
                + ownableSynchronizers("<0x30> " + SYNC));
        return dumpAt(input, "2026-11-23 10:00:0" + second, threads.toArray(String[]::new));
    }

    private static List<HeapThread> threads(int from, int to, String stack, Thread.@Nullable State state) {
        List<HeapThread> heap = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            HeapThread thread = heapThread("t-" + number, number, Thread.State.NEW, stack, null);
            heap.add(new HeapThread(
                    number,
                    thread.address(),
                    thread.className(),
                    thread.name(),
                    number,
                    thread.eetop(),
                    false,
                    false,
                    state,
                    "",
                    thread.frames(),
                    List.of(),
                    null,
                    false));
        }
        return heap;
    }

    private static String[] with(List<String> threads, String more) {
        List<String> all = new ArrayList<>(threads);
        all.add(more);
        return all.toArray(String[]::new);
    }

    private static Correlation correlate(List<HeapThread> heap, @Nullable MemoryFacts memory, ThreadDump... dumps) {
        WaitForGraph waits = WaitForGraph.of(JoinedUnits.of(heap, List.of(dumps)));
        return Correlation.of(waits, StackGroups.of(waits, BOOK), memory);
    }
}
