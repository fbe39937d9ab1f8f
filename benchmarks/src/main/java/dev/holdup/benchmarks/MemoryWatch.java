package dev.holdup.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Watches the memory of this process that is not mapped from a file: Java heap, engine tables, compiled code.
///
/// The kernel keeps the peak only of all memory together (`VmHWM`), mapped files included, so the rest (`RssAnon`,
/// `RssShmem`) is read fifty times a second: a peak shorter than that may be missed. Linux only; elsewhere it is 0.
/// Source: proc_pid_status(5).
final class MemoryWatch implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long EVERY_MILLIS = 20;

    private final Thread watcher = new Thread(this::watch, "memory-watch");
    private volatile boolean over;
    private long peakBytes;

    MemoryWatch() {
        watcher.setDaemon(true);
        watcher.start();
    }

    /// The highest reading so far, in bytes.
    synchronized long peakBytes() {
        read();
        return peakBytes;
    }

    private void watch() {
        while (!over) {
            read();
            try {
                Thread.sleep(EVERY_MILLIS);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private synchronized void read() {
        Map<String, Long> now = status();
        peakBytes = Math.max(peakBytes, now.getOrDefault("RssAnon", 0L) + now.getOrDefault("RssShmem", 0L));
    }

    /// Bytes by the names of the lines that are in kB.
    private static Map<String, Long> status() {
        Map<String, Long> bytesByName = new HashMap<>();
        if (!Files.isReadable(STATUS)) {
            return bytesByName;
        }
        try {
            for (String line : Files.readAllLines(STATUS)) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.endsWith(" kB")) {
                    String number = line.substring(colon + 1, line.length() - 3).strip();
                    bytesByName.put(line.substring(0, colon), 1024 * Long.parseLong(number));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return bytesByName;
    }

    @Override
    public void close() {
        over = true;
        watcher.interrupt();
    }
}
