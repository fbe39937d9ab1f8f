package dev.holdup.analysis.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.holdup.analysis.HeapInspection;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.heap.Semantics;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// This JVM itself, looked at through its own heap dump.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InspectedJvmTest {
    private static final String KEPT = "dev.holdup.analysis.inspection.InspectedJvmTest$Kept";
    private static final Map<String, Kept> LEAK = new TreeMap<>();

    /// @param bytes a megabyte
    private record Kept(long number, byte[] bytes) {}

    private static final Object MONITOR = new Object();

    private final Thread waiting = new Thread(InspectedJvmTest::await, "inspected-waiter");
    private Path dump = Path.of("");

    @BeforeAll
    void dumpThisJvm(@TempDir Path folder) throws Exception {
        LEAK.put("one", new Kept(1, new byte[1 << 20]));
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        dump = folder.resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
    }

    @AfterAll
    void letGo() {
        waiting.interrupt();
        LEAK.clear();
    }

    private static void await() {
        synchronized (MONITOR) {
            try {
                while (true) {
                    MONITOR.wait();
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aClassLeadsToItsInstanceAndThatToTheStaticFieldThatKeepsIt() throws Exception {
        ClassFacts facts = (ClassFacts) inspected(KEPT);

        assertThat(facts.instances()).isEqualTo(1);
        assertThat(facts.superclass()).isEqualTo("java.lang.Record");
        assertThat(Objects.requireNonNull(facts.loader()).className())
                .isEqualTo("jdk.internal.loader.ClassLoaders$AppClassLoader");
        assertThat(facts.instanceFields().shown())
                .containsExactlyInAnyOrder(
                        new ClassFacts.Declared("number", "long"), new ClassFacts.Declared("bytes", "object"));
        assertThat(facts.retainedBytes()).isBetween(1L << 20, (1L << 20) + 100);
        assertThat(Objects.requireNonNull(facts.referrers()).shown())
                .as("its loader's list of classes")
                .anyMatch(referrer ->
                        "java.lang.Object[]".equals(referrer.object().className())
                                && referrer.via().name().startsWith("["));
        String address = facts.largest().shown().getFirst().address();

        ObjectFacts object = (ObjectFacts) inspected(address);
        assertThat(object.referrers().shown()).singleElement().satisfies(referrer -> {
            assertThat(referrer.object().className()).isEqualTo("java.util.TreeMap$Entry");
            assertThat(referrer.via()).isEqualTo(new Via("value", 1, null));
        });
        assertThat(object.dominates().shown())
                .singleElement()
                .satisfies(bytes -> assertThat(bytes.className()).isEqualTo("byte[]"));

        PathFacts path = (PathFacts) inspected("path:" + address);
        assertThat(path.reachability()).isEqualTo("strong");
        assertThat(path.steps().stream()
                        .map(PathFacts.Step::via)
                        .filter(Objects::nonNull)
                        .map(Via::name))
                .endsWith("LEAK", "root", "value");
    }

    @Test
    void aThreadInObjectWaitIsToldWithTheMonitor() throws Exception {
        ThreadFacts facts = (ThreadFacts) inspected("thread:inspected-waiter");

        assertThat(facts.state()).isEqualTo("WAITING");
        assertThat(Objects.requireNonNull(facts.waitsFor()).object().className())
                .isEqualTo("java.lang.Object");
        assertThat(facts.waitsFor().how()).isEqualTo("Object.wait");
        assertThat(facts.frames().shown())
                .extracting(ThreadFacts.Frame::text)
                .anyMatch(frame -> frame.startsWith("dev.holdup.analysis.inspection.InspectedJvmTest.await("));
    }

    private Inspection inspected(String what) throws Exception {
        try (OpenDumps dumps = DumpReader.openAll(List.of(dump))) {
            return new HeapInspection(2, MemoryLimit.ofMachine(), Semantics.HOLDUP, new Inspector(25, false))
                    .of(Objects.requireNonNull(dumps.heap()), InspectionTarget.of(what), Progress.SILENT)
                    .inspection();
        }
    }
}
