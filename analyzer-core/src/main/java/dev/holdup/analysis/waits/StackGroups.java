package dev.holdup.analysis.waits;

import dev.holdup.analysis.facts.ThreadFigures;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.rules.Observed;
import dev.holdup.analysis.rules.Role;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.analysis.rules.RuleMatch;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every unit in exactly one group.
///
/// A library's rule makes one group, whatever lock its threads wait for. Where no such rule matches, threads of one
/// group share blocked frame, activity and lock class; where a dump has no lock class for some of them
/// (`<no object reference available>`), they go with the most frequent one.
///
/// @param groupByUnit `groupByUnit[unitIndex]`, index into `groups`
/// @param frameByUnit `frameByUnit[unitIndex]`
/// @param book that named the places
public record StackGroups(List<StackGroup> groups, int[] groupByUnit, BlockedFrame[] frameByUnit, RuleBook book) {

    /// @param ruleId empty if no rule matched
    /// @param activity null if it does not tell groups apart
    private record Place(
            String ruleId, String frame, @Nullable Activity activity) {}

    /// Without a heap: rules that ask it do not match.
    public static StackGroups of(WaitForGraph graph, RuleBook book) {
        return of(graph, book, null);
    }

    /// @param figures what the heap says to conditions of rules; null without one
    public static StackGroups of(WaitForGraph graph, RuleBook book, @Nullable ThreadFigures figures) {
        List<Unit> units = graph.joined().units();
        BlockedFrame[] frames = new BlockedFrame[units.size()];
        Map<Place, List<Unit>> byPlace = new LinkedHashMap<>();
        Map<Place, @Nullable Rule> ruleByPlace = new HashMap<>();
        for (Unit unit : units) {
            RuleMatch match = unit.activity() == Activity.ENDED
                    ? null
                    : book.match(observed(unit, figures)).orElse(null);
            BlockedFrame frame = BlockedFrame.of(unit.frames(), unit.activity(), match);
            frames[unit.index()] = frame;
            Rule rule = match == null ? null : match.rule();
            boolean named = rule != null && !rule.fallback() && !rule.classInitialization();
            Place place = new Place(
                    rule == null ? "" : rule.id(),
                    frame.name().isEmpty() ? StackGroup.NO_STACK : frame.name(),
                    named ? null : unit.activity());
            byPlace.computeIfAbsent(place, key -> new ArrayList<>()).add(unit);
            ruleByPlace.put(place, rule);
        }
        Set<Integer> owners = ownersIn(graph);
        int[] groupByUnit = new int[units.size()];
        List<StackGroup> groups = new ArrayList<>();
        for (Map.Entry<Place, List<Unit>> entry : byPlace.entrySet()) {
            Place place = entry.getKey();
            Rule rule = ruleByPlace.get(place);
            Map<String, List<Unit>> byLock = place.activity() == null
                    ? Map.of(mostFrequentLock(graph, entry.getValue()), entry.getValue())
                    : byLock(graph, entry.getValue());
            for (Map.Entry<String, List<Unit>> lock : byLock.entrySet()) {
                StackGroup group = group(groups.size(), rule, place.frame(), lock.getKey(), lock.getValue(), owners);
                groups.add(group);
                group.members().forEach(unit -> groupByUnit[unit.index()] = group.index());
            }
        }
        return new StackGroups(List.copyOf(groups), groupByUnit, frames, book);
    }

    private static Observed observed(Unit unit, @Nullable ThreadFigures figures) {
        return new Observed(
                unit.name(),
                unit.activity(),
                unit.frames(),
                unit.classInitialization(),
                condition -> figures != null && figures.holds(condition, unit.heapThread()));
    }

    public StackGroup groupOf(Unit unit) {
        return groups.get(groupByUnit[unit.index()]);
    }

    /// Where the unit stood when an earlier dump was taken.
    public BlockedFrame frameOf(JvmThread sighting, Unit unit) {
        Activity activity = sighting.activity();
        RuleMatch match = book.match(new Observed(unit.name(), activity, sighting.frames(), false))
                .orElse(null);
        return BlockedFrame.of(sighting.frames(), activity, match);
    }

    private static StackGroup group(
            int index, @Nullable Rule rule, String frame, String lockClass, List<Unit> members, Set<Integer> owners) {
        Activity activity = members.stream()
                .collect(Collectors.groupingBy(Unit::activity, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        boolean owns = members.stream().anyMatch(unit -> owners.contains(unit.index()));
        Subsystem subsystem = rule == null ? Subsystem.NONE : rule.subsystem();
        return new StackGroup(
                index,
                rule,
                subsystem,
                frame,
                activity,
                lockClass,
                rule != null && members.size() < rule.atLeast() ? roleOfFew(rule, owns) : role(rule, activity, owns),
                List.copyOf(members));
    }

    /// Fewer than the rule takes for held up are at work: a call that is being answered. A fallback knows too little to
    /// say so.
    private static GroupRole roleOfFew(Rule rule, boolean owns) {
        if (owns) {
            return GroupRole.OWNER;
        }
        return rule.fallback() ? GroupRole.UNEXPLAINED : GroupRole.RUNNING;
    }

    private static GroupRole role(@Nullable Rule rule, Activity activity, boolean owns) {
        if (rule != null && rule.role() == Role.VICTIM) {
            return GroupRole.VICTIM;
        }
        if (owns) {
            return GroupRole.OWNER;
        }
        if (rule != null && rule.role() == Role.IDLE) {
            return GroupRole.IDLE;
        }
        return activity == Activity.RUNNING ? GroupRole.RUNNING : GroupRole.UNEXPLAINED;
    }

    private static Set<Integer> ownersIn(WaitForGraph graph) {
        return graph.joined().units().stream()
                .map(graph::edge)
                .filter(edge -> edge != null)
                .map(WaitEdge::owner)
                .collect(Collectors.toSet());
    }

    private static Map<String, List<Unit>> byLock(WaitForGraph graph, List<Unit> units) {
        String fallback = mostFrequentLock(graph, units);
        Map<String, List<Unit>> byLock = new LinkedHashMap<>();
        for (Unit unit : units) {
            String known = lockClass(graph, unit);
            byLock.computeIfAbsent(known.isEmpty() ? fallback : known, key -> new ArrayList<>())
                    .add(unit);
        }
        return byLock;
    }

    private static String mostFrequentLock(WaitForGraph graph, List<Unit> units) {
        return units.stream()
                .map(unit -> lockClass(graph, unit))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String lockClass(WaitForGraph graph, Unit unit) {
        WaitReason reason = graph.reason(unit);
        return reason == null ? "" : reason.className();
    }
}
