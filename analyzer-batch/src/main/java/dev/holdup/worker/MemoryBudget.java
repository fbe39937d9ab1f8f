package dev.holdup.worker;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What analyses may take together. One that alone wants more than there is gets all of it, and spills to disk.
///
/// @param bytes in all
public record MemoryBudget(long bytes) {
    /// A virtual machine with code and report, before any table.
    private static final long LEAST_BYTES = 384L << 20;
    /// Tables are about as large as 0.7 of the dump; packed dumps are some times larger than they look.
    private static final double SHARE_OF_FILES = 1.5;
    private static final double SHARE_OF_MACHINE = 0.5;

    /// Half of what the machine has, or the container.
    public static MemoryBudget ofMachine() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? new MemoryBudget((long) (SHARE_OF_MACHINE * system.getTotalMemorySize()))
                : new MemoryBudget(2L << 30);
    }

    /// What an analysis of files with so many bytes gets.
    public long need(long fileBytes) {
        return Math.max(LEAST_BYTES, Math.min(bytes, LEAST_BYTES + (long) (SHARE_OF_FILES * fileBytes)));
    }
}
