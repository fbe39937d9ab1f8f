package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.ErlangFacts.Kind;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.dumps.model.ErlangNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where a node's memory is, by its own account and by what its processes do.
final class MemoryOnNode {
    private static final Map<String, String> MEANING_BY_KIND = new LinkedHashMap<>();

    static {
        MEANING_BY_KIND.put("total", "all that the runtime has allocated: processes and system");
        MEANING_BY_KIND.put("processes", "processes: their heaps, stacks and queued messages");
        MEANING_BY_KIND.put("processes_used", "as much of that as is in use");
        MEANING_BY_KIND.put("system", "everything else; it includes what follows");
        MEANING_BY_KIND.put("atom", "names that are never collected");
        MEANING_BY_KIND.put("atom_used", "as much of that as is in use");
        MEANING_BY_KIND.put("binary", "refc binaries: those over 64 bytes, outside of all heaps");
        MEANING_BY_KIND.put("code", "loaded modules");
        MEANING_BY_KIND.put("ets", "tables, without the binaries that their rows refer to");
        MEANING_BY_KIND.put("maximum", "the most that it was since the node started");
        MEANING_BY_KIND.put("low", "memory below four gigabytes, on some systems");
    }

    private MemoryOnNode() {}

    static List<Kind> byKind(ErlangNode node) {
        return node.memory().entrySet().stream()
                .limit(20)
                .map(kind -> new Kind(kind.getKey(), kind.getValue(), MEANING_BY_KIND.getOrDefault(kind.getKey(), "")))
                .toList();
    }

    /// Parts that add up to the total, largest first.
    static Memory memory(ErlangIncident incident) {
        ErlangNode node = incident.dump().node();
        Map<String, Long> bytes = new LinkedHashMap<>();
        for (ProcessGroup group : incident.groups().all()) {
            bytes.merge(holder(group), incident.memory().heapsOf(group), Long::sum);
        }
        add(bytes, "refc binaries", node.memoryOf("binary"));
        add(bytes, "ETS tables", node.memoryOf("ets"));
        add(bytes, "code", node.memoryOf("code"));
        add(bytes, "atoms", node.memoryOf("atom"));
        long told = bytes.values().stream().mapToLong(Long::longValue).sum();
        long total = Math.max(incident.totalBytes(), told);
        add(bytes, "other memory of the runtime", total - told);
        List<Memory.Holder> holders = new ArrayList<>();
        bytes.forEach((holder, held) -> {
            if (held != 0) {
                holders.add(new Memory.Holder(holder, held));
            }
        });
        holders.sort(Comparator.comparingLong(Memory.Holder::bytes).reversed().thenComparing(Memory.Holder::holder));
        Memory.Layout none = new Memory.Layout(0, node.wordBytes(), node.wordBytes(), "words of the runtime");
        return new Memory(total, total, 0, 0, 0, 0, 0, none, List.copyOf(holders), null);
    }

    private static void add(Map<String, Long> bytes, String holder, long held) {
        if (held > 0) {
            bytes.merge(holder, held, Long::sum);
        }
    }

    private static String holder(ProcessGroup group) {
        return switch (group.role()) {
            case VICTIM -> "blocked processes";
            case OWNER -> "processes that others wait for";
            case IDLE -> "idle processes";
            case RUNNING -> "running processes";
            case UNEXPLAINED -> "waiting processes with unread messages";
        };
    }
}
