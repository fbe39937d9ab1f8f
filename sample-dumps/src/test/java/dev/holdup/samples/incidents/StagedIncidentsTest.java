package dev.holdup.samples.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Stages incidents and looks at their files with nothing but text search.
///
/// A few only, unless `HOLDUP_ALL_INCIDENTS` is in the environment.
class StagedIncidentsTest {
    private static final boolean ALL = System.getenv("HOLDUP_ALL_INCIDENTS") != null;

    private static final List<String> FAST =
            List.of("logback-stalled-disk", "deadlock", "bulkhead-virtual", "class-loader-leak", "oom-export");

    private static final String NATIVE_WRITE = "at java.io.FileOutputStream.writeBytes(";
    private static final String SLOW_QUERY = "at dev.holdup.samples.apps.ReportShop.yearlyTurnover(";
    private static final String FULL_RING = "at org.apache.logging.log4j.core.async.AsyncLogger.handleRingBufferFull(";
    private static final String WORKING = "at dev.holdup.samples.apps.LabelPrinting$PrintJob.run(";
    private static final String IDLE = "at java.util.concurrent.ThreadPoolExecutor.getTask(";
    private static final String IDLE_IN_TOMCAT = "at org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask(";
    private static final String BLOCKED = "BLOCKED (on object monitor)";
    private static final String ON_CLASS = "Class initialization monitor";

    private static final Map<String, Sight> SIGHTS = new LinkedHashMap<>();

    static {
        sight("logback-stalled-disk", 219)
                .sees(NATIVE_WRITE, 1)
                .sees("at ch.qos.logback.core.OutputStreamAppender.writeBytes(", 220)
                .sees("at java.util.concurrent.locks.ReentrantLock.lock(", 219)
                .holds(64 << 10, 220)
                .holds(2 << 20, 1);
        sight("logback-async-full", 220)
                .sees("at ch.qos.logback.core.AsyncAppenderBase.putUninterruptibly(", 220)
                .sees(NATIVE_WRITE, 1)
                .holds(64 << 10, 220);
        sight("log4j2-sync-stalled", 219).sees(BLOCKED, 219).sees(NATIVE_WRITE, 1);
        sight("log4j2-async-full", 220).sees(FULL_RING, 220).sees(BLOCKED, 219).holds(2 << 20, 1);
        sight("log4j2-async-batches", 220)
                .sees(FULL_RING, 220)
                .sees(BLOCKED, 219)
                .holds(512 << 10, 22);
        sight("log4j1-stalled", 219)
                .sees("at org.apache.log4j.Category.callAppenders(", 220)
                .sees(BLOCKED, 219)
                .holds(64 << 10, 220);
        sight("jul-stalled", 219)
                .sees("at java.util.logging.FileHandler.publish(", 220)
                .sees(BLOCKED, 219)
                .holds(64 << 10, 220);
        sight("stdout-stalled", 219)
                .sees("at java.io.PrintStream.println(", 220)
                .sees(BLOCKED, 219)
                .holds(64 << 10, 220);
        sight("hikari-exhausted", 60)
                .sees("at com.zaxxer.hikari.util.ConcurrentBag.borrow(", 60)
                .sees(SLOW_QUERY, 10)
                .holds(64 << 10, 60);
        sight("dbcp2-exhausted", 40)
                .sees("at org.apache.commons.pool2.impl.LinkedBlockingDeque.takeFirst(", 40)
                .sees(SLOW_QUERY, 8)
                .holds(64 << 10, 40);
        sight("httpclient5-exhausted", 60)
                .sees("at org.apache.hc.core5.concurrent.BasicFuture.get(", 60)
                .sees("at sun.nio.ch.NioSocketImpl.implRead(", 5)
                .holds(256 << 10, 60);
        sight("jetty-silent-backend", 50)
                .sees("at dev.holdup.samples.apps.GatewayServer$Gateway.handle(", 50)
                .sees("at sun.nio.ch.NioSocketImpl.implRead(", 50)
                .holds(64 << 10, 50);
        sight("kafka-no-broker", 40)
                .sees("at org.apache.kafka.clients.producer.internals.ProducerMetadata.awaitUpdate(", 40)
                .holds(64 << 10, 40);
        sight("executor-backlog", 4).sees(WORKING, 4).holds(10 << 10, 2_000);
        sight("executor-starved", 40)
                .sees(WORKING, 4)
                .sees("at java.util.concurrent.FutureTask.get(", 40)
                .holds(64 << 10, 40);
        sight("bulkhead-virtual", 300)
                .sees("at io.github.resilience4j.bulkhead.internal.SemaphoreBulkhead.tryAcquirePermission(", 300)
                .sees("at java.base/sun.nio.ch.NioSocketImpl.implRead(", 10)
                .holds(16 << 10, 300);
        sight("deadlock", 2)
                .sees("Found one Java-level deadlock:", 1)
                .sees("which is held by \"transfer-1\"", 1)
                .sees(BLOCKED, 12)
                .holds(64 << 10, 12);
        sight("deadlock-locks", 2)
                .sees("Found one Java-level deadlock:", 1)
                .sees("which is held by \"transfer-1\"", 1)
                .sees(BLOCKED, 0)
                .holds(64 << 10, 12);
        sight("class-init-deadlock", 2).sees(ON_CLASS, 22).sees("deadlock:", 0).holds(64 << 10, 22);
        sight("thread-local-leak", 16).sees(IDLE, 16).holds(1 << 20, 16);
        sight("class-loader-leak", 0).sees(IDLE_IN_TOMCAT, 10).holds(1 << 20, 9);
        sight("static-cache-leak", 0).sees(IDLE, 8).holds(16 << 10, 1_000);
        sight("oom-export", 1)
                .sees("at dev.holdup.samples.apps.ExportShop.export(", 1)
                .holds(128 << 10, 400);
        sight("thread-flood", 1_200).sees(IDLE, 1_200);
        sight("two-at-once", 119)
                .sees(NATIVE_WRITE, 1)
                .sees("at java.util.concurrent.locks.ReentrantLock.lock(", 119)
                .sees("at com.zaxxer.hikari.util.ConcurrentBag.borrow(", 40)
                .sees(SLOW_QUERY, 6)
                .holds(192 << 10, 160);
        sight("gc-trouble", 0).sees("at dev.holdup.samples.apps.BusyFeed.feed(", 3);
        sight("healthy-large-pool", 0).sees(IDLE_IN_TOMCAT, 400).sees("waiting to lock", 0);
        sight("healthy", 0).sees(IDLE_IN_TOMCAT, 50).sees("waiting to lock", 0);
    }

