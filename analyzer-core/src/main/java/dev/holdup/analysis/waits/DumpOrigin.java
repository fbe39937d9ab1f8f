package dev.holdup.analysis.waits;

import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ThreadDump;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What tells the JVM that a dump is of: its threads' native addresses, its version, process id and start.
///
/// A thread's native address is the surest: it stays while the thread lives and is another one in every other process.
/// Process ids are not: in containers all of them are 1, and jcmd may see another one from outside.
///
/// @param addressByThread native address by `#N name`, where the dump has both
/// @param names of all its threads
/// @param version empty if unknown
/// @param startedAt of its oldest thread, which lives as long as the JVM; null if the dump does not say or is cut short
record DumpOrigin(
        Map<String, Long> addressByThread,
        Set<String> names,
        String version,
        long pid,
        @Nullable Instant startedAt) {
    /// `OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1 mixed mode, sharing)`: the numbers before `+`.
    private static final Pattern VERSION = Pattern.compile("\\(([0-9]+(?:\\.[0-9]+)*)");

    private static final Pattern NUMBERS = Pattern.compile("([0-9]+(?:\\.[0-9]+)*).*", Pattern.DOTALL);
    private static final Duration CLOCKS = Duration.ofSeconds(60);
    /// Fewer threads in common, or in a dump, say nothing.
    private static final int ENOUGH_THREADS = 5;

    private static final double HARDLY_ANY = 0.1;

    static DumpOrigin of(List<HeapThread> threads, HeapOrigin heap) {
        Map<String, Long> addresses = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (HeapThread thread : threads) {
            if (!thread.virtual()) {
                names.add(thread.name());
                put(addresses, thread.name(), thread.threadId(), thread.eetop());
            }
        }
        Matcher numbers = NUMBERS.matcher(heap.version());
        // Releases before 9 name themselves 1.8 here and the machine's own version in thread dumps.
        String version = numbers.matches() && !heap.version().startsWith("1.") ? numbers.group(1) : "";
        return new DumpOrigin(addresses, names, version, JvmThread.UNKNOWN_ID, null);
    }

    static DumpOrigin of(ThreadDump dump) {
        Map<String, Long> addresses = new HashMap<>();
        Set<String> names = new HashSet<>();
        Duration oldest = null;
        for (JvmThread thread : dump.threads()) {
            if (!thread.virtual()) {
                names.add(thread.name());
                put(addresses, thread.name(), thread.number(), thread.tid());
                Duration age = thread.elapsed();
                oldest = age != null && (oldest == null || age.compareTo(oldest) > 0) ? age : oldest;
            }
        }
        Matcher version = VERSION.matcher(dump.jvm());
        Instant at = dump.capturedAt();
        return new DumpOrigin(
                addresses,
                names,
                version.find() ? version.group(1) : "",
                dump.pid(),
                at == null || oldest == null || !dump.complete() ? null : at.minus(oldest));
    }

    /// Why the other one is of another JVM, to stand behind "since"; null if nothing says so.
    @Nullable
    String differsFrom(DumpOrigin other) {
        if (startedAt != null
                && other.startedAt != null
                && Duration.between(startedAt, other.startedAt).abs().compareTo(CLOCKS) > 0) {
            return "its oldest thread began at another time (" + startedAt + " instead of " + other.startedAt + ")";
        }
        int same = 0;
        int different = 0;
        for (Map.Entry<String, Long> thread : addressByThread.entrySet()) {
            Long address = other.addressByThread.get(thread.getKey());
            same += thread.getValue().equals(address) ? 1 : 0;
            different += address != null && !thread.getValue().equals(address) ? 1 : 0;
        }
        if (same > 0 && same >= different) {
            return null;
        }
        if (!version.isEmpty() && !other.version.isEmpty() && !version.equals(other.version)) {
            return "its JVM is of version " + version + " instead of " + other.version;
        }
        if (different > 1) {
            return "threads of the same names have other native addresses";
        }
        if (pid != JvmThread.UNKNOWN_ID && other.pid != JvmThread.UNKNOWN_ID && pid != other.pid) {
            return "its process is " + pid + " instead of " + other.pid;
        }
        return hasOtherThreads(other) ? "it has hardly any thread of the same name" : null;
    }

    private boolean hasOtherThreads(DumpOrigin other) {
        int smaller = Math.min(names.size(), other.names.size());
        long common = names.stream().filter(other.names::contains).count();
        return smaller >= ENOUGH_THREADS && common < HARDLY_ANY * smaller;
    }

    private static void put(Map<String, Long> addresses, String name, long number, long address) {
        if (number > 0 && address > 0) {
            addresses.put("#" + number + " " + name, address);
        }
    }
}
