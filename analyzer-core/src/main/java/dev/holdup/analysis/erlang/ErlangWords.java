package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.Locale;

/// Figures and names as a person reads them.
final class ErlangWords {
    private static final int MAX_NAME = 60;

    private ErlangWords() {}

    static String bytes(long bytes) {
        return ByteFormat.bytes(bytes);
    }

    static String processes(long count) {
        return CountFormat.counted(count, "process");
    }

    static String messages(long count) {
        return CountFormat.counted(count, "message");
    }

    static String percent(double share) {
        double percent = share * 100;
        return percent > 0 && percent < 1
                ? String.format(Locale.ROOT, "%.1f %%", percent)
                : String.format(Locale.ROOT, "%.0f %%", percent);
    }

    /// `lager_event` or `<0.81.0>`.
    static String name(ErlangProcess process) {
        return brief(process.name());
    }

    /// `lager_event <0.81.0>`, or the pid alone.
    static String fullName(ErlangProcess process) {
        return process.registeredName().isEmpty() ? process.pid() : brief(process.name()) + " " + process.pid();
    }

    private static String brief(String name) {
        return name.codePointCount(0, name.length()) <= MAX_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_NAME - 1)) + "…";
    }

    /// Where it is: its current function.
    static String place(ErlangProcess process) {
        return process.frames().isEmpty()
                ? ProcessGroups.NO_STACK
                : process.frames().getFirst().qualifiedName();
    }

    /// What the port is to: a driver, a file descriptor, or the program outside of the node, without its arguments:
    /// these hold what nobody expects in a report.
    static String other(ErlangPort port) {
        String what = port.what();
        boolean isProgram = !what.startsWith("fd ") && !what.startsWith("Port is");
        int end = what.startsWith("\"") ? what.indexOf('"', 1) + 1 : what.indexOf(' ');
        return isProgram && end > 0 && end < what.length() ? what.substring(0, end) + " …" : what;
    }
}
