package dev.holdup.analysis.correlation;

import dev.holdup.analysis.facts.ThreadFigures;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.analysis.rules.HeapFact;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.StackGroups;
import dev.holdup.analysis.waits.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Figures of what each group waits for, read from the heap as the group's rule says.
///
/// One group may wait for several pools or queues: each is told, those with the most waiting members first.
///
/// @param byGroup by index of the group; empty where its rule asks for none, or the heap does not show them
public record GroupFacts(List<List<Group.Fact>> byGroup) {
    public static final GroupFacts NONE = new GroupFacts(List.of());

    private static final int MOST_MEMBERS = 1_000;
    private static final int MOST_OBJECTS = 3;

    /// @param address of the object that the figure is of
    private record Place(String label, long address) {}

    public static GroupFacts of(StackGroups groups, ThreadFigures figures) {
        List<List<Group.Fact>> byGroup = new ArrayList<>();
        for (StackGroup group : groups.groups()) {
            byGroup.add(of(group, figures));
        }
        return new GroupFacts(List.copyOf(byGroup));
    }

    List<Group.Fact> of(StackGroup group) {
        return byGroup.isEmpty() ? List.of() : byGroup.get(group.index());
    }

    private static List<Group.Fact> of(StackGroup group, ThreadFigures figures) {
        Rule rule = group.rule();
        if (rule == null || rule.heapFacts().isEmpty()) {
            return List.of();
        }
        Map<Place, ThreadFigures.Found> found = new LinkedHashMap<>();
        Map<Place, Integer> units = new LinkedHashMap<>();
        for (Unit member : group.members().subList(0, Math.min(MOST_MEMBERS, group.size()))) {
            HeapThread thread = member.heapThread();
            if (thread == null) {
                continue;
            }
            for (HeapFact fact : rule.heapFacts()) {
                ThreadFigures.Found one = figures.read(fact, thread);
                if (one != null) {
                    Place place = new Place(fact.label(), one.address());
                    found.putIfAbsent(place, one);
                    units.merge(place, 1, Integer::sum);
                }
            }
        }
        return found.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        (Map.Entry<Place, ThreadFigures.Found> entry) -> -units.getOrDefault(entry.getKey(), 0)))
                .limit((long) MOST_OBJECTS * rule.heapFacts().size())
                .map(entry -> fact(entry.getValue(), units.getOrDefault(entry.getKey(), 0)))
                .toList();
    }

    private static Group.Fact fact(ThreadFigures.Found found, int units) {
        Long limit = found.limit();
        String label = found.fact().label();
        String text = found.value() + (limit == null ? " " : " of " + limit + " ") + label;
        return new Group.Fact(text, label, found.value(), limit, found.className(), units);
    }
}
