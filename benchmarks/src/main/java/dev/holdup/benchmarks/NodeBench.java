package dev.holdup.benchmarks;

import dev.holdup.samples.synthetic.LargeNode;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Measures the whole analysis of an Erlang node's crash dump beside reading it once: as many processes as asked for
/// wait for `lager_event`.
///
/// The dump is made at first use and kept, beside those of JVMs.
public final class NodeBench {
    /// Of the list that each process holds; makes some 25 kB of text a process.
    private static final int CELLS = 750;

    private static final int RUNS = 5;
    private static final List<Subject> SUBJECTS = List.of(Subject.READING, Subject.INCIDENT);

    private NodeBench() {}

    /// @param processes in the dump
    static void measure(int processes) throws IOException, InterruptedException {
        Path dump = dump(processes);
        Machine machine = Machine.current();
        System.out.printf(
                Locale.ROOT,
                "%d × %s, %s; load before: %.1f; %d runs%n%,d processes, %.2f GB%n%n",
                machine.processors(),
                machine.processor(),
                machine.runtime(),
                machine.load(),
                RUNS,
                processes,
                Files.size(dump) / 1e9);
        Path startCache = Files.createTempFile("holdup-bench", ".aot");
        try {
            MeasuringJvm.makeStartCache(startCache, DumpCache.ofThisMachine().small());
            System.out.print(table(runs(dump, startCache)));
        } finally {
            Files.delete(startCache);
        }
    }

    private static Map<Subject, List<Measurement>> runs(Path dump, Path startCache)
            throws IOException, InterruptedException {
        Map<Subject, List<Measurement>> runs = new EnumMap<>(Subject.class);
        for (int run = 0; run < RUNS; run++) {
            for (Subject subject : SUBJECTS) {
                System.err.printf("run %d of %d: %s%n", run + 1, RUNS, subject.label());
                runs.computeIfAbsent(subject, _ -> new ArrayList<>())
                        .add(MeasuringJvm.run(
                                subject, dump, Runtime.getRuntime().availableProcessors(), startCache));
            }
        }
        return runs;
    }

    /// Least, median and most of each figure, and both as multiples of reading.
    static String table(Map<Subject, List<Measurement>> runs) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%-24s %8s %8s %8s  %12s %12s  %8s %12s%n",
                "",
                "least s",
                "median",
                "most",
                "× reading:",
                "least",
                "CPU s",
                "beside file"));
        double leastReading =
                spread(runs, Subject.READING, Measurement::seconds).least();
        double medianReading =
                spread(runs, Subject.READING, Measurement::seconds).median();
        for (Subject subject : runs.keySet()) {
            Spread seconds = spread(runs, subject, Measurement::seconds);
            text.append(String.format(
                    Locale.ROOT,
                    "%-24s %8.2f %8.2f %8.2f  %12.2f %12.2f  %8.2f %9.0f MB%n",
                    subject.label(),
                    seconds.least(),
                    seconds.median(),
                    seconds.most(),
                    seconds.median() / medianReading,
                    seconds.least() / leastReading,
                    spread(runs, subject, Measurement::cpuSeconds).median(),
                    spread(runs, subject, Measurement::besideFileBytes).most() / 1e6));
        }
        return text.toString();
    }

    private static Spread spread(
            Map<Subject, List<Measurement>> runs, Subject subject, ToDoubleFunction<Measurement> figure) {
        return Spread.of(runs.getOrDefault(subject, List.of()).stream().mapToDouble(figure));
    }

    private static Path dump(int processes) throws IOException {
        Path dump = DumpCache.ofThisMachine().folder().resolve("node-" + processes + "-v1.dump");
        if (!Files.exists(dump)) {
            System.err.println("making " + dump);
            Files.createDirectories(DumpCache.ofThisMachine().folder());
            Path begun = dump.resolveSibling(dump.getFileName() + ".begun");
            try (OutputStream out = new FileOutputStream(begun.toFile())) {
                LargeNode.of(processes, CELLS).writeTo(out);
            }
            Files.move(begun, dump, StandardCopyOption.REPLACE_EXISTING);
        }
        return dump;
    }
}
