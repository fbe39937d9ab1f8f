package dev.holdup.analysis.kept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.Heaps;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.samples.incidents.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dumps that real JVMs wrote of themselves, garbage included.
class KeptHeapOfRealJvmTest {
    private static final String PROGRAM = """
            import java.lang.ref.*;
            import java.util.*;
            public class Staged {
                static final Map<Integer, byte[]> LEAK = new TreeMap<>();
                static final List<Reference<?>> REFERENCES = new ArrayList<>();
                public static void main(String[] arguments) throws Exception {
                    for (int i = 0; i < 2000; i++) {
                        LEAK.put(i, new byte[i]);
                        REFERENCES.add(i % 2 == 0 ? new WeakReference<>(new long[i]) : new SoftReference<>(new Integer[] {i}));
                    }
                    Object monitor = new Object();
                    Thread waiting = new Thread(() -> { synchronized (monitor) { try { monitor.wait(); } catch (InterruptedException over) { } } }, "waiting");
                    waiting.setDaemon(true);
                    waiting.start();
                    while (waiting.getState() != Thread.State.WAITING) Thread.onSpinWait();
                    java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                        .dumpHeap(arguments[0], false);
                }
            }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void whatWasKeptAnswersAsTheLiveAnalysis(int release) throws Exception {
        Path dump = dumpOf(release);
        try (Heaps.OpenHeap open = Heaps.open(dump);
                KeptOf kept = KeptOf.written(open, folder.resolve("kept"))) {
            kept.isTheSameAsLive();
            recordsAreWhereTheyAre(kept);
            assertThat(Files.size(folder.resolve("kept")) / (double) kept.kept().size())
                    .as("bytes an object")
                    .isLessThan(60);
            Path again = folder.resolve("again.hprof");
            Files.copy(dump, again);
            try (Heaps.OpenHeap another = Heaps.open(again)) {
                kept.classesAreAsIn(another.graph());
            }
        }
    }

    /// Positions and referrers against reading field by field.
    private static void recordsAreWhereTheyAre(KeptOf both) {
        for (int object = 0; object < both.live().size(); object += 97) {
            ObjectRecord found = both.live().reader().at(both.live().objects().addressOf(object));
            assertThat(both.kept().positionOf(object)).isEqualTo(found == null ? 0 : found.offset());
            if (found != null && found.heapClass().elementType() == FieldType.OBJECT) {
                for (long id : both.live().reader().elements(found, 1000)) {
                    if (id != 0) {
                        assertThat(KeptOf.list(
                                        both.kept().referrersOf(both.kept().indexOf(id))))
                                .contains(object);
                    }
                }
            }
        }
        AtomicLong elements = new AtomicLong();
        both.live()
                .dump()
                .regions()
                .forEach(region -> both.live().dump().accept(region, new HeapVisitor() {
                    @Override
                    public void objectArray(long id, int serial, long arrayClassId, long offset, int length) {
                        for (int i = 0; i < length; i++) {
                            long element = both.live()
                                    .bytes()
                                    .id(offset + (long) i * both.live().bytes().idBytes());
                            elements.addAndGet(both.kept().indexOf(element) >= 0 ? 1 : 0);
                        }
                    }
                }));
        long ofArrays = 0;
        for (int object = 0; object < both.kept().size(); object++) {
            ofArrays += KeptOf.list(both.kept().referrersOf(object)).stream()
                    .filter(referrer -> both.kept().classOf(referrer).elementType() == FieldType.OBJECT)
                    .count();
        }
        assertThat(ofArrays).isEqualTo(elements.get());
    }

    private Path dumpOf(int release) throws Exception {
        Path javaHome = Jdks.release(release).orElseGet(() -> Assumptions.abort("SKIPPED: no JDK " + release));
        Path source = folder.resolve("Staged.java");
        Files.writeString(source, PROGRAM);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-nowarn", "-d", folder.toString(), source.toString());
        assertThat(failed).isZero();
        Path dump = folder.resolve("heap.hprof");
        Process process = new ProcessBuilder(
                        javaHome.resolve("bin/java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        folder.toString(),
                        "Staged",
                        dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said.txt")))
                .isZero();
        return dump;
    }
}
