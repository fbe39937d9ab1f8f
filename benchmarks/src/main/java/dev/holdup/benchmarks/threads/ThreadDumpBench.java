package dev.holdup.benchmarks.threads;

import com.sun.management.OperatingSystemMXBean;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.MalformedDumpException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads a large thread dump again and again in one JVM: the first reading is what a user waits for, the last ones what
/// the parser takes once it is compiled.
///
/// Arguments: number of threads (10,000), frames of each (20), readings (20); or a file of one's own and readings.
public final class ThreadDumpBench {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadDumpBench() {}

    public static void main(String[] arguments) throws IOException, MalformedDumpException {
        boolean given = arguments.length > 0 && Files.isRegularFile(Path.of(arguments[0]));
        Path file = given ? Path.of(arguments[0]) : Files.createTempFile("holdup-bench-", ".txt");
        int readings = number(arguments, given ? 1 : 2, 20);
        try {
            if (!given) {
                Files.writeString(file, LargeThreadDump.of(number(arguments, 0, 10_000), number(arguments, 1, 20)));
            }
            System.out.printf("%.1f MB%n", Files.size(file) / 1e6);
            for (int reading = 1; reading <= readings; reading++) {
                read(file, reading);
            }
        } finally {
            if (!given) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }

    private static void read(Path file, int reading) throws IOException, MalformedDumpException {
        long cpuBefore = SYSTEM.getProcessCpuTime();
        long ownCpuBefore = THREADS.getCurrentThreadCpuTime();
        long begun = System.nanoTime();
        try (OpenDumps dumps = DumpReader.openAll(List.of(file))) {
            int threads = dumps.threadDumps().stream()
                    .mapToInt(dump -> dump.threads().size())
                    .sum();
            System.out.printf(
                    "%2d: %d threads, %.3f s, %.3f CPU-s, of which the reading thread %.3f%n",
                    reading,
                    threads,
                    (System.nanoTime() - begun) / 1e9,
                    (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e9,
                    (THREADS.getCurrentThreadCpuTime() - ownCpuBefore) / 1e9);
        }
    }
}
