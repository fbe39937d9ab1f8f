package dev.holdup.dumps.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.holdup.dumps.hprof.RecordedWalk.Instance;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapStackTrace;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads a dump that the JVM running the test takes of itself.
class RunningJvmDumpTest {
    private static final int MARKERS = 1234;
    private static final int WORKERS = 25;

    @TempDir
    Path folder = Path.of("");

    /// @param number tells one from the other
    private record Marker(int number, String text, long[] numbers) {}

    @Test
    void dumpOfThisJvmHoldsItsObjectsThreadsAndStacks() throws Exception {
        List<Marker> markers = new ArrayList<>();
        for (int i = 0; i < MARKERS; i++) {
            markers.add(new Marker(i, "marker text " + i, new long[] {i, -i}));
        }
        CountDownLatch started = new CountDownLatch(WORKERS);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(Thread.ofPlatform().name("dump-worker-" + i).start(() -> waitFor(started, end)));
        }
        started.await();
        Path file = folder.resolve("self.hprof");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        } finally {
            end.countDown();
        }
        for (Thread worker : workers) {
            worker.join();
        }

        try (HprofFile dump = HprofFile.open(file, "self.hprof", List.of())) {
            RecordedWalk walk = RecordedWalk.of(dump);
            assertThat(walk.warnings).isEmpty();
            assertThat(dump.complete()).isTrue();
            assertThat(dump.format()).isEqualTo("JAVA PROFILE 1.0.2");
            assertThat(dump.capturedAt()).isBetween(Instant.now().minus(Duration.ofMinutes(5)), Instant.now());
            assertMarkers(dump, walk, markers);
            assertStacks(dump, walk);
            assertEveryInstanceHasTheFieldsOfItsClass(dump, walk);
        }
    }

    private static void waitFor(CountDownLatch started, CountDownLatch end) {
        started.countDown();
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertMarkers(HprofFile dump, RecordedWalk walk, List<Marker> markers) {
        long markerClass = idOf(dump, Marker.class);
        List<Instance> found = walk.instances.stream()
                .filter(instance -> instance.classId() == markerClass)
                .toList();
        assertThat(found).hasSize(markers.size());

        Map<Long, String> bytesById = walk.primitiveArrays.stream()
                .filter(array -> array.elementType() == FieldType.BYTE)
                .collect(Collectors.toMap(
                        RecordedWalk.PrimitiveArray::objectId, RecordedWalk.PrimitiveArray::elementsInHex));
        assertThat(bytesById)
                .containsValue(HexFormat.of().formatHex("marker text 1233".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(walk.primitiveArrays)
                .filteredOn(array -> array.elementType() == FieldType.LONG && array.length() == 2)
                .extracting(RecordedWalk.PrimitiveArray::elementsInHex)
                .contains("00000000000004d1fffffffffffffb2f");
    }

    private static void assertStacks(HprofFile dump, RecordedWalk walk) {
        List<HeapStackTrace> stacks = walk.threadRoots.stream()
                .map(root -> Objects.requireNonNull(dump.stackTrace(root.stackSerial())))
                .toList();
        String method = RunningJvmDumpTest.class.getName() + ".waitFor";
        List<HeapStackTrace> workers = stacks.stream()
                .filter(stack -> stack.frames().stream()
                        .anyMatch(frame -> frame.qualifiedName().equals(method)))
                .toList();
        assertThat(workers).hasSize(WORKERS);
        assertThat(workers.getFirst().frames().getFirst().qualifiedName()).isEqualTo("jdk.internal.misc.Unsafe.park");
        assertThat(workers.getFirst().frames().getFirst().text())
                .isEqualTo("jdk.internal.misc.Unsafe.park(Native Method)");
        assertThat(workers.getFirst().frames())
                .filteredOn(frame -> frame.qualifiedName().equals(method))
                .singleElement()
                .satisfies(frame -> assertThat(frame.text()).matches(".*\\(RunningJvmDumpTest\\.java:\\d+\\)"));
    }

    private static void assertEveryInstanceHasTheFieldsOfItsClass(HprofFile dump, RecordedWalk walk) {
        Map<Long, HeapClassRecord> classes =
                walk.classes.stream().collect(Collectors.toMap(HeapClassRecord::classId, record -> record));
        assertThat(dump.classNames().keySet()).containsAll(classes.keySet());
        for (Instance instance : walk.instances) {
            int fieldBytes = 0;
            for (HeapClassRecord at = classes.get(instance.classId());
                    at != null;
                    at = classes.get(at.superclassId())) {
                fieldBytes += at.instanceFields().stream()
                        .mapToInt(field -> field.type().bytes(dump.idBytes()))
                        .sum();
            }
            assertThat(instance.fieldsInHex().length() / 2).isEqualTo(fieldBytes);
        }
    }

    private static long idOf(HprofFile dump, Class<?> type) {
        return dump.classNames().entrySet().stream()
                .filter(entry -> entry.getValue().equals(type.getName().replace('.', '/')))
                .mapToLong(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