    /// @param occurrences of words in each thread dump
    /// @param arrays of the payload in the heap dump, by their length
    private record Sight(int units, Map<String, Integer> occurrences, Map<Integer, Integer> arrays) {

        Sight sees(String words, int count) {
            occurrences.put(words, count);
            return this;
        }

        Sight holds(int bytes, int count) {
            arrays.put(bytes, count);
            return this;
        }
    }

    private static Sight sight(String name, int units) {
        Sight sight = new Sight(units, new LinkedHashMap<>(), new LinkedHashMap<>());
        SIGHTS.put(name, sight);
        return sight;
    }

    @TempDir
    Path out;

    static Stream<String> incidents() {
        return ALL ? SIGHTS.keySet().stream() : FAST.stream();
    }

    @Test
    void everyIncidentIsLookedAt() {
        assertThat(SIGHTS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Incidents.all().stream().map(Incident::name).toList());
    }

    @ParameterizedTest
    @MethodSource("incidents")
    void theDumpsShowItToPlainTextSearch(String name) throws Exception {
        Sight sight = Objects.requireNonNull(SIGHTS.get(name));
        stage(name);

        for (String dump : threadDumps()) {
            sight.occurrences()
                    .forEach((words, count) ->
                            assertThat(occurrences(dump, words)).as(words).isEqualTo(count));
        }
        for (Map.Entry<Integer, Integer> arrays : sight.arrays().entrySet()) {
            assertThat(arraysOfBytes(arrays.getKey()))
                    .as("arrays of %s bytes", arrays.getKey())
                    .isEqualTo(arrays.getValue());
        }
        assertThat(expected("units")).isEqualTo(sight.units());
    }

    private void stage(String name) throws Exception {
        Incident incident = Incidents.named(name).orElseThrow();
        new Staging(Staging.ownJavaHome(), Scale.SMALL).stage(incident, out);
        assertThat(Files.readString(out.resolve("README.md"))).startsWith("# " + name + "\n");
        String heap = Files.readString(out.resolve("heap.hprof"), StandardCharsets.ISO_8859_1);
        assertThat(heap).startsWith("JAVA PROFILE 1.0.2\0");
        assertThat(heap).doesNotContain(System.getProperty("user.dir"));
    }

    private String[] threadDumps() throws IOException {
        String[] dumps = new String[3];
        for (int i = 0; i < dumps.length; i++) {
            dumps[i] = Files.readString(out.resolve("threads-" + (i + 1) + ".txt"));
        }
        return dumps;
    }

    private static int occurrences(String text, String words) {
        int count = 0;
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length())) {
            count++;
        }
        return count;
    }

    private long expected(String name) throws IOException {
        Matcher field =
                Pattern.compile("\"" + name + "\": ([0-9]+)").matcher(Files.readString(out.resolve("expected.json")));
        assertThat(field.find()).as(name).isTrue();
        return Long.parseLong(field.group(1));
    }

    /// Array sub-records end their head with the length in four bytes and the code 8 for bytes; all
    /// payloads begin alike.
    private int arraysOfBytes(int length) throws IOException {
        String heap = Files.readString(out.resolve("heap.hprof"), StandardCharsets.ISO_8859_1);
        StringBuilder head = new StringBuilder();
        for (int shift = 24; shift >= 0; shift -= 8) {
            head.append((char) (length >>> shift & 0xFF));
        }
        return occurrences(heap, head + "\b{\"article\":");
    }
}
