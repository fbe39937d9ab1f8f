package dev.holdup.samples.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stages each incident and looks at its files with nothing but text search.
class StagedIncidentsTest {

    @TempDir
    Path out;

    @Test
    void allRequestsButOneWaitForTheLogbackLockAndThatOneWrites() throws Exception {
        stage("logback-stalled-disk");

        for (String dump : threadDumps()) {
            assertThat(dump).containsOnlyOnce("at java.io.FileOutputStream.writeBytes(");
            assertThat(occurrences(dump, "at ch.qos.logback.core.OutputStreamAppender.writeBytes("))
                    .isEqualTo(220);
            assertThat(occurrences(dump, "at java.util.concurrent.locks.ReentrantLock.lock("))
                    .isEqualTo(219);
        }
        assertThat(expected("units")).isEqualTo(219);
        assertThat(expected("ownerIncluded")).isEqualTo(220);
        assertThat(expected("payloadBytes")).isEqualTo(219L * 64 * 1024);
        assertThat(arraysOfBytes(64 * 1024)).isEqualTo(220);
        assertThat(arraysOfBytes(2 * 1024 * 1024)).isEqualTo(1);
    }

    @Test
    void sixtyRequestsWaitForAConnectionThatTenReportsHold() throws Exception {
        stage("hikari-exhausted");

        for (String dump : threadDumps()) {
            assertThat(occurrences(dump, "at com.zaxxer.hikari.util.ConcurrentBag.borrow("))
                    .isEqualTo(60);
            assertThat(occurrences(dump, "at dev.holdup.samples.apps.ReportShop.yearlyTurnover("))
                    .isEqualTo(10);
        }
        assertThat(expected("units")).isEqualTo(60);
        assertThat(arraysOfBytes(32 * 1024)).isEqualTo(60);
    }

    @Test
    void allRequestsWaitForRoomInTheQueueOfTheAsyncAppender() throws Exception {
        stage("logback-async-full");

        for (String dump : threadDumps()) {
            assertThat(occurrences(dump, "at ch.qos.logback.core.AsyncAppenderBase.putUninterruptibly("))
                    .isEqualTo(220);
            assertThat(dump).containsOnlyOnce("at java.io.FileOutputStream.writeBytes(");
        }
        assertThat(expected("units")).isEqualTo(220);
    }

    @Test
    void allRequestsButOneAreBlockedOnTheLog4jManager() throws Exception {
        stage("log4j2-sync-stalled");

        for (String dump : threadDumps()) {
            assertThat(occurrences(dump, "BLOCKED (on object monitor)")).isEqualTo(219);
            assertThat(dump).containsOnlyOnce("at java.io.FileOutputStream.writeBytes(");
        }
        assertThat(expected("units")).isEqualTo(219);
    }

    @Test
    void allRequestsWaitForRoomInTheRingBufferOfLog4j() throws Exception {
        stage("log4j2-async-full");

        for (String dump : threadDumps()) {
            assertThat(occurrences(dump, "at org.apache.logging.log4j.core.async.AsyncLogger.handleRingBufferFull("))
                    .isEqualTo(220);
            assertThat(occurrences(dump, "BLOCKED (on object monitor)")).isEqualTo(219);
        }
        assertThat(expected("units")).isEqualTo(220);
    }

    @Test
    void theJvmItselfFindsTheDeadlockOfMonitors() throws Exception {
        stage("deadlock");

        for (String dump : threadDumps()) {
            assertThat(dump).contains("Found one Java-level deadlock:").contains("which is held by \"transfer-1\"");
            assertThat(occurrences(dump, "BLOCKED (on object monitor)")).isEqualTo(12);
        }
        assertThat(arraysOfBytes(32 * 1024)).isEqualTo(12);
    }

    @Test
    void theJvmItselfFindsTheDeadlockOfLocks() throws Exception {
        stage("deadlock-locks");

        for (String dump : threadDumps()) {
            assertThat(dump).contains("Found one Java-level deadlock:").contains("which is held by \"transfer-1\"");
            assertThat(dump).doesNotContain("BLOCKED (on object monitor)");
        }
    }

    @Test
    void theStaticMapHoldsAllSessionsAndEveryWorkerIsIdle() throws Exception {
        stage("static-cache-leak");

        for (String dump : threadDumps()) {
            assertThat(occurrences(dump, "at java.util.concurrent.ThreadPoolExecutor.getTask("))
                    .isEqualTo(8);
        }
        assertThat(expected("payloadBytes")).isEqualTo(1_000L * 4 * 1024);
        assertThat(arraysOfBytes(4 * 1024)).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void nobodyWaitsForAnybodyInTheHealthyServer() throws Exception {
        stage("healthy");

        for (String dump : threadDumps()) {
            assertThat(occurrences(dump, "at org.apache.tomcat.util.threads.ThreadPoolExecutor.getTask("))
                    .isEqualTo(50);
            assertThat(dump).doesNotContain("waiting to lock").doesNotContain("BLOCKED");
        }
        assertThat(arraysOfBytes(8 * 1024)).isGreaterThanOrEqualTo(32);
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
