package dev.holdup.benchmarks;

import dev.holdup.benchmarks.batch.BatchBench;
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
    private static final int ARCHIVED_MEGABYTES = 200;
    private static final long ARCHIVE_MEMORY = 2L << 30;

    /// All figures, as `--json` writes them.
    record Results(String measuredAt, Machine machine, List<DumpResult> dumps) {}

    private Bench() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(BenchOptions.USAGE);
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("--jmh")) {
            org.openjdk.jmh.Main.main(
                    List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("--readers")) {
            readers(arguments);
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("--erlang")) {
            node(arguments);
            return;
        }
        if (arguments.length > 0 && arguments[0].equals("--batch")) {
            archive(arguments);
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

    private static void node(String[] arguments) throws InterruptedException {
        try {
            NodeBench.measure(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000);
        } catch (NumberFormatException wrong) {
            System.err.println("bench: --erlang takes a number of processes, not " + arguments[1]);
            System.exit(WRONG_USAGE);
        } catch (IOException failed) {
            System.err.println("bench: " + failed.getMessage());
            System.exit(FAILED);
        }
    }

    private static void archive(String[] arguments) throws InterruptedException {
        try {
            // Each worker's own start counts as little as it does in an archive worth a second worker.
            int incidents = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
            Machine machine = Machine.current();
            System.out.printf(
                    "%d × %s, %s; load before: %.1f%n",
                    machine.processors(), machine.processor(), machine.runtime(), machine.load());
            Path startCache = Files.createTempFile("holdup-bench", ".aot");
            try {
                MeasuringJvm.makeStartCache(
                        startCache, DumpCache.ofThisMachine().small());
                // As the launcher does, for the workers.
                System.setProperty("holdup.start-cache", startCache.toString());
                BatchBench.measure(DumpCache.ofThisMachine().dump(ARCHIVED_MEGABYTES), incidents, ARCHIVE_MEMORY);
            } finally {
                Files.delete(startCache);
            }
        } catch (NumberFormatException wrong) {
            System.err.println("bench: --batch takes a number of incidents, not " + arguments[1]);
            System.exit(WRONG_USAGE);
        } catch (IOException failed) {
            System.err.println("bench: " + failed.getMessage());
            System.exit(FAILED);
        }
    }

    private static void readers(String[] arguments) throws InterruptedException {
        try {
            ReadersBench.measure(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100);
        } catch (NumberFormatException wrong) {
            System.err.println("bench: --readers takes a number of readers, not " + arguments[1]);
            System.exit(WRONG_USAGE);
        } catch (IOException failed) {
            System.err.println("bench: " + failed.getMessage());
            System.exit(FAILED);
        }
    }

    private static void measure(BenchOptions options) throws IOException, InterruptedException {
        Path startCache = Files.createTempFile("holdup-bench", ".aot");
        try {
            MeasuringJvm.makeStartCache(startCache, DumpCache.ofThisMachine().small());
            measure(options, startCache);
        } finally {
            Files.delete(startCache);
        }
    }

    private static void measure(BenchOptions options, Path startCache) throws IOException, InterruptedException {
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
            List<Subject> subjects = new ArrayList<>(options.viewsOnly() ? Subject.OF_VIEWS : Subject.OURS);
            if (options.peers() && dump.equals(smallest(dumps))) {
                subjects.addAll(checkedPeers(dump));
            }
            results.add(measure(dump, subjects, options, startCache));
            System.out.println();
            System.out.print(ResultTable.of(results.getLast()));
            System.out.print(CostOfViews.text(results.getLast()));
        }
        System.out.print(Growth.text(results));
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

    private static Path smallest(List<Path> dumps) throws IOException {
        Path smallest = dumps.getFirst();
        for (Path dump : dumps) {
            if (Files.size(dump) < Files.size(smallest)) {
                smallest = dump;
            }
        }
        return smallest;
    }

    /// Those that work here; each is compared with the engine first, and measured whatever came out.
    private static List<Subject> checkedPeers(Path dump) throws InterruptedException {
        List<Subject> working = new ArrayList<>();
        for (Subject peer : Subject.PEERS) {
            System.err.println("comparing results: " + peer.label());
            try {
                System.out.print(PeerCheck.text(peer, PeerCheck.run(peer, dump)));
                working.add(peer);
            } catch (IOException failed) {
                System.out.println(peer.label() + ": not measured, " + failed.getMessage());
            }
        }
        return working;
    }

    /// Round by round, so that a change in what else the machine does meets all subjects alike.
    private static DumpResult measure(Path dump, List<Subject> subjects, BenchOptions options, Path startCache)
            throws IOException, InterruptedException {
        Map<Subject, List<Measurement>> runs = new EnumMap<>(Subject.class);
        for (int run = 0; run < options.runs(); run++) {
            for (Subject subject : subjects) {
                System.err.printf("run %d of %d: %s%n", run + 1, options.runs(), subject.label());
                runs.computeIfAbsent(subject, first -> new ArrayList<>())
                        .add(MeasuringJvm.run(subject, dump, options.threads(), startCache));
            }
        }
        return new DumpResult(String.valueOf(dump.getFileName()), Files.size(dump), options.threads(), runs);
    }
}
