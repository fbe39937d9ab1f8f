package dev.holdup.analysis.contents;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.Contents;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.rules.RuleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every figure of the contents of a heap that a real JVM made, against what its program is known to hold.
class KnownHeapTest {
    private static final String PROGRAM = "ContentsProgram$";
    /// Of a reference, and in front of an array's elements, by the layout of these JVMs.
    private static final long REFERENCE = 4;

    private static final long ARRAY = 16;
    private static final long STRING = 24;

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> onJdk17() throws Exception {
        return all(ChildHeap.jdk(17), folder.resolve("17"));
    }

    @TestFactory
    Stream<DynamicTest> onJdk25() throws Exception {
        return all(ChildHeap.jdk(25), folder.resolve("25"));
    }

    private static Stream<DynamicTest> all(Path javaHome, Path its) throws Exception {
        Path heap = ChildHeap.dump(javaHome, Files.createDirectories(its));
        AnalyzerOptions options = new AnalyzerOptions("test", 2, RuleBook.builtIn());
        IncidentReport report = switch (new IncidentAnalyzer(options).analyze(List.of(heap), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport analyzed) -> analyzed;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
        Contents contents = requireNonNull(report.contents());
        String pools = Files.readString(its.resolve("pools.txt"));
        return Stream.of(
                DynamicTest.dynamicTest("duplicate strings", () -> duplicateStrings(contents)),
                DynamicTest.dynamicTest("empty and sparse collections", () -> collections(contents)),
                DynamicTest.dynamicTest("arrays that end in nothing, boxed numbers", () -> arrays(contents)),
                DynamicTest.dynamicTest("queues and their pools", () -> queues(contents)),
                DynamicTest.dynamicTest("thread-locals", () -> threadLocals(contents)),
                DynamicTest.dynamicTest("loaders of one plug-in", () -> loaders(contents)),
                DynamicTest.dynamicTest("memory outside of the heap", () -> offHeap(contents, pools)),
                DynamicTest.dynamicTest("objects that wait to be finalized", () -> finalizers(contents)));
    }

    private static void duplicateStrings(Contents contents) {
        Contents.DuplicateString plain = ofLength(contents, 137);
        assertThat(plain.strings()).isEqualTo(50);
        assertThat(plain.arrays()).isEqualTo(50);
        assertThat(plain.bytes()).isEqualTo(49 * (STRING + aligned(ARRAY + 137)));
        // More than the 255 that are counted in one byte share one array.
        Contents.DuplicateString shared = ofLength(contents, 211);
        assertThat(shared.strings()).isEqualTo(301 - 1);
        assertThat(shared.arrays()).isEqualTo(1);
        assertThat(shared.bytes()).isEqualTo(299 * STRING);
        // So large that they are hashed only once they are known to be strings.
        Contents.DuplicateString large = ofLength(contents, 300_002);
        assertThat(large.strings()).isEqualTo(3);
        assertThat(large.bytes()).isEqualTo(2 * (STRING + aligned(ARRAY + 300_002)));
        assertThat(contents.duplicateStrings())
                .allSatisfy(one -> assertThat(one.hash()).hasSize(8));
        Contents.Waste all = waste(contents, "duplicate-strings").get("java.lang.String");
        assertThat(requireNonNull(all).bytes())
                .isGreaterThanOrEqualTo(contents.duplicateStrings().stream()
                        .mapToLong(Contents.DuplicateString::bytes)
                        .sum());
    }

    private static void collections(Contents contents) {
        Map<String, Contents.Waste> empty = waste(contents, "empty-collections");
        assertThat(requireNonNull(empty.get(PROGRAM + "MyList")).objects()).isEqualTo(11);
        assertThat(requireNonNull(empty.get(PROGRAM + "MyList")).bytes()).isEqualTo(10 * references(100));
        Map<String, Contents.Waste> sparse = waste(contents, "sparse-collections");
        assertThat(requireNonNull(sparse.get(PROGRAM + "MyList")).objects()).isEqualTo(5);
        assertThat(requireNonNull(sparse.get(PROGRAM + "MyList")).bytes())
                .isEqualTo(5 * (references(1000) - references(3)));
        // Two entries at a load of three quarters need three slots.
        assertThat(requireNonNull(sparse.get(PROGRAM + "MyMap")).objects()).isEqualTo(4);
        assertThat(requireNonNull(sparse.get(PROGRAM + "MyMap")).bytes())
                .isEqualTo(4 * (references(1024) - references(3)));
        assertThat(requireNonNull(sparse.get(PROGRAM + "MyDeque")).objects()).isEqualTo(2);
        assertThat(requireNonNull(sparse.get(PROGRAM + "MyDeque")).bytes())
                .isEqualTo(2 * (references(1001) - references(3)));
    }

    private static void arrays(Contents contents) {
        Map<String, Contents.Waste> tails = waste(contents, "array-tails");
        assertThat(requireNonNull(tails.get(PROGRAM + "Slot[]")).objects()).isEqualTo(6);
        assertThat(requireNonNull(tails.get(PROGRAM + "Slot[]")).bytes())
                .isEqualTo(6 * (references(1000) - references(100)));
        assertThat(requireNonNull(tails.get("float[]")).objects()).isEqualTo(6);
        assertThat(requireNonNull(tails.get("float[]")).bytes())
                .isEqualTo(6 * (aligned(ARRAY + 5000 * 4) - aligned(ARRAY + 500 * 4)));
        Contents.Waste floats = requireNonNull(waste(contents, "boxed-numbers").get("java.lang.Float"));
        // The JDK has one of its own.
        assertThat(floats.objects()).isBetween(400L, 401L);
        assertThat(floats.bytes()).isEqualTo(floats.objects() * 16);
    }

    private static void queues(Contents contents) {
        Contents.Queue printing = queue(contents, "java.util.concurrent.LinkedBlockingQueue");
        long task = 16 + aligned(ARRAY + 500);
        assertThat(printing.size()).isEqualTo(1000);
        assertThat(printing.capacity()).isNull();
        assertThat(printing.elements()).containsExactly(new Contents.Element(PROGRAM + "PrintTask", 1000L));
        assertThat(printing.retainedBytes()).isBetween(1000 * (24 + task), 1000 * (24 + task) + 500);
        Contents.Pool printers = requireNonNull(printing.pool());
        assertThat(printers.workers()).isEqualTo(2);
        assertThat(printers.core()).isEqualTo(2);
        assertThat(printers.most()).isEqualTo(8);
        assertThat(printers.work()).singleElement().satisfies(work -> {
            assertThat(work.units()).isEqualTo(2);
            assertThat(work.frame()).isEqualTo("ContentsProgram.park");
        });

        Contents.Queue late = queue(contents, "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue");
        assertThat(late.size()).isEqualTo(300);
        assertThat(late.elements()).containsExactly(new Contents.Element(PROGRAM + "LateTask", 300L));
        assertThat(requireNonNull(late.pool()).core()).isEqualTo(1);

        Contents.Queue forked = queue(contents, "java.util.concurrent.ForkJoinPool");
        assertThat(forked.size()).isEqualTo(400);
        assertThat(forked.elements()).containsExactly(new Contents.Element(PROGRAM + "PrintTask", 400L));
        assertThat(requireNonNull(forked.pool()).workers()).isEqualTo(1);
        assertThat(forked.pool().most()).isEqualTo(1);

        assertThat(queue(contents, "java.util.concurrent.ConcurrentLinkedQueue").size())
                .isEqualTo(490);
        assertThat(queue(contents, "java.util.concurrent.LinkedTransferQueue").size())
                .isEqualTo(490);
        Contents.Queue deque = queue(contents, "java.util.concurrent.LinkedBlockingDeque");
        assertThat(deque.size()).isEqualTo(500);
        assertThat(deque.capacity()).isEqualTo(9000);
        Contents.Queue full = queue(contents, "java.util.concurrent.ArrayBlockingQueue");
        assertThat(full.size()).isEqualTo(700);
        assertThat(full.capacity()).isEqualTo(700);
        assertThat(full.path()).isNotEmpty().first().isEqualTo("ContentsProgram.KEPT");
        assertThat(queue(contents, "java.util.concurrent.PriorityBlockingQueue").size())
                .isEqualTo(500);
    }

    private static void threadLocals(Contents contents) {
        assertThat(contents.threadLocals())
                .contains(new Contents.ThreadLocalValue(
                        PROGRAM + "Context", "java.lang.ThreadLocal", 4, 4 * (16 + aligned(ARRAY + 10_000))));
    }

    private static void loaders(Contents contents) {
        Contents.DuplicateLoaders plugins = contents.duplicateLoaders().getFirst();
        assertThat(plugins.loaderClass()).isEqualTo("java.net.URLClassLoader");
        assertThat(plugins.count()).isEqualTo(3);
        assertThat(plugins.classes()).isEqualTo(1);
        assertThat(plugins.examples()).containsExactly("plug.Plugin");
        assertThat(plugins.retainedBytes()).isGreaterThan(3 * (ARRAY + 100_000));
        assertThat(plugins.loaders())
                .extracting(Contents.Loader::keptBy)
                .containsExactlyInAnyOrder(
                        "the static field ContentsProgram.PLUGINS",
                        "a thread-local of thread plugged-1",
                        "a thread-local of thread plugged-2");
        assertThat(plugins.loaders()).allSatisfy(loader -> {
            assertThat(loader.classes()).isEqualTo(1);
            assertThat(loader.retainedBytes()).isBetween(ARRAY + 100_000, ARRAY + 150_000);
            assertThat(loader.path().getLast()).isEqualTo("an object of plug.Plugin");
        });
    }

    private static void offHeap(Contents contents, String pools) {
        Contents.OffHeap direct = outside(contents, "direct buffers");
        assertThat(direct.objects()).isGreaterThanOrEqualTo(7);
        assertThat(pools).contains("direct=" + direct.objects() + " " + direct.bytes() + "\n");
        assertThat(pools).contains("limit=" + direct.limitBytes() + "\n");
        Contents.OffHeap mapped = outside(contents, "mapped files");
        assertThat(mapped.objects()).isEqualTo(2);
        assertThat(mapped.bytes()).isEqualTo(100_000);
        assertThat(outside(contents, "zip streams").objects()).isEqualTo(3);
    }

    private static void finalizers(Contents contents) {
        Contents.Finalizers finalizers = requireNonNull(contents.finalizers());
        assertThat(finalizers.byClass()).anySatisfy(content -> {
            assertThat(content.className()).isEqualTo(PROGRAM + "Waiting");
            assertThat(content.objects()).isEqualTo(900);
            assertThat(content.bytes()).isEqualTo(900 * (16 + aligned(ARRAY + 200)));
        });
        assertThat(finalizers.waiting()).isBetween(900L, 910L);
        assertThat(finalizers.all()).isGreaterThanOrEqualTo(finalizers.waiting());
    }

    private static Contents.DuplicateString ofLength(Contents contents, long contentBytes) {
        return contents.duplicateStrings().stream()
                .filter(one -> one.contentBytes() == contentBytes)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Contents.Waste> waste(Contents contents, String kind) {
        return contents.waste().stream()
                .filter(row -> row.kind().equals(kind))
                .collect(Collectors.toMap(row -> String.valueOf(row.className()), row -> row));
    }

    private static Contents.Queue queue(Contents contents, String className) {
        return contents.queues().stream()
                .filter(queue -> queue.className().equals(className))
                .findFirst()
                .orElseThrow(() -> new AssertionError(className + " is none of " + contents.queues()));
    }

    private static Contents.OffHeap outside(Contents contents, String kind) {
        return contents.offHeap().stream()
                .filter(owner -> owner.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static long references(long length) {
        return aligned(ARRAY + REFERENCE * length);
    }

    private static long aligned(long bytes) {
        return (bytes + 7) & -8L;
    }
}
