package dev.holdup.capture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the system lets a process have, from Linux' `/proc` and control groups.
final class SystemLimits {
    private static final List<String> OF_GROUPS = List.of(
            "sys/fs/cgroup/memory.max",
            "sys/fs/cgroup/memory.current",
            "sys/fs/cgroup/cpu.max",
            "sys/fs/cgroup/pids.max",
            "sys/fs/cgroup/memory/memory.limit_in_bytes",
            "sys/fs/cgroup/cpu/cpu.cfs_quota_us");
    private static final List<String> OF_STATUS = List.of("VmRSS:", "VmHWM:", "VmSwap:", "Threads:", "FDSize:");

    private SystemLimits() {}

    /// Null where the system does not say.
    static @Nullable String of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        String limits = text(process.resolve("limits"));
        if (limits == null) {
            return null;
        }
        StringBuilder all = new StringBuilder(limits);
        String status = text(process.resolve("status"));
        if (status != null) {
            all.append(status.lines()
                    .filter(line -> OF_STATUS.stream().anyMatch(line::startsWith))
                    .collect(Collectors.joining("\n", "\n", "\n")));
        }
        for (String file : OF_GROUPS) {
            // As the process sees it, which may live in a container.
            String text = text(process.resolve("root").resolve(file));
            if (text != null) {
                all.append('/').append(file).append(' ').append(text.strip()).append('\n');
            }
        }
        return all.toString();
    }

    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "unknown";
        }
    }

    private static @Nullable String text(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file) : null;
        } catch (IOException unreadable) {
            return null;
        }
    }
}
