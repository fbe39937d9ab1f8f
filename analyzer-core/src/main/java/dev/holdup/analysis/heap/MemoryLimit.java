package dev.holdup.analysis.heap;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How much memory an analysis may take beside the mapped dump; tables beyond it lie in temporary files.
///
/// @param bytes of the whole process
public record MemoryLimit(long bytes) {
    /// What the virtual machine needs for itself, measured at the end of an analysis.
    private static final long JVM_BYTES = 128L << 20;
    /// Without any table in memory nothing would get on.
    private static final long LEAST_TABLE_BYTES = 8L << 20;

    private static final double SHARE_OF_MACHINE = 0.8;

    /// Four fifths of what the machine has, or the container.
    public static MemoryLimit ofMachine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? new MemoryLimit((long) (SHARE_OF_MACHINE * system.getTotalMemorySize()))
                : new MemoryLimit(Long.MAX_VALUE);
    }

    /// What is left for tables.
    long tableBytes() {
        return Math.max(LEAST_TABLE_BYTES, bytes - JVM_BYTES);
    }
}
