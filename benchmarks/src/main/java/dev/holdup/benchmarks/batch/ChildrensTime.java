package dev.holdup.benchmarks.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Processor time of all processes that this one has started and that have ended. Linux only; elsewhere it is 0.
///
/// Tells what the work costs where other programs take the processors away, which the wall clock does not.
/// Source: proc_pid_stat(5), fields 16 and 17.
final class ChildrensTime {
    private static final Path STAT = Path.of("/proc/self/stat");
    /// Of the kernel's clock, on every Linux of today.
    private static final double TICKS_A_SECOND = 100;

    private ChildrensTime() {}

    static double seconds() throws IOException {
        if (!Files.isReadable(STAT)) {
            return 0;
        }
        String stat = Files.readString(STAT);
        // The second field is the program's name in parentheses, with whatever is in it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_A_SECOND;
    }
}
