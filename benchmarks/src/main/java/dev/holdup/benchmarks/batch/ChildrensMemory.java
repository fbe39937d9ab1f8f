package dev.holdup.benchmarks.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Watches the memory of all processes that this one has started, added up, as far as it is not mapped from a file.
///
/// Read fifty times a second, so that a peak shorter than that may be missed. Linux only; elsewhere it is 0.
/// Source: proc_pid_status(5).
final class ChildrensMemory implements AutoCloseable {
    private static final long EVERY_MILLIS = 20;

    private final Thread watcher;
    private volatile boolean over;
    private volatile long peakBytes;

    ChildrensMemory() {
        watcher = Thread.ofPlatform().daemon().name("children-memory").start(this::watch);
    }

    long peakBytes() {
        return peakBytes;
    }

    private void watch() {
        while (!over) {
            long sum = ProcessHandle.current()
                    .descendants()
                    .mapToLong(child -> bytes(child.pid()))
                    .sum();
            peakBytes = Math.max(peakBytes, sum);
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private static long bytes(long pid) {
        try {
            long bytes = 0;
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("RssAnon:") || line.startsWith("RssShmem:")) {
                    bytes += 1024
                            * Long.parseLong(List.of(line.split("\\s+", -1)).get(1));
                }
            }
            return bytes;
        } catch (IOException ended) {
            return 0;
        }
    }

    @Override
    public void close() {
        over = true;
        watcher.interrupt();
    }
}
