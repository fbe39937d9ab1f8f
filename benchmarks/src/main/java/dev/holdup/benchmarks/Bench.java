package dev.holdup.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Measures the engine on dumps, each run in a JVM of its own, and prints a table.
public final class Bench {
    private static final int WRONG_USAGE = 2;
    private static final int FAILED = 3;

    /// All figures, as `--json` writes them.
    record Results(String measuredAt, Machine machine, List<DumpResult> dumps) {}

    private Bench() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(BenchOptions.USAGE);
            return;
        }
        BenchOptions options;
        try {
            options = BenchOptions.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println("bench: " + wrong.getMessage());
            System.err.print(BenchOptions.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        try {
            measure(options);
        } catch (IOException failed) {
            System.err.println("bench: " + failed.getMessage());
            System.exit(FAILED);
        }
    }

    private static void measure(BenchOptions options) throws IOException, InterruptedException {
        for (Path given : options.dumps()) {
            if (!Files.isReadable(given)) {
                throw new IOException("cannot read " + given);
            }
        }
        List<Path> dumps = new ArrayList<>(options.dumps());
        for (int megabytes : options.megabytes()) {
            dumps.add(DumpCache.ofThisMachine().dump(megabytes));
        }
        Machine machine = Machine.current();
        System.out.printf(
                "%d × %s, %s, %s; load before: %.1f; %d runs, median%n",
                machine.processors(),
                machine.processor(),
                machine.runtime(),
                machine.system(),
                machine.load(),
                options.runs());
        List<DumpResult> results = new ArrayList<>();
        for (Path dump : dumps) {
            results.add(measure(dump, options));
            System.out.println();
            System.out.print(ResultTable.of(results.getLast()));
        }
        Path json = options.json();
        if (json != null) {
            String measuredAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            Files.writeString(
                    json,
                    JsonMapper.builder()
                            .enable(SerializationFeature.INDENT_OUTPUT)
                            .build()
                            .writeValueAsString(new Results(measuredAt, machine, results)));
        }
    }

    /// Round by round, so that a change in what else the machine does meets all subjects alike.
    private static DumpResult measure(Path dump, BenchOptions options) throws IOException, InterruptedException {
        Map<Subject, List<Measurement>> runs = new EnumMap<>(Subject.class);
        for (int run = 0; run < options.runs(); run++) {
            for (Subject subject : Subject.values()) {
                System.err.printf("run %d of %d: %s%n", run + 1, options.runs(), subject.label());
                runs.computeIfAbsent(subject, first -> new ArrayList<>())
                        .add(MeasuringJvm.run(subject, dump, options.threads()));
            }
        }
        return new DumpResult(String.valueOf(dump.getFileName()), Files.size(dump), options.threads(), runs);
    }
}
