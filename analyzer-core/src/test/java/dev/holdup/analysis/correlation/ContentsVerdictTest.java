package dev.holdup.analysis.correlation;

import static dev.holdup.analysis.waits.DumpTexts.heapThread;
import static dev.holdup.analysis.waits.DumpTexts.lock;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.contents.HeapContents;
import dev.holdup.analysis.contents.HeapContents.LoaderFamily;
import dev.holdup.analysis.contents.HeapContents.QueueFact;
import dev.holdup.analysis.contents.HeapContents.ThreadLocalFact;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.Stacks;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.WaitForGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Verdicts on memory that objects keep, from the heap alone.
class ContentsVerdictTest {
    private static final long MB = 1_000_000;
    private static final String SLEEPER = "java.lang.Thread.sleep0\njava.lang.Thread.sleep\ncom.acme.Label.print\n"
            + "java.util.concurrent.ThreadPoolExecutor.runWorker";

    private final List<HeapThread> threads = new ArrayList<>();

    @Test
    void aQueueThatKeepsMostOfTheMemoryIsABacklogWithWhatItsWorkersDo() {
        addThreads(1, 4, "printer-", Thread.State.TIMED_WAITING, SLEEPER);

        Correlation correlation = correlate(contents(queue(80 * MB, null, -1, "0x10")), suspect("0x10", 80 * MB));
        Verdict verdict = correlation.verdict();

        assertThat(verdict.kind()).isEqualTo("queue-backlog");
        assertThat(verdict.cause()).isEqualTo("backlog");
        assertThat(verdict.subsystem().category()).isEqualTo("executor");
        assertThat(verdict.units()).isEqualTo(4);
        assertThat(verdict.retainedBytes()).isEqualTo(80 * MB);
        assertThat(verdict.retainedShare()).isEqualTo(0.8);
        assertThat(verdict.headline())
                .startsWith(
                        "20000 tasks (com.acme.Label) wait in the queue of a ThreadPoolExecutor with 4 workers, which are")
                .endsWith("; the queue alone keeps 80.0 MB (80 %) of the reachable memory alive.");
        assertThat(requireNonNull(verdict.owner()).unit()).startsWith("printer-");
        // The object that holds the queue is the same story.
        assertThat(verdict.secondary()).isEmpty();
        assertThat(requireNonNull(correlation.contents()).queues().getFirst().pool())
                .satisfies(pool -> assertThat(requireNonNull(pool).work())
                        .singleElement()
                        .satisfies(work -> assertThat(work.units()).isEqualTo(4)));
    }

    @Test
    void workersThatAloneReachTheirQueueAreNotBlamedForWhatItKeeps() {
        addThreads(1, 4, "printer-", Thread.State.WAITING, Stacks.POOL_WORKER);

        Verdict verdict = correlate(new Figures(0, 85 * MB, 4), contents(queue(80 * MB, null, 0, "0x10")))
                .verdict();

        assertThat(verdict.kind()).isEqualTo("queue-backlog");
        assertThat(verdict.secondary()).isEmpty();
        assertThat(verdict.explanation())
                .anySatisfy(sentence -> assertThat(sentence).contains("they do not take from this queue, or not yet"));
    }

    @Test
    void aFullQueueWithThreadsThatWaitForRoomIsTheirStory() {
        addThreads(2, 30, "exec-", Thread.State.WAITING, Stacks.LOGBACK_WAITER);
        threads.add(heapThread("writer", 1, Thread.State.RUNNABLE, Stacks.LOGBACK_OWNER, null));

        Verdict verdict =
                correlate(contents(queue(60 * MB, 20_000L, -1, "0x10"))).verdict();

        assertThat(verdict.kind()).isEqualTo("blocked");
        assertThat(verdict.secondary()).extracting(Verdict.Secondary::kind).contains("queue-backlog");
    }

    @Test
    void loadersOfOneApplicationAreALeakIfAllButOneKeepMuch() {
        HeapContents contents = withLoaders(family(60 * MB));

        Verdict verdict = correlate(contents, suspect("0x20", 22 * MB)).verdict();

        assertThat(verdict.kind()).isEqualTo("class-loader-leak");
        assertThat(verdict.subsystem().category()).isEqualTo("class-loading");
        assertThat(verdict.cause()).isEqualTo("leak");
        assertThat(verdict.retainedBytes()).isEqualTo(60 * MB);
        assertThat(verdict.headline())
                .isEqualTo(
                        "3 instances of com.acme.PluginLoader loaded the same 12 classes, such as com.acme.Plugin; most are"
                                + " kept by a thread-local of thread exec-1, and all but one keep 60.0 MB (60 %) of the reachable"
                                + " memory alive.");
        assertThat(verdict.remedies().getFirst().text()).startsWith("Remove the thread-local");
        assertThat(verdict.secondary()).isEmpty();
    }

