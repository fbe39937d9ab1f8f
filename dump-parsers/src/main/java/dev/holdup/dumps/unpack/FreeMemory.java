package dev.holdup.dumps.unpack;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// Memory that programs could still take without swapping.
final class FreeMemory {
    private static final Path LINUX = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";

    private FreeMemory() {}

    /// Linux counts what the page cache would give back; a container's own limit bounds it.
    static long bytes() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long free = system.getFreeMemorySize();
        try {
            for (String line : Files.readAllLines(LINUX)) {
                if (line.startsWith(AVAILABLE)) {
                    long kibibytes = Long.parseLong(line.replaceAll("\\D", ""));
                    return Math.min(Math.max(free, kibibytes << 10), system.getTotalMemorySize());
                }
            }
        } catch (IOException notLinux) {
            return free;
        }
        return free;
    }
}
