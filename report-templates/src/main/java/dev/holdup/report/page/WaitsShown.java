package dev.holdup.report.page;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Waits;
import dev.holdup.report.text.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The part of the waits that is drawn: circles and the waits of the most units first.
///
/// @param nodes and `edges` between them, by index
/// @param leftOut nodes that are not in it
record WaitsShown(IncidentReport report, List<Waits.Node> nodes, List<Waits.Edge> edges, int leftOut) {
    private static final int MOST_NODES = 36;
    private static final int TITLE = 24;
    private static final int DETAIL = 27;

    static WaitsShown of(IncidentReport report) {
        Waits waits = report.waits() == null ? byGroups(report) : report.waits();
        Map<Integer, Integer> placeByNode = new HashMap<>();
        List<Waits.Node> nodes = new ArrayList<>();
        List<Waits.Edge> edges = new ArrayList<>();
        for (Waits.Edge edge : waits.edges()) {
            int needed = (placeByNode.containsKey(edge.from()) ? 0 : 1) + (placeByNode.containsKey(edge.to()) ? 0 : 1);
            if (inside(edge, waits) && nodes.size() + needed <= MOST_NODES) {
                int from = place(edge.from(), waits, placeByNode, nodes);
                int to = place(edge.to(), waits, placeByNode, nodes);
                edges.add(new Waits.Edge(
                        from, to, edge.units(), edge.className(), edge.address(), edge.via(), edge.cyclic()));
            }
        }
        return new WaitsShown(
                report, nodes, edges, waits.leftOut() + waits.nodes().size() - nodes.size());
    }

    private static boolean inside(Waits.Edge edge, Waits waits) {
        return edge.from() >= 0
                && edge.to() >= 0
                && edge.from() < waits.nodes().size()
                && edge.to() < waits.nodes().size();
    }

    private static int place(int node, Waits waits, Map<Integer, Integer> placeByNode, List<Waits.Node> nodes) {
        Integer known = placeByNode.get(node);
        if (known == null) {
            known = nodes.size();
            placeByNode.put(node, known);
            nodes.add(waits.nodes().get(node));
        }
        return known;
    }

    /// What the groups say themselves, where the report has no graph of waits: that of an Erlang node, or an older one.
    private static Waits byGroups(IncidentReport report) {
        List<Waits.Node> nodes = new ArrayList<>();
        List<Waits.Edge> edges = new ArrayList<>();
        Map<String, Integer> nodeByOwner = new HashMap<>();
        for (int index = 0; index < report.groups().size(); index++) {
            Group group = report.groups().get(index);
            Owner owner = group.owner();
            if (owner == null || group.idle()) {
                continue;
            }
            Integer to = nodeByOwner.get(owner.unit());
            if (to == null) {
                to = nodes.size();
                nodeByOwner.put(owner.unit(), to);
                nodes.add(new Waits.Node("unit", owner.unit(), owner.frame(), null, 1));
            }
            nodes.add(new Waits.Node("group", group.blockedFrame(), null, index, group.units()));
            Group.WaitsFor thing = group.waitsFor();
            edges.add(new Waits.Edge(
                    nodes.size() - 1,
                    to,
                    group.units(),
                    thing == null ? null : thing.className(),
                    thing == null ? null : thing.address(),
                    owner.via(),
                    false));
        }
        return new Waits(nodes, edges, 0);
    }

    WaitDrawing.Node node(int index, int x, int y) {
        Waits.Node node = nodes.get(index);
        boolean cyclic = edges.stream().anyMatch(edge -> edge.cyclic() && (edge.from() == index || edge.to() == index));
        Integer group = node.group();
        String href = group == null ? null : GroupCard.href(group, report);
        String detail = node.detail();
        String title;
        String below;
        switch (node.kind()) {
            case "group" -> {
                title = Wording.units(report.units(), node.units());
                below = "in " + Wording.brief(node.label());
            }
            case "resource" -> {
                title = Wording.briefClass(node.label());
                below = detail == null ? CountFormat.counted(node.units(), "holder") : detail;
            }
            default -> {
                title = node.label();
                below = detail == null ? "" : "in " + Wording.brief(detail);
            }
        }
        return new WaitDrawing.Node(
                x,
                y,
                cut(title, TITLE),
                cut(below, DETAIL),
                title + (below.isEmpty() ? "" : " " + below),
                href,
                cssClass(node) + (cyclic ? " cyclic" : ""));
    }

    private static String cssClass(Waits.Node node) {
        return switch (node.kind()) {
            case "group" -> "crowd";
            case "resource" -> "resource";
            default -> "one";
        };
    }

    /// The two ends tell names apart that begin alike.
    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most / 2) + "…" + text.substring(text.length() - (most - most / 2 - 1));
    }
}
