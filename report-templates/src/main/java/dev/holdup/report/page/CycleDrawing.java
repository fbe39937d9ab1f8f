package dev.holdup.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A ring of numbered nodes, each with an arrow to the next: who waits for whom. The names stand beside it.
public record CycleDrawing(List<Node> nodes, List<String> arrows) {
    /// The drawing is `SIDE` by `SIDE`.
    public static final int SIDE = 220;

    /// More would be a rope; the list beside it has them all.
    private static final int MOST_NODES = 12;

    private static final double CENTRE = SIDE / 2.0;
    private static final double RING = 78;
    private static final double NODE = 22;

    /// @param x centre
    /// @param y centre
    public record Node(String x, String y, int number) {}

    static CycleDrawing of(int members) {
        int drawn = Math.clamp(members, 1, MOST_NODES);
        double clearance = NODE / RING + 0.09;
        List<Node> nodes = new ArrayList<>();
        List<String> arrows = new ArrayList<>();
        for (int i = 0; i < drawn; i++) {
            double angle = angle(i, drawn);
            nodes.add(new Node(coordinate(x(angle)), coordinate(y(angle)), i + 1));
            if (drawn > 1) {
                double from = angle + clearance;
                double to = angle(i + 1, drawn) - clearance;
                arrows.add("M" + coordinate(x(from)) + " " + coordinate(y(from)) + "A" + (int) RING + " " + (int) RING
                        + " 0 0 1 " + coordinate(x(to)) + " " + coordinate(y(to)));
            }
        }
        return new CycleDrawing(nodes, arrows);
    }

    /// The first node stands on top, the others follow clockwise.
    private static double angle(int node, int nodes) {
        return 2 * Math.PI * node / nodes - Math.PI / 2;
    }

    private static double x(double angle) {
        return CENTRE + RING * Math.cos(angle);
    }

    private static double y(double angle) {
        return CENTRE + RING * Math.sin(angle);
    }

    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
