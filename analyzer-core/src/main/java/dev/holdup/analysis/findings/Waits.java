package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who waits for whom. Units that nobody waits for stand together by group, so that thousands of waiters are one node.
///
/// @param leftOut nodes that the cap keeps out, with their edges
public record Waits(List<Node> nodes, List<Edge> edges, int leftOut) {

    /// @param kind `group`: members that nobody waits for; `unit`: one that others wait for; `resource`: what is handed
    /// out to several
    /// @param label where the group stands; the unit's name; the resource's class
    /// @param detail where the unit stands, or how many of the resource are in use; null if that is not known
    /// @param group index into `groups`; null for a resource, and where the group is left out
    /// @param units how many it stands for; of a resource its holders
    public record Node(
            String kind,
            String label,
            @Nullable String detail,
            @Nullable Integer group,
            int units) {}

    /// @param from index into `nodes` of who waits; of a resource, it is handed out to `to`
    /// @param to index into `nodes` of who has what is waited for
    /// @param units how many wait here, or hold
    /// @param className of what is waited for; null if no dump says
    /// @param via how it is known
    /// @param cyclic whether it is part of a circle of waits: a deadlock
    public record Edge(
            int from,
            int to,
            int units,
            @Nullable String className,
            @Nullable String address,
            String via,
            boolean cyclic) {}
}