    @Test
    void loadersThatKeepLittleAreAFindingOnly() {
        Correlation correlation = correlate(withLoaders(family(MB)));

        assertThat(correlation.verdict().kind()).isEqualTo("healthy");
        assertThat(correlation.findings()).extracting(Finding::rule).contains("duplicate-loaders");
    }

    @Test
    void threadLocalsOfIdleThreadsAreNamedByTheirValues() {
        addThreads(1, 8, "exec-", Thread.State.WAITING, Stacks.POOL_WORKER);
        HeapContents contents = new HeapContents(
                List.of(),
                List.of(),
                List.of(),
                List.of(new ThreadLocalFact(
                        new Contents.ThreadLocalValue("com.acme.Session", "java.lang.ThreadLocal", 8, 40 * MB),
                        IntStream.range(0, 8).boxed().toList())),
                new long[8],
                List.of(),
                null,
                List.of(),
                List.of());

        Verdict verdict = correlate(new Figures(5 * MB, 0, 8), contents).verdict();

        assertThat(verdict.kind()).isEqualTo("thread-locals");
        assertThat(verdict.units()).isEqualTo(8);
        assertThat(verdict.retainedBytes()).isEqualTo(40 * MB);
        assertThat(verdict.headline())
                .isEqualTo("8 threads keep 40.0 MB (40 %) of the reachable memory alive in thread-locals, objects of"
                        + " com.acme.Session; all of them only wait for work.");
        assertThat(verdict.secondary()).isEmpty();
    }

    @Test
    void objectsThatWaitForAStuckFinalizerAreABacklog() {
        threads.add(heapThread("Finalizer", 1, Thread.State.RUNNABLE, "com.acme.Handle.finalize", null));
        Contents.Finalizers finalizers = new Contents.Finalizers(
                90_000, 91_000, 55 * MB, List.of(new Suspect.Content("com.acme.Handle", 90_000, 55 * MB)));
        HeapContents contents = new HeapContents(
                List.of(), List.of(), List.of(), List.of(), new long[0], List.of(), finalizers, List.of(), List.of());

        Verdict verdict = correlate(contents).verdict();

        assertThat(verdict.kind()).isEqualTo("queue-backlog");
        assertThat(verdict.subsystem().category()).isEqualTo("gc");
        assertThat(verdict.retainedBytes()).isEqualTo(55 * MB);
        assertThat(verdict.headline()).startsWith("90000 objects wait to be finalized, most of them com.acme.Handle");
    }

    @Test
    void objectsOfOneClassThatKeepMuchTogetherAreMerged() {
        Suspect[] suspects = {cache("0x1", 14 * MB, "com.acme.A.CACHE"), cache("0x2", 13 * MB, "com.acme.B.CACHE")};

        Verdict verdict = correlate(HeapContents.NONE, suspects).verdict();

        assertThat(verdict.kind()).isEqualTo("retained-by-object");
        assertThat(verdict.retainedBytes()).isEqualTo(27 * MB);
        assertThat(verdict.headline())
                .isEqualTo(
                        "2 objects of com.acme.SessionCache, held by com.acme.A.CACHE and com.acme.B.CACHE, together keep"
                                + " 27.0 MB (27 %) of the reachable memory alive; none of them alone keeps much.");
    }

    @Test
    void largeMapsThatHaveNothingInCommonAreNoCulprit() {
        Suspect[] suspects = new Suspect[6];
        for (int i = 0; i < suspects.length; i++) {
            suspects[i] = new Suspect(
                    "java.util.HashMap",
                    1,
                    "0x" + i,
                    14 * MB,
                    0.14,
                    "static field of com.acme.Table" + i,
                    List.of("com.acme.Table" + i + ".ROWS"),
                    null,
                    List.of());
        }

        assertThat(correlate(HeapContents.NONE, suspects).verdict().kind()).isEqualTo("healthy");
    }

