package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.analysis.waits.GroupRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Processes by the function that they were started for: a group that stands at several places is one here.
final class Origins {
    private static final int MOST = 50;

    private final ErlangIncident incident;
    private final List<Started> bySize = new ArrayList<>();

    /// @param places how many groups they are in
    record Started(
            String initialCall, List<Integer> processes, int blocked, long places, long memoryBytes, long messages) {}

    Origins(ErlangIncident incident) {
        this.incident = incident;
        Map<String, List<Integer>> byCall = new LinkedHashMap<>();
        for (int index = 0; index < incident.processes().size(); index++) {
            byCall.computeIfAbsent(incident.initialCallByProcess()[index], _ -> new ArrayList<>())
                    .add(index);
        }
        byCall.forEach((call, members) -> bySize.add(started(call, members)));
        bySize.sort(Comparator.comparingLong(Started::memoryBytes).reversed().thenComparing(Started::initialCall));
    }

    private Started started(String call, List<Integer> members) {
        int blocked = 0;
        long memory = 0;
        long messages = 0;
        for (int index : members) {
            blocked += incident.groups().of(index).role() == GroupRole.VICTIM ? 1 : 0;
            memory += incident.process(index).memoryBytes();
            messages += incident.process(index).messageQueueLength();
        }
        long places = members.stream()
                .map(index -> incident.groups().of(index).index())
                .distinct()
                .count();
        return new Started(call, members, blocked, places, memory, messages);
    }

    List<Started> bySize() {
        return bySize;
    }

    List<ErlangFacts.Origin> toFacts() {
        return bySize.stream()
                .limit(MOST)
                .map(started -> new ErlangFacts.Origin(
                        started.initialCall(),
                        started.processes().size(),
                        started.blocked(),
                        started.memoryBytes(),
                        started.messages()))
                .toList();
    }
}
