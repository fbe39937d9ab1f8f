package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.Waits;
import dev.holdup.analysis.waits.GroupOwner;
import dev.holdup.analysis.waits.Resource;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitCycle;
import dev.holdup.analysis.waits.WaitEdge;
import dev.holdup.dumps.model.LockUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who waits for whom, with waiters folded into their groups; the waits of the most units first.
final class FoldedWaits {
    private static final int MOST_NODES = 300;

    /// So many holders of a resource are nodes of their own; more are folded into their groups.
    private static final int FEW_HOLDERS = 6;

    /// What makes waits one edge: the same two ends and the same thing waited for.
    private record Between(
            End from,
            End to,
            @Nullable String className,
            @Nullable String address) {}

    /// A node before it has its place.
    private record End(String kind, int index) {}

    private record Wait(int units, String via, boolean cyclic) {}

    private final Incident incident;
    private final RankedGroups ranked;
    private final int mostNodes;
    private final Set<Integer> owners = new HashSet<>();
    private final Set<Integer> cyclic = new HashSet<>();
    private final Map<Between, Wait> waits = new LinkedHashMap<>();
    private final Map<End, Integer> unitsByEnd = new HashMap<>();

    FoldedWaits(Incident incident, RankedGroups ranked, Detail detail) {
        this.incident = incident;
        this.ranked = ranked;
        this.mostNodes = detail.scaled(MOST_NODES);
        incident.cycles().stream().filter(WaitCycle::edgesKnown).forEach(cycle -> cyclic.addAll(cycle.members()));
        for (Unit unit : incident.units()) {
            WaitEdge edge = incident.waits().edge(unit);
            if (edge != null) {
                owners.add(edge.owner());
            }
        }
        for (StackGroup group : incident.groups().groups()) {
            GroupOwner owner = incident.ownerOf(group);
            Resource resource = incident.resourceOf(group);
            if (owner != null) {
                owners.add(owner.direct().index());
            }
            if (resource != null && owner == null && resource.holders().size() <= FEW_HOLDERS) {
                resource.holders().forEach(holder -> owners.add(holder.unit().index()));
            }
        }
        for (StackGroup group : ranked.inOrder()) {
            count(group);
        }
        for (StackGroup group : ranked.inOrder()) {
            link(group);
        }
    }

    private void count(StackGroup group) {
        for (Unit unit : group.members()) {
            unitsByEnd.merge(endOf(unit, group), 1, Integer::sum);
        }
    }

    private End endOf(Unit unit, StackGroup group) {
        return owners.contains(unit.index()) ? new End("unit", unit.index()) : new End("group", group.index());
    }

    private void link(StackGroup group) {
        GroupOwner owner = incident.ownerOf(group);
        for (Unit unit : group.members()) {
            WaitEdge edge = incident.waits().edge(unit);
            if (edge != null) {
                boolean closed = cyclic.contains(unit.index()) && cyclic.contains(edge.owner());
                long address = edge.reason().address();
                String className = edge.reason().className();
                add(
                        new Between(
                                endOf(unit, group),
                                new End("unit", edge.owner()),
                                className.isEmpty() ? null : className,
                                address == LockUse.NO_ADDRESS || address == 0 ? null : Words.address(address)),
                        new Wait(1, edge.knownBy().label(), closed));
            } else if (owner != null && owner.edge() == null && owner.direct() != unit) {
                add(
                        new Between(
                                endOf(unit, group),
                                new End("unit", owner.direct().index()),
                                lockOf(group),
                                null),
                        new Wait(1, owner.knownBy().label(), false));
            }
        }
        Resource resource = incident.resourceOf(group);
        if (resource != null && owner == null && !resource.holders().isEmpty()) {
            End handedOut = new End("resource", group.index());
            unitsByEnd.put(handedOut, resource.holders().size());
            group.members()
                    .forEach(unit -> add(
                            new Between(endOf(unit, group), handedOut, lockOf(group), null),
                            new Wait(1, resource.knownBy().label(), false)));
            resource.holders()
                    .forEach(holder -> add(
                            new Between(
                                    handedOut,
                                    endOf(holder.unit(), incident.groups().groupOf(holder.unit())),
                                    null,
                                    null),
                            new Wait(1, resource.knownBy().label(), false)));
        }
    }

    private static @Nullable String lockOf(StackGroup group) {
        return group.lockClass().isEmpty() ? null : group.lockClass();
    }

    private void add(Between between, Wait wait) {
        waits.merge(
                between,
                wait,
                (one, other) -> new Wait(one.units() + other.units(), one.via(), one.cyclic() || other.cyclic()));
    }

    Waits toFinding() {
        List<Map.Entry<Between, Wait>> inOrder = waits.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Between, Wait> entry) ->
                                !entry.getValue().cyclic())
                        .thenComparing(entry -> -entry.getValue().units()))
                .toList();
        Map<End, Integer> placeByEnd = new LinkedHashMap<>();
        Set<End> beyond = new HashSet<>();
        List<Waits.Edge> edges = new ArrayList<>();
        for (Map.Entry<Between, Wait> entry : inOrder) {
            Between between = entry.getKey();
            Integer from = place(between.from(), placeByEnd, beyond);
            Integer to = place(between.to(), placeByEnd, beyond);
            if (from != null && to != null) {
                Wait wait = entry.getValue();
                edges.add(new Waits.Edge(
                        from, to, wait.units(), between.className(), between.address(), wait.via(), wait.cyclic()));
            }
        }
        return new Waits(placeByEnd.keySet().stream().map(this::node).toList(), edges, beyond.size());
    }

    private @Nullable Integer place(End end, Map<End, Integer> placeByEnd, Set<End> beyond) {
        if (!placeByEnd.containsKey(end) && placeByEnd.size() == mostNodes) {
            beyond.add(end);
            return null;
        }
        return placeByEnd.computeIfAbsent(end, key -> placeByEnd.size());
    }

    private Waits.Node node(End end) {
        int units = unitsByEnd.getOrDefault(end, 1);
        if (end.kind().equals("unit")) {
            Unit unit = incident.units().get(end.index());
            StackGroup group = incident.groups().groupOf(unit);
            String frame = incident.groups().frameByUnit()[unit.index()].name();
            return new Waits.Node("unit", unit.name(), frame.isEmpty() ? null : frame, ranked.rank(group), 1);
        }
        StackGroup group = incident.groups().groups().get(end.index());
        Resource resource = incident.resourceOf(group);
        if (end.kind().equals("resource") && resource != null) {
            String summary = resource.summary();
            String className = resource.className();
            return new Waits.Node(
                    "resource",
                    className.isEmpty() ? resource.noun() : className,
                    summary.isEmpty() ? null : summary,
                    null,
                    units);
        }
        return new Waits.Node("group", group.blockedFrame(), null, ranked.rank(group), units);
    }
}
