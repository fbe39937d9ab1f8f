package dev.holdup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// Measures how long the list of incidents takes of `holdup serve`, for many who read it at once while two analyses
/// run.
///
/// Server, analyses and readers share this machine. Readers come in two kinds: those that ask again a second after the
/// answer, as pages that are looked at, and those that ask again at once, as scripts that do not wait.
final class ReadersBench {
    private static final int INCIDENTS = 1_000;
    private static final int DUMP_MEGABYTES = 200;
    private static final Duration WARMING_UP = Duration.ofSeconds(10);
    private static final Duration LASTING = Duration.ofSeconds(20);
    private static final List<String> QUERIES =
            List.of("", "?service=shop-3", "?q=checkout", "?state=empty", "?tag=night&limit=20");

    private ReadersBench() {}

    /// Nanoseconds of all requests of all readers, ascending.
    record Latencies(long[] nanos) {
        double millisAt(double share) {
            return nanos[(int) Math.min(nanos.length - 1L, (long) Math.ceil(share * nanos.length))] / 1e6;
        }
    }

    static void measure(int readers) throws IOException, InterruptedException {
        Path dump = DumpCache.ofThisMachine().dump(DUMP_MEGABYTES);
        Machine machine = Machine.current();
        Path folder = Files.createTempDirectory("holdup-bench-server");
        try (ServedProcess server = ServedProcess.start(folder)) {
            System.out.printf(
                    Locale.ROOT,
                    "%d × %s, %s; load before: %.1f; %d readers of a list of %d incidents, two analyses of %d MB%n%n",
                    machine.processors(),
                    machine.processor(),
                    machine.runtime(),
                    machine.load(),
                    readers,
                    INCIDENTS,
                    DUMP_MEGABYTES);
            fill(server);
            List<String> analysed = List.of(server.put("one", dump), server.put("two", dump));
            // A server that has just started compiles itself.
            read(server, readers, analysed, Duration.ofMillis(100), WARMING_UP);
            System.out.printf("%-28s %10s %8s %8s %8s %8s%n", "ms", "requests", "median", "p90", "p99", "most");
            print("asking once a second", read(server, readers, analysed, Duration.ofSeconds(1), LASTING));
            print("asking again at once", read(server, readers, analysed, Duration.ZERO, LASTING));
        } finally {
            ServedProcess.deleteAll(folder);
        }
    }

    private static void print(String who, Latencies latencies) {
        System.out.printf(
                Locale.ROOT,
                "%-28s %10d %8.1f %8.1f %8.1f %8.1f%n",
                who,
                latencies.nanos().length,
                latencies.millisAt(0.5),
                latencies.millisAt(0.9),
                latencies.millisAt(0.99),
                latencies.millisAt(1));
    }

    private static void fill(ServedProcess server) throws IOException, InterruptedException {
        for (int i = 0; i < INCIDENTS; i++) {
            server.send(server.request("/api/incidents")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"title\":\"Checkout is slow, night " + i
                            + "\",\"service\":\"shop-" + i % 10 + "\",\"tags\":[\"night\",\"t" + i % 7 + "\"]}")));
        }
    }

    private static Latencies read(
            ServedProcess server, int readers, List<String> analysed, Duration pause, Duration lasting)
            throws IOException, InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String incident : analysed) {
                var _ = all.submit(() -> server.keepAnalysing(incident, over));
            }
            server.awaitRunning(analysed.size());
            List<Future<List<Long>>> reading = new ArrayList<>();
            for (int i = 0; i < readers; i++) {
                int first = i;
                reading.add(all.submit(() -> readOn(server, first, pause, over)));
            }
            Thread.sleep(lasting);
            over.set(true);
            List<Long> nanos = new ArrayList<>();
            for (Future<List<Long>> reader : reading) {
                try {
                    nanos.addAll(reader.get());
                } catch (java.util.concurrent.ExecutionException failed) {
                    throw new IOException("a reader failed: " + failed.getCause(), failed);
                }
            }
            long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(sorted);
            return new Latencies(sorted);
        }
    }

    private static List<Long> readOn(ServedProcess server, int first, Duration pause, AtomicBoolean over)
            throws InterruptedException {
        List<Long> nanos = new ArrayList<>();
        // Not all in step.
        Thread.sleep(ThreadLocalRandom.current().nextLong(pause.toMillis() + 1));
        for (int i = first; !over.get(); i++) {
            long begun = System.nanoTime();
            try {
                server.send(server.request("/api/incidents" + QUERIES.get(i % QUERIES.size())));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            nanos.add(System.nanoTime() - begun);
            Thread.sleep(pause);
        }
        return nanos;
    }
}
