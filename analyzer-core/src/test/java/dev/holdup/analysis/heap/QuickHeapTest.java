package dev.holdup.analysis.heap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A quick look at a dump of the JVM that runs the test, beside the full engine's.
class QuickHeapTest {
    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable OpenDumps dumps;

    @BeforeAll
    static void takeADump() throws Exception {
        List<Object> ballast = new ArrayList<>();
        for (int i = 0; i < 400_000; i++) {
            ballast.add(i % 3 == 0 ? new int[i % 20] : Map.entry(i, "value " + i));
        }
        Path file = folder.resolve("self.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), false);
        assertThat(ballast).hasSize(400_000);
        dumps = DumpReader.openAll(List.of(file));
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(dumps).close();
    }

    private static HeapDump dump() {
        return Objects.requireNonNull(Objects.requireNonNull(dumps).heap());
    }

    private static QuickHeap look(HeapDump dump, int threads) {
        return QuickHeap.of(dump, new Workers(threads), (pass, done) -> {});
    }

    @Test
    void theObjectsAreWalkedOverExactlyOnce() {
        CountedDump counted = CountedDump.of(dump());
        Set<String> passes = new ConcurrentSkipListSet<>();
        QuickHeap.of(counted, new Workers(2), (pass, done) -> passes.add(pass));
        long heapBytes = dump().regions().stream().mapToLong(HeapRegion::bytes).sum();

        assertThat(passes).containsExactly("counting objects");
        assertThat(counted.bytes(QuickPass.class)).isEqualTo(heapBytes);
        // A stretch of 256 KB for each of a thread's four objects: itself, its holder, its name and the name's bytes.
        assertThat(counted.bytesBeside(QuickPass.class))
                .as("in search of the threads' own objects")
                .isLessThan(look(dump(), 1).threads().size() * 4L * 3 * (512 << 10));
    }

    @Test
    void anyNumberOfThreadsSeesTheSame() {
        QuickHeap one = look(dump(), 1);
        for (int threads : new int[] {2, 8}) {
            QuickHeap more = look(dump(), threads);
            assertThat(more.layout()).isEqualTo(one.layout());
            assertThat(more.totals().objectsByClass()).isEqualTo(one.totals().objectsByClass());
            assertThat(more.totals().bytesByClass()).isEqualTo(one.totals().bytesByClass());
            assertThat(more.threads()).isEqualTo(one.threads());
            assertThat(more.gcRoots()).isEqualTo(one.gcRoots());
        }
    }

    @Test
    void itCountsWhatTheFullEngineCounts() throws Exception {
        QuickHeap quick = look(dump(), 2);
        try (HeapGraph full = new HeapGraphBuilder(dump(), new Workers(2), (pass, done) -> {}).build()) {
            assertThat(quick.layout()).isEqualTo(full.layout());
            assertThat(countByName(quick.classes(), quick.totals().objectsByClass()))
                    .isEqualTo(countByName(full.classes(), full.totals().objectsByClass()));
            // One pass does not see what class objects take beyond their fields.
            assertThat((double) quick.totals().bytes())
                    .isBetween(full.totals().bytes() * 0.998, full.totals().bytes() * 1.0005);
            assertThat(quick.threads().stream().map(HeapThread::name))
                    .containsExactlyElementsOf(
                            full.threads().stream().map(HeapThread::name).toList());
        }
    }

    private static Map<String, Long> countByName(ClassTable classes, long[] objectsByClass) {
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < classes.size(); i++) {
            if (objectsByClass[i] > 0) {
                counts.merge(classes.get(i).name(), objectsByClass[i], Long::sum);
            }
        }
        return counts;
    }
}
