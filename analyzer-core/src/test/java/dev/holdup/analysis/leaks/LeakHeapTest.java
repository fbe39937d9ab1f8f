package dev.holdup.analysis.leaks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.HeapGrowth;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Suspect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every leak of a program that leaks in the usual ways is named by what keeps it, on real JVMs.
class LeakHeapTest {
    private static final String PROGRAM = "LeakProgram$";
    /// Content of the arrays of one leak.
    private static final long PAYLOAD = 400L * 8_000;

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> onJdk17() throws Exception {
        return all(17);
    }

    @TestFactory
    Stream<DynamicTest> onJdk25() throws Exception {
        return all(25);
    }

    private static Stream<DynamicTest> all(int release) throws Exception {
        Path its = folder.resolve(Integer.toString(release));
        Path heap = ChildProgram.run(release, "LeakProgram", its, List.of(), List.of(), List.of("Leaking"));
        IncidentReport report = ChildProgram.analyze(heap, 2, false);
        return Stream.of(
                DynamicTest.dynamicTest(
                        "a static map whose entries refer back to it, one of them held by a thread",
                        () -> isKept(
                                suspect(report, "java.util.concurrent.ConcurrentHashMap"),
                                PROGRAM + "Registry.SESSIONS",
                                "java.util.concurrent.ConcurrentHashMap.table")),
                DynamicTest.dynamicTest(
                        "a cache in a singleton of another class",
                        () -> isKept(
                                suspect(report, PROGRAM + "Catalogue"),
                                PROGRAM + "Application.CATALOGUE",
                                PROGRAM + "Catalogue.prices",
                                PROGRAM + "PriceCache.priceByArticle",
                                "java.util.HashMap.table")),
                DynamicTest.dynamicTest(
                        "listeners that nobody removes",
                        () -> isKept(
                                suspect(report, PROGRAM + "EventBus"),
                                PROGRAM + "EventBus.INSTANCE",
                                PROGRAM + "EventBus.listeners",
                                "java.util.concurrent.CopyOnWriteArrayList.array")),
                DynamicTest.dynamicTest(
                        "the outer object of an inner class's",
                        () -> isKept(
                                suspect(report, "java.lang.Object[]"),
                                PROGRAM + "Shortcuts.ACTIVE",
                                "java.lang.Object[]",
                                PROGRAM + "Editor$Shortcut.this$0",
                                PROGRAM + "Editor.undo",
                                "java.util.ArrayList.elementData")),
                DynamicTest.dynamicTest("a thread-local", () -> threadLocal(report)),
                DynamicTest.dynamicTest("a local variable of a running thread", () -> local(report)),
                DynamicTest.dynamicTest("a class loader that should be gone", () -> loader(report)),
                DynamicTest.dynamicTest("objects that two fields keep one by one", () -> orders(report)),
                DynamicTest.dynamicTest("one collection that has grown among a thousand", () -> grown(report)),
                DynamicTest.dynamicTest("the same for any number of threads", () -> {
                    assertThat(ChildProgram.analyze(heap, 1, false).suspects()).isEqualTo(report.suspects());
                    assertThat(ChildProgram.analyze(heap, 8, false).suspects()).isEqualTo(report.suspects());
                }),
                DynamicTest.dynamicTest("the same for any order of records", () -> {
                    Path reversed = ReorderedDump.reversed(heap, its.resolve("reversed.hprof"));
                    IncidentReport again = ChildProgram.analyze(reversed, 2, false);
                    assertThat(again.suspects()).isEqualTo(report.suspects());
                    assertThat(requireNonNull(again.views()).suspects())
                            .isEqualTo(requireNonNull(report.views()).suspects());
                }));
    }

    private static void isKept(Suspect suspect, String... path) {
        assertThat(suspect.path()).containsExactly(path);
        assertThat(suspect.root()).isEqualTo("static field of " + path[0].substring(0, path[0].lastIndexOf('.')));
        assertThat(suspect.ways()).isEmpty();
        assertThat(suspect.thread()).isNull();
        assertThat(suspect.retainedBytes()).isBetween(PAYLOAD, PAYLOAD + 100_000);
    }

    private static void threadLocal(IncidentReport report) {
        Suspect scratch = suspect(report, PROGRAM + "Scratch");
        assertThat(scratch.thread()).isEqualTo("scratch");
        assertThat(scratch.root()).isEqualTo("thread scratch");
        assertThat(scratch.path())
                .containsExactly(
                        "java.lang.Thread.threadLocals",
                        "thread-local LeakProgram.SCRATCH",
                        PROGRAM + "Scratch.buffers",
                        "java.util.ArrayList.elementData");
    }

    private static void local(IncidentReport report) {
        Suspect running = suspect(report, PROGRAM + "Import");
        assertThat(running.thread()).isEqualTo("import");
        assertThat(running.root()).isEqualTo("thread import");
        assertThat(running.path().getFirst()).startsWith("local variable of LeakProgram.lambda$main$");
        assertThat(running.path().subList(1, 3))
                .containsExactly(PROGRAM + "Import.rows", "java.util.ArrayList.elementData");
    }

    private static void loader(IncidentReport report) {
        Suspect state = suspect(report, "byte[]");
        assertThat(state.path()).containsExactly("plug.Leaking.state");
        Suspect.Loader loader = requireNonNull(state.loader());
        assertThat(loader.className()).isEqualTo("java.net.URLClassLoader");
        assertThat(loader.root()).isEqualTo("static field of " + PROGRAM + "Plugins");
        assertThat(loader.path())
                .containsExactly(PROGRAM + "Plugins.OLD", "java.util.ArrayList.elementData", "java.lang.Object[]");
    }

    private static void orders(IncidentReport report) {
        Suspect orders = suspect(report, PROGRAM + "Order");
        assertThat(orders.objects()).isEqualTo(400);
        assertThat(orders.retainedBytes()).isEqualTo(400 * (16 + 16 + 8_000));
        assertThat(orders.root()).isEqualTo("static field of " + PROGRAM + "Orders");
        List<List<String>> paths = new ArrayList<>();
        orders.ways().forEach(way -> paths.add(way.path()));
        assertThat(paths)
                .containsExactly(
                        List.of(
                                PROGRAM + "Orders.BY_ID",
                                "java.util.HashMap.table",
                                "java.util.HashMap$Node[]",
                                "java.util.HashMap$Node.value"),
                        List.of(PROGRAM + "Orders.RECENT", "java.util.ArrayList.elementData", "java.lang.Object[]"));
        assertThat(orders.ways()).allSatisfy(way -> assertThat(way.objects()).isEqualTo(25));
    }

    private static void grown(IncidentReport report) {
        HeapGrowth growth = requireNonNull(requireNonNull(report.views()).suspects());
        assertThat(growth.grown()).singleElement().satisfies(grown -> {
            assertThat(grown.field()).isEqualTo(PROGRAM + "Account.entries");
            assertThat(grown.className()).isEqualTo("java.util.ArrayList");
            assertThat(grown.size()).isEqualTo(60_000);
            assertThat(grown.ofKind()).isEqualTo(1_000);
            assertThat(grown.usual()).isEqualTo(15);
            assertThat(grown.path().getFirst()).isEqualTo(PROGRAM + "Bank.ACCOUNTS");
            assertThat(growth.saying()).isEqualTo(grown.text());
        });
    }

    private static Suspect suspect(IncidentReport report, String className) {
        List<Suspect> found = report.suspects().stream()
                .filter(suspect -> suspect.className().equals(className))
                .toList();
        assertThat(found).as("%s", report.suspects()).hasSize(1);
        return found.getFirst();
    }
}
