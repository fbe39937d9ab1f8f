package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.IncidentReport.NotChecked;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.WaitReason;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ThreadDump;
import dev.holdup.dumps.model.ThreadDumpDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What could not be looked at, why, and the command that would show it.
public final class NotCheckedList {
    private static final Pattern VERSION = Pattern.compile("\\((\\d+)[.+-]");
    /// First release whose virtual threads are not behind a preview switch.
    private static final int VIRTUAL_THREADS = 21;

    /// Why what only a heap dump shows was not looked at.
    public static final String NO_HEAP = "no heap dump was given";

    private NotCheckedList() {}

    static List<NotChecked> of(Incident incident) {
        List<ThreadDump> dumps = incident.waits().joined().dumps();
        String pid = dumps.stream()
                .map(ThreadDump::pid)
                .filter(known -> known != JvmThread.UNKNOWN_ID)
                .findFirst()
                .map(String::valueOf)
                .orElse("PID");
        List<NotChecked> list = new ArrayList<>();
        MemoryFacts memory = incident.memory();
        if (memory == null) {
            list.add(new NotChecked(
                    "how much memory the threads keep alive, and what fills the heap",
                    NO_HEAP,
                    "jcmd " + pid + " GC.heap_dump heap.hprof"));
        } else if (!memory.complete()) {
            list.add(new NotChecked(
                    "the part of the heap that is missing",
                    "the heap dump is damaged or ends too early",
                    "jcmd " + pid + " GC.heap_dump heap.hprof"));
        }
        if (dumps.isEmpty()) {
            list.add(new NotChecked(
                    "who owns the monitors of synchronized blocks",
                    "a heap dump does not record it and no thread dump was given",
                    "jstack -l " + pid + " > threads-1.txt"));
        } else {
            addForThreadDumps(list, incident, dumps, pid);
        }
        list.addAll(new UnknownHolders(incident, "jcmd " + pid + " GC.heap_dump heap.hprof").withoutHeap());
        if (dumps.size() < 2) {
            list.add(new NotChecked(
                    "whether the threads are stuck or only slow",
                    dumps.isEmpty() ? "the heap dump shows one moment" : "one thread dump shows one moment",
                    "jstack -l " + pid + " > threads-N.txt, three times, ten seconds apart"));
        }
        return list;
    }

    private static void addForThreadDumps(
            List<NotChecked> list, Incident incident, List<ThreadDump> dumps, String pid) {
        boolean listed = dumps.stream().anyMatch(ThreadDump::listsOwnableSynchronizers);
        if (!listed && hasUnownedLocks(incident)) {
            boolean hotspot = dumps.getLast().dialect() == ThreadDumpDialect.HOTSPOT;
            list.add(new NotChecked(
                    "who owns some of the java.util.concurrent locks",
                    hotspot
                            ? "the thread dump was taken without -l"
                            : "a thread dump by " + dumps.getLast().dialect().label() + " does not say it",
                    "jstack -l " + pid + " > threads-1.txt"));
        }
        if (incident.memory() == null
                && dumps.stream().noneMatch(JoinedUnits::listsVirtualThreads)
                && isAtLeast(VIRTUAL_THREADS, dumps.getLast().jvm())) {
            list.add(new NotChecked(
                    "virtual threads that are not mounted on a carrier",
                    "a thread dump of this kind does not show them",
                    "jcmd " + pid + " Thread.dump_to_file -format=json threads.json"));
        }
        if (dumps.stream().anyMatch(dump -> !dump.complete())) {
            list.add(new NotChecked(
                    "threads beyond the end of a thread dump",
                    "a thread dump was cut off",
                    "jstack -l " + pid + " > threads-1.txt"));
        }
    }

    private static boolean hasUnownedLocks(Incident incident) {
        return incident.units().stream()
                .anyMatch(unit -> incident.waits().edge(unit) == null
                        && incident.waits().reason(unit) instanceof WaitReason.Synchronizer lock
                        && (lock.className().endsWith("Sync")
                                || lock.className().contains("Lock$")));
    }

    private static boolean isAtLeast(int release, String jvm) {
        Matcher version = VERSION.matcher(jvm);
        return version.find() && version.group(1).length() <= 4 && Integer.parseInt(version.group(1)) >= release;
    }
}
