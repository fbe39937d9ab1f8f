package dev.holdup.analysis.waits;

import dev.holdup.analysis.rules.Rule;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who holds what a group waits for.
///
/// @param direct holds it for the most members
/// @param head at the end of the chain: what `direct` in turn waits for; `direct` itself if it waits for nobody
/// @param chain from `direct` to `head`, both included
/// @param knownBy how `direct` is known
/// @param edge of one member to `direct`; null if it is inferred
/// @param waiters members that are known to wait for `direct`; all of them if it is inferred
/// @param cyclic whether the chain ends in a cycle
public record GroupOwner(
        Unit direct,
        Unit head,
        List<Unit> chain,
        KnownBy knownBy,
        @Nullable WaitEdge edge,
        int waiters,
        boolean cyclic) {

    /// By index of the group; null where nobody is known to hold it.
    public static List<@Nullable GroupOwner> of(WaitForGraph graph, StackGroups groups) {
        Set<String> code = new HashSet<>();
        for (StackGroup group : groups.groups()) {
            if (waits(group)) {
                code.addAll(codeOf(group));
                code.addAll(group.rule() == null ? List.of() : group.rule().consumers());
            }
        }
        CodeIndex index = new CodeIndex(graph.joined().units(), code);
        List<@Nullable GroupOwner> owners = new ArrayList<>();
        for (StackGroup group : groups.groups()) {
            owners.add(waits(group) ? of(group, graph, groups, index) : null);
        }
        return owners;
    }

    private static boolean waits(StackGroup group) {
        return switch (group.role()) {
            case IDLE, RUNNING -> false;
            case VICTIM, OWNER, UNEXPLAINED -> true;
        };
    }

    private static @Nullable GroupOwner of(StackGroup group, WaitForGraph graph, StackGroups groups, CodeIndex index) {
        Rule rule = group.rule();
        Unit consumer = rule == null ? null : onlyOneInside(rule.consumers(), group, groups, index);
        if (consumer != null) {
            return following(consumer, KnownBy.CONSUMER, null, group.size(), graph);
        }
        Map<Integer, Integer> votes = new HashMap<>();
        WaitEdge best = null;
        for (Unit member : group.members()) {
            WaitEdge edge = graph.edge(member);
            if (edge != null) {
                int count = votes.merge(edge.owner(), 1, Integer::sum);
                if (best == null
                        || count > votes.getOrDefault(best.owner(), 0)
                        || (best.owner() == edge.owner() && edge.knownBy().compareTo(best.knownBy()) < 0)) {
                    best = edge;
                }
            }
        }
        List<Unit> units = graph.joined().units();
        if (best != null) {
            return following(units.get(best.owner()), best.knownBy(), best, votes.getOrDefault(best.owner(), 0), graph);
        }
        Unit inside = isExclusive(group) ? onlyOneInside(codeOf(group), group, groups, index) : null;
        return inside == null ? null : following(inside, KnownBy.SAME_CODE, null, group.size(), graph);
    }

    /// Frames by which the owner is known from its stack.
    private static List<String> codeOf(StackGroup group) {
        Rule rule = group.rule();
        return rule == null || rule.frames().isEmpty() || rule.fallback()
                ? List.of(group.blockedFrame())
                : rule.frames();
    }

    private static GroupOwner following(
            Unit direct, KnownBy knownBy, @Nullable WaitEdge edge, int waiters, WaitForGraph graph) {
        Set<Unit> chain = new LinkedHashSet<>(List.of(direct));
        Unit head = direct;
        boolean cyclic = false;
        for (WaitEdge next = graph.edge(head); next != null && !cyclic; next = graph.edge(head)) {
            Unit owner = graph.joined().units().get(next.owner());
            cyclic = !chain.add(owner);
            head = cyclic ? head : owner;
        }
        return new GroupOwner(direct, head, List.copyOf(chain), knownBy, edge, waiters, cyclic);
    }

    /// Whether one thread at a time may be where the group wants to go: a monitor or a lock, no
    /// condition, queue or latch.
    private static boolean isExclusive(StackGroup group) {
        if (group.activity() == Activity.BLOCKED) {
            return true;
        }
        if (group.lockClass().endsWith("ConditionObject")) {
            return false;
        }
        for (JvmFrame frame : group.members().getFirst().frames()) {
            String name = frame.className();
            if (name.equals("java.util.concurrent.locks.ReentrantLock")
                    || name.endsWith("ReentrantReadWriteLock$WriteLock")) {
                return true;
            }
            if (frame.qualifiedName().equals(group.blockedFrame())) {
                return false;
            }
        }
        return false;
    }

    /// The one thread outside the group that is inside that code; a running one is preferred to waiting ones.
    private static @Nullable Unit onlyOneInside(
            List<String> code, StackGroup group, StackGroups groups, CodeIndex index) {
        Set<Unit> inside = new LinkedHashSet<>();
        Set<Unit> running = new LinkedHashSet<>();
        for (String frame : code) {
            for (Unit unit : index.inside(frame)) {
                StackGroup other = groups.groupOf(unit);
                if (other.index() != group.index() && !other.idle()) {
                    inside.add(unit);
                    if (unit.activity() == Activity.RUNNING) {
                        running.add(unit);
                    }
                }
            }
        }
        if (running.size() == 1) {
            return running.iterator().next();
        }
        return inside.size() == 1 ? inside.iterator().next() : null;
    }
}