    @Test
    void anUnboundedMapIsSaidToBeOne() {
        HeapContents contents = new HeapContents(
                List.of(),
                List.of(new Contents.Collecting("0x10", "java.util.HashMap", 1_000_000, false, null)),
                List.of(),
                List.of(),
                new long[0],
                List.of(),
                null,
                List.of(),
                List.of());

        Verdict verdict = correlate(contents, suspect("0x10", 80 * MB)).verdict();

        assertThat(verdict.kind()).isEqualTo("retained-by-object");
        assertThat(verdict.explanation())
                .contains(
                        "It holds 1000000 entries; nothing in a HashMap bounds it, and no cache that does stands around it.");
    }

    @Test
    void directMemoryThatIsNearlyUsedUpIsAFinding() {
        HeapContents contents = new HeapContents(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new long[0],
                List.of(new Contents.OffHeap("direct buffers", 9, 95 * MB, 100 * MB, "9 direct buffers own 95 MB.")),
                null,
                List.of(),
                List.of());

        assertThat(correlate(contents).findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo("direct-memory-full");
            assertThat(finding.severity()).isEqualTo("high");
        });
    }

    private void addThreads(int first, int count, String name, Thread.State state, String stack) {
        for (int number = first; number < first + count; number++) {
            threads.add(heapThread(
                    name + number, number, state, stack, stack.equals(Stacks.LOGBACK_WAITER) ? lock(0x30, 1) : null));
        }
    }

    /// @param group that alone keeps it
    private QueueFact queue(long bytes, @Nullable Long capacity, int group, String related) {
        Contents.Pool pool = new Contents.Pool("java.util.concurrent.ThreadPoolExecutor", "0x99", 4, 4L, 4L, List.of());
        return new QueueFact(
                new Contents.Queue(
                        "java.util.concurrent.LinkedBlockingQueue",
                        "0x88",
                        20_000,
                        capacity,
                        bytes,
                        bytes / 100.0 / MB,
                        "JNI global",
                        List.of(),
                        List.of(new Contents.Element("com.acme.Label", 20_000L)),
                        List.of(),
                        pool),
                threads.stream().limit(4).map(HeapThread::address).toList(),
                group,
                Set.of(related));
    }

    private static HeapContents contents(QueueFact queue) {
        return new HeapContents(
                List.of(queue), List.of(), List.of(), List.of(), new long[0], List.of(), null, List.of(), List.of());
    }

    private static LoaderFamily family(long surplus) {
        String local = "a thread-local of thread exec-";
        return new LoaderFamily(
                new Contents.DuplicateLoaders(
                        "com.acme.PluginLoader",
                        3,
                        12,
                        List.of("com.acme.Plugin"),
                        surplus * 3 / 2,
                        List.of(
                                new Contents.Loader("0x21", 12, surplus / 2, "the static field a.A.NOW", "", List.of()),
                                new Contents.Loader("0x22", 12, surplus / 2, local + 1, "", List.of()),
                                new Contents.Loader("0x23", 12, surplus / 2, local + 2, "", List.of()))),
                surplus,
                Set.of("0x20"));
    }

    private static HeapContents withLoaders(LoaderFamily family) {
        return new HeapContents(
                List.of(), List.of(), List.of(family), List.of(), new long[0], List.of(), null, List.of(), List.of());
    }

    private static Suspect suspect(String address, long bytes) {
        return new Suspect(
                "com.acme.Registry",
                1,
                address,
                bytes,
                bytes / 100.0 / MB,
                "static field of com.acme.Main",
                List.of("com.acme.Main.REGISTRY"),
                null,
                List.of());
    }

    private static Suspect cache(String address, long bytes, String field) {
        return new Suspect(
                "com.acme.SessionCache",
                1,
                address,
                bytes,
                bytes / 100.0 / MB,
                "static field",
                List.of(field),
                null,
                List.of());
    }

    private Correlation correlate(HeapContents contents, Suspect... suspects) {
        return correlate(new Figures(1000, 0, 1), contents, suspects);
    }

    /// In a heap of 100 MB.
    private Correlation correlate(Figures figures, HeapContents contents, Suspect... suspects) {
        if (threads.isEmpty()) {
            addThreads(1, 3, "exec-", Thread.State.WAITING, Stacks.POOL_WORKER);
        }
        MemoryFacts facts = Figures.facts(100 * MB, figures, suspects);
        MemoryFacts memory = new MemoryFacts(
                facts.input(),
                facts.complete(),
                facts.allThreads(),
                facts.memory(),
                facts.suspects(),
                facts.pinned(),
                facts.figures(),
                facts.facts(),
                contents);
        WaitForGraph waits = WaitForGraph.of(JoinedUnits.of(threads, List.of()));
        return Correlation.of(waits, StackGroups.of(waits, RuleBook.builtIn()), memory);
    }
}
