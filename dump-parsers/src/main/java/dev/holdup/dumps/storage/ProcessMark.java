package dev.holdup.dumps.storage;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Tells in the name of a file which process it belongs to, so that others can remove what one has left that is over.
public final class ProcessMark {
    /// Tells this process from one before it with the same number, as the first one of every container has it: eight
    /// hexadecimal digits.
    public static final String RUN = HexFormat.of().toHexDigits(new SecureRandom().nextInt());

    /// The number of this process.
    public static final long PID = ProcessHandle.current().pid();

    private ProcessMark() {}

    /// @param pid in the name of a file of this machine
    /// @param run beside it, which tells processes with the same number apart
    public static boolean isOver(long pid, String run) {
        return pid == PID ? !run.equals(RUN) : ProcessHandle.of(pid).isEmpty();
    }
}
