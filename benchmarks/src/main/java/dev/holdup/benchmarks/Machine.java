package dev.holdup.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the figures were measured.
///
/// @param load average of the last minute before the first run, −1 if unknown: above 0 the machine had other work
record Machine(int processors, String processor, String runtime, String system, double load) {

    static Machine current() throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                System.getProperty("java.runtime.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String processorName() throws IOException {
        Path description = Path.of("/proc/cpuinfo");
        if (Files.isReadable(description)) {
            for (String line : Files.readAllLines(description)) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        }
        return System.getProperty("os.arch");
    }
}
