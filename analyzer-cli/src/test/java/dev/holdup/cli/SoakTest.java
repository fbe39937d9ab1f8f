package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One server, and one analysis after the other. `HOLDUP_SOAK` says how many; a thousand take half an hour.
class SoakTest {
    private static final int ANALYSES = Integer.parseInt(System.getenv().getOrDefault("HOLDUP_SOAK", "8"));
    /// What has to be loaded and compiled is, by then.
    private static final int WARM = ANALYSES / 4;
    /// Rows of the database's cache, and answers that are kept for a while.
    private static final long MOST_GROWTH = 2L << 20;

    @TempDir
    private Path folder;

    /// What the server's process holds on to.
    private record Held(long javaBytes, long files, long threads) {}

    @Test
    void oneAnalysisAfterTheOtherLeavesNothingBehindInTheServer() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "only Linux tells what a process holds");
        StalledLogging.writeThreadDump(folder.resolve("threads-1.txt"), "00");
        try (ServeProcess server = ServeProcess.start(folder, "-Xmx128m")) {
            String id = put(server);
            analyse(server, id, WARM);
            Held warm = held(server);
            analyse(server, id, ANALYSES - 1 - WARM);
            Held held = held(server);

            System.err.printf(
                    "%d analyses: %,d bytes on the server's Java heap after %d, %,d after all; %d and %d files; "
                            + "%d and %d threads; %d MB at most%n",
                    ANALYSES,
                    warm.javaBytes(),
                    WARM,
                    held.javaBytes(),
                    warm.files(),
                    held.files(),
                    warm.threads(),
                    held.threads(),
                    server.peakBytes() >> 20);
            assertThat(held.javaBytes()).isLessThan(warm.javaBytes() + MOST_GROWTH);
            assertThat(held.files()).isLessThan(warm.files() + 8);
            assertThat(held.threads()).isLessThan(warm.threads() + 8);
            for (ProcessHandle worker : server.workers().toList()) {
                worker.onExit().get(20, TimeUnit.SECONDS);
            }
            assertThat(filesIn("data/work")).isEmpty();
        }
    }

    /// Once the analysis that goes on is done, so many more.
    private static void analyse(ServeProcess server, String id, int times) throws Exception {
        server.await("/api/incidents/" + id, "\"state\": \"done\"");
        for (int time = 0; time < times; time++) {
            again(server, id);
            server.await("/api/incidents/" + id, "\"state\": \"done\"");
        }
    }

    private String put(ServeProcess server) throws Exception {
        HttpResponse<String> answer = server.send(server.request("/put/soak/threads-1.txt")
                .PUT(HttpRequest.BodyPublishers.ofFile(folder.resolve("threads-1.txt"))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static void again(ServeProcess server, String id) throws Exception {
        HttpResponse<String> answer = server.send(
                server.request("/api/incidents/" + id + "/analysis").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    private static Held held(ServeProcess server) throws Exception {
        Path process = Path.of("/proc", Long.toString(server.pid()));
        // Counting objects by class collects garbage first.
        HoldupProcess histogram = HoldupProcess.run(
                Path.of("."),
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.pid()),
                        "GC.class_histogram"));
        Matcher total = Pattern.compile("(?m)^Total +(\\d+) +(\\d+)").matcher(histogram.out());
        assertThat(total.find()).as(histogram.out() + histogram.err()).isTrue();
        return new Held(
                Long.parseLong(total.group(2)), entries(process.resolve("fd")), entries(process.resolve("task")));
    }

    private static long entries(Path directory) throws Exception {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private Stream<Path> filesIn(String directory) throws Exception {
        if (!Files.isDirectory(folder.resolve(directory))) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve(directory))) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }
}
