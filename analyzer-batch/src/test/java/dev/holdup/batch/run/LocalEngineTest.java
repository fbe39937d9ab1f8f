package dev.holdup.batch.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.batch.discovery.Discovery;
import dev.holdup.batch.discovery.Grouping;
import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.store.LocalStore;
import dev.holdup.report.ReportFormat;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.worker.MemoryBudget;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real workers, watched from outside: what they were promised together never exceeds what there is.
class LocalEngineTest {
    private static final int SMALL = 6;
    /// Room for two small ones, of 384 MB each, or for one large one.
    private static final MemoryBudget BUDGET = new MemoryBudget(800L << 20);

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void workersRunSideBySideAsLongAsTheyFitAndALargeOneRunsAlone() throws Exception {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        for (int i = 0; i < SMALL; i++) {
            write(archive.resolve(i + "/small.hprof"), i, 0);
        }
        // Zeros behind the dump: a large file, and nothing that takes long.
        write(archive.resolve("large/large.hprof"), SMALL, 200L << 20);
        ConcurrentLinkedQueue<List<Long>> heapsAtATime = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread watcher = Thread.ofPlatform().daemon().start(() -> {
            while (!over.get()) {
                heapsAtATime.add(heapsOfWorkers());
            }
        });

        Batch.Summary summary = run(archive);
        over.set(true);
        watcher.join();

        assertThat(summary.analysed()).isEqualTo(SMALL + 1);
        long large = BUDGET.need(200L << 20) / 2;
        assertThat(heapsAtATime.stream().filter(heaps -> heaps.stream().anyMatch(bytes -> bytes >= large)))
                .as("times at which the large one was seen")
                .isNotEmpty()
                .allSatisfy(heaps -> assertThat(heaps).hasSize(1));
        assertThat(heapsAtATime.stream().mapToInt(List::size).max())
                .as("most workers at a time")
                .hasValue(2);
    }

    private Batch.Summary run(Path archive) throws Exception {
        LocalStore store = new LocalStore();
        Path out = folder.resolve("out");
        List<PlannedIncident> planned = new Grouping(null, Duration.ofMinutes(10))
                .of(new Discovery(store).in(store.list(archive.toString())).dumps());
        AnalysisChoice choice = new AnalysisChoice(
                "test",
                EnumSet.of(ReportFormat.JSON),
                EnumSet.copyOf(ViewName.all()),
                false,
                Detail.NORMAL,
                List.of(),
                new TreeMap<>());
        IncidentTask task = new IncidentTask(choice, out.toString(), new HashMap<>(), Duration.ofMinutes(5));
        try (LocalResults results = LocalResults.open(out);
                LocalEngine engine = new LocalEngine(
                        task, store, LocalResults.workFolder(out), new LocalEngine.Limits(BUDGET, 2, 2))) {
            assertThat(results).isNotNull();
            return new Batch(store, out.toString(), choice)
                    .run(planned, engine, new Batch.Extent(false, Integer.MAX_VALUE), (_, _) -> {});
        }
    }

    /// Bounds of the Java heaps of all workers that are alive.
    private static List<Long> heapsOfWorkers() {
        return ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().arguments().stream())
                .filter(arguments -> List.of(arguments).contains(BatchWorker.class.getName()))
                .flatMap(Arrays::stream)
                .filter(argument -> argument.startsWith("-Xmx"))
                .map(argument -> Long.valueOf(argument.substring(4)))
                .toList();
    }

    private static void write(Path file, int different, long bytes) throws Exception {
        Files.createDirectories(file.getParent());
        HeapDumpWriter dump = new HeapDumpWriter(IdSize.EIGHT);
        dump.node(16 + 8L * different);
        dump.writeTo(file);
        if (bytes > 0) {
            try (RandomAccessFile larger = new RandomAccessFile(file.toFile(), "rw")) {
                larger.setLength(bytes);
            }
        }
    }
}
