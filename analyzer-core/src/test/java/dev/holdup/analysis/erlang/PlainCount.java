package dev.holdup.analysis.erlang;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.ErlangFacts.ProcessRow;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts a crash dump's text line by line, without the parser: processes, those in a `gen` call, messages, memory,
/// atoms, ports, timers, tables.
final class PlainCount {
    private final Map<String, Map<String, String>> processes = new HashMap<>();
    private final Map<String, String> memory = new HashMap<>();
    private final Map<String, Long> sections = new HashMap<>();
    private long atoms = -1;
    private long word = 4;

    private PlainCount(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.replace("\r\n", "\n").split("\n", -1)) {
            if (line.startsWith("=")) {
                int colon = line.indexOf(':');
                String tag = colon < 0 ? line.substring(1) : line.substring(1, colon);
                sections.merge(tag, 1L, Long::sum);
                fields = switch (tag) {
                    case "proc" -> processes.computeIfAbsent(line.substring(colon + 1), _ -> new HashMap<>());
                    case "memory" -> memory;
                    default -> new HashMap<>();
                };
                continue;
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
                if (line.startsWith("Atoms: ") && atoms < 0) {
                    atoms = Long.parseLong(line.substring(7));
                }
                word = line.startsWith("System version: ") && line.contains("[64-bit]") ? 8 : word;
            }
        }
    }

    static void assertAgrees(IncidentReport report, String text) {
        PlainCount count = new PlainCount(text);
        assertThat(report.units().total()).isEqualTo(count.processes.size());
        assertThat(report.unitTable()).hasSize(count.processes.size());
        assertThat(requireNonNull(report.memory()).totalBytes())
                .isGreaterThanOrEqualTo(Long.parseLong(count.memory.getOrDefault("total", "0")));

        long victims = report.groups().stream()
                .filter(group -> group.role().equals("victim"))
                .filter(group -> requireNonNull(group.waitsFor()).what().equals("for an answer of"))
                .mapToLong(Group::units)
                .sum();
        assertThat(victims).as("processes in a gen call").isGreaterThanOrEqualTo(count.inGenCalls());

        List<ProcessRow> longest = requireNonNull(report.erlang()).longestQueues();
        List<Long> queues = count.queues();
        assertThat(longest.stream().map(ProcessRow::messages).toList())
                .isEqualTo(queues.subList(0, Math.min(queues.size(), longest.size())));
        for (ProcessRow row : report.erlang().largest()) {
            assertThat(row.memoryBytes()).as(row.pid()).isEqualTo(count.memoryOf(row.pid()));
        }
        long all = report.groups().stream()
                .mapToLong(group -> requireNonNull(group.retainedBytes()))
                .sum();
        assertThat(all)
                .isGreaterThanOrEqualTo(count.processes.keySet().stream()
                        .mapToLong(count::memoryOf)
                        .sum());

        count.limit(report, "ports", count.sections.getOrDefault("port", 0L));
        count.limit(report, "timers", count.sections.getOrDefault("timer", 0L));
        count.limit(report, "ETS tables", count.sections.getOrDefault("ets", 0L));
        if (count.atoms >= 0) {
            count.limit(report, "atoms", count.atoms);
        }
    }

    private void limit(IncidentReport report, String what, long used) {
        assertThat(requireNonNull(report.erlang()).limits())
                .filteredOn(limit -> limit.what().equals(what))
                .extracting(limit -> limit.used())
                .containsExactly(used);
    }

    /// Waiting in the innermost call that every `gen` call ends in, with a monitor set.
    private long inGenCalls() {
        return processes.values().stream()
                .filter(process -> process.getOrDefault("State", "").equals("Waiting"))
                .filter(process -> process.getOrDefault("Program counter", "").contains("(gen:do_call/"))
                .filter(process -> process.getOrDefault("Link list", "").contains("{to,"))
                .count();
    }

    private List<Long> queues() {
        List<Long> queues = new ArrayList<>();
        processes
                .values()
                .forEach(process -> queues.add(Long.parseLong(process.getOrDefault("Message queue length", "0"))));
        queues.removeIf(length -> length == 0);
        queues.sort((one, other) -> Long.compare(other, one));
        return queues;
    }

    private long memoryOf(String pid) {
        Map<String, String> process = requireNonNull(processes.get(pid));
        return process.containsKey("Memory")
                ? Long.parseLong(process.get("Memory"))
                : word
                        * (Long.parseLong(process.getOrDefault("Stack+heap", "0"))
                                + Long.parseLong(process.getOrDefault("OldHeap", "0"))
                                + Long.parseLong(process.getOrDefault("Heap fragment data", "0")));
    }
}
