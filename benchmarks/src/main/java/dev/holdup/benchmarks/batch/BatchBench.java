package dev.holdup.benchmarks.batch;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.batch.discovery.Discovery;
import dev.holdup.batch.discovery.Grouping;
import dev.holdup.batch.discovery.PlannedIncident;
import dev.holdup.batch.run.AnalysisChoice;
import dev.holdup.batch.run.Batch;
import dev.holdup.batch.run.IncidentTask;
import dev.holdup.batch.run.LocalEngine;
import dev.holdup.batch.run.LocalResults;
import dev.holdup.batch.store.LocalStore;
import dev.holdup.report.ReportFormat;
import dev.holdup.worker.MemoryBudget;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Goes through an archive of copies of one heap dump, which differ in a byte, with one worker on one processor and
/// with two on two, by turns; tells incidents an hour, their ratio, and what all workers took together against what
/// they may.
///
/// A worker has one processor: left alone on two, its compilers would use the second for nothing but its own start.
/// Where other programs take the processors away, the ratio by processors' time still holds.
public final class BatchBench {
    private static final int ROUNDS = 2;

    private BatchBench() {}

    private record Run(double seconds, double cpuSeconds, long peakBytes) {}

    /// @param dump that every incident is a copy of
    /// @param incidents an even number keeps two workers equally busy
    /// @param memoryBytes for all workers together
    public static void measure(Path dump, int incidents, long memoryBytes) throws IOException, InterruptedException {
        // The table's library would say on standard error that nobody takes its log.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Path folder = Files.createTempDirectory(dump.toAbsolutePath().getParent(), "batch-bench");
        try {
            Path archive = Files.createDirectory(folder.resolve("archive"));
            for (int i = 0; i < incidents; i++) {
                // The date in the header differs, so none is taken for a copy.
                Path copy = archive.resolve(String.format(Locale.ROOT, "%03d.hprof", i));
                Files.copy(dump, copy);
                stamp(copy, i);
            }
            double[] ones = new double[ROUNDS];
            double[] twos = new double[ROUNDS];
            long peak = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Run one = run(archive, folder.resolve("one-" + round), 1, memoryBytes);
                Run two = run(archive, folder.resolve("two-" + round), 2, memoryBytes);
                ones[round] = one.seconds();
                twos[round] = two.seconds();
                peak = Math.max(peak, Math.max(one.peakBytes(), two.peakBytes()));
                System.out.printf(
                        Locale.ROOT,
                        "round %d: one worker %.1f s (%.1f s of processors, %.0f MB), two %.1f s (%.1f, %.0f MB):"
                                + " %.2f times as fast, %.2f by processors' time%n",
                        round + 1,
                        one.seconds(),
                        one.cpuSeconds(),
                        one.peakBytes() / 1e6,
                        two.seconds(),
                        two.cpuSeconds(),
                        two.peakBytes() / 1e6,
                        one.seconds() / two.seconds(),
                        2 * one.cpuSeconds() / two.cpuSeconds());
            }
            double one = Arrays.stream(ones).average().orElseThrow();
            double two = Arrays.stream(twos).average().orElseThrow();
            double gigabytes = incidents * Files.size(dump) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%d incidents of %.0f MB, %d rounds: %.0f an hour with one worker, %.0f with two, %.2f times as"
                            + " many; %.0f GB of dumps an hour and worker%n",
                    incidents,
                    Files.size(dump) / 1e6,
                    ROUNDS,
                    3600 * incidents / one,
                    3600 * incidents / two,
                    one / two,
                    3600 * gigabytes / one);
            System.out.printf(
                    Locale.ROOT,
                    "all workers together took at most %.0f MB beside mapped files, of %.0f MB allowed%n",
                    peak / 1e6,
                    memoryBytes / 1e6);
        } finally {
            LocalStore.deleteAll(folder);
        }
    }

    private static void stamp(Path copy, int i) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            // "JAVA PROFILE 1.0.2", a zero, u4, u8 of milliseconds: its last two bytes.
            file.seek(18 + 1 + 4 + 6);
            file.writeShort(i);
            // What is still on its way to the disk would take time from the first run.
            file.getFD().sync();
        }
    }

    private static Run run(Path archive, Path out, int atOnce, long memoryBytes)
            throws IOException, InterruptedException {
        Processors.use(atOnce);
        LocalStore store = new LocalStore();
        List<PlannedIncident> planned = new Grouping(null, Duration.ofMinutes(10))
                .of(new Discovery(store).in(store.list(archive.toString())).dumps());
        AnalysisChoice choice = new AnalysisChoice(
                "bench",
                EnumSet.of(ReportFormat.HTML, ReportFormat.JSON, ReportFormat.MARKDOWN),
                EnumSet.copyOf(ViewName.all()),
                false,
                Detail.NORMAL,
                List.of(),
                new TreeMap<>());
        IncidentTask task = new IncidentTask(choice, out.toString(), new HashMap<>(), Duration.ofHours(1));
        try (LocalResults results = LocalResults.open(out);
                ChildrensMemory memory = new ChildrensMemory();
                LocalEngine engine = new LocalEngine(
                        task,
                        store,
                        LocalResults.workFolder(out),
                        // A thread each, so that two have twice the processors of one.
                        new LocalEngine.Limits(new MemoryBudget(memoryBytes), atOnce, atOnce))) {
            if (results == null) {
                throw new IOException(out + " is written to by another run");
            }
            double cpuBefore = ChildrensTime.seconds();
            long begun = System.nanoTime();
            Batch.Summary summary = new Batch(store, out.toString(), choice)
                    .run(planned, engine, new Batch.Extent(false, Integer.MAX_VALUE), (_, _) -> {});
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (summary.analysed() != planned.size() || summary.failed() > 0) {
                throw new IOException("only " + summary.analysed() + " of " + planned.size() + " were analysed");
            }
            return new Run(seconds, ChildrensTime.seconds() - cpuBefore, memory.peakBytes());
        }
    }
}
