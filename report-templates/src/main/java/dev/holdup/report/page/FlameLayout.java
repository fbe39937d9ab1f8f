package dev.holdup.report.page;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.StackTree;
import dev.holdup.report.text.FrameText;
import dev.holdup.report.text.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Merges the stacks of all groups by method and lays the boxes out, widest first.
final class FlameLayout {
    /// Narrower boxes could not be seen.
    private static final double NARROWEST = 0.0008;

    /// No word fits into narrower ones.
    private static final double NARROWEST_TEXT = 0.03;

    private static final int MOST_BOXES = 500;
    private static final int MOST_FRAMES = 256;

    /// A frame with all that was called from it.
    private static final class Node {
        final String name;
        final Map<String, Node> called = new HashMap<>();
        long units;

        Node(String name) {
            this.name = name;
        }
    }

    private final Node all = new Node("");
    private final Set<String> blocked = new HashSet<>();
    private final List<FlameGraph.Box> boxes = new ArrayList<>();
    private final String unit;
    private final long total;

    FlameLayout(IncidentReport report) {
        unit = Wording.unit(report.units());
        StackTree stacks = report.stacks();
        if (stacks != null && !stacks.frameByNode().isEmpty()) {
            merge(stacks);
        } else {
            report.groups().forEach(this::merge);
        }
        for (Group group : report.groups()) {
            if (group.role().equals("victim")) {
                blocked.add(group.blockedFrame());
            }
        }
        total = Math.max(1, all.units);
        place(all, 0, 0);
    }

    List<FlameGraph.Box> boxes() {
        return boxes;
    }

    private void merge(StackTree stacks) {
        Node[] nodes = new Node[stacks.frameByNode().size()];
        for (int i = 0; i < nodes.length; i++) {
            int parent = stacks.parentByNode().get(i);
            // A saved report may say anything: only what stands before it is a parent.
            Node above = parent >= 0 && parent < i ? nodes[parent] : all;
            int frame = stacks.frameByNode().get(i);
            String name = frame >= 0 && frame < stacks.frames().size()
                    ? method(stacks.frames().get(frame))
                    : "";
            nodes[i] = above.called.computeIfAbsent(name, Node::new);
        }
        long[] unitsThrough = new long[nodes.length];
        for (int i = nodes.length - 1; i >= 0; i--) {
            unitsThrough[i] += stacks.unitsByNode().get(i);
            int parent = stacks.parentByNode().get(i);
            if (parent >= 0 && parent < i) {
                unitsThrough[parent] += unitsThrough[i];
            } else {
                all.units += unitsThrough[i];
            }
            nodes[i].units += unitsThrough[i];
        }
    }

    private void merge(Group group) {
        if (group.stack().isEmpty()) {
            return;
        }
        Node at = all;
        at.units += group.units();
        for (Group.Frame frame : group.stack().reversed()) {
            at = at.called.computeIfAbsent(method(frame.text()), Node::new);
            at.units += group.units();
        }
    }

    /// The same method is one box, on whatever line it stands.
    private static String method(String frame) {
        FrameText text = FrameText.of(frame);
        return text.packageName() + text.call();
    }

    private void place(Node node, int depth, double x) {
        if (depth == MOST_FRAMES) {
            return;
        }
        List<Node> called = node.called.values().stream()
                .sorted(Comparator.comparingLong((Node other) -> -other.units).thenComparing(other -> other.name))
                .toList();
        double at = x;
        for (Node other : called) {
            double wide = (double) other.units / total;
            if (wide >= NARROWEST && boxes.size() < MOST_BOXES) {
                boxes.add(box(other, depth, at, wide));
                place(other, depth + 1, at);
            }
            at += wide;
        }
    }

    private FlameGraph.Box box(Node node, int depth, double x, double width) {
        String tip = node.name + ": " + CountFormat.counted(node.units, unit) + ", "
                + CountFormat.percent(node.units, total);
        return new FlameGraph.Box(
                Rectangle.percent(x),
                depth * FlameGraph.ROW,
                Rectangle.percent(width),
                FrameText.of(node.name).call(),
                tip,
                cssClass(node.name) + (width < NARROWEST_TEXT ? " narrow" : ""));
    }

    private String cssClass(String name) {
        if (blocked.contains(name)) {
            return "blocked";
        }
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.") ? "jdk" : "";
    }
}
