package dev.holdup.report.page;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Waits;
import dev.holdup.report.text.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who waits for whom, left to right: those who wait stand left of those they wait for. Circles are marked.
///
/// @param leftOut nodes that are not drawn
/// @param cyclic whether there is a circle
public record WaitDrawing(int width, int height, List<Node> nodes, List<Arrow> arrows, int leftOut, boolean cyclic) {
    public static final int NODE_WIDTH = 222;
    public static final int NODE_HEIGHT = 52;
    private static final int COLUMN = NODE_WIDTH + 94;
    private static final int ROW = NODE_HEIGHT + 26;
    private static final int MARGIN = 6;

    /// Room beside the middle of a label.
    private static final int LABEL = 26;

    /// How far from the middle of its side an arrow leaves below, and arrives above, that goes around the outside.
    private static final int APART = 9;

    /// @param cssClass `group`, `unit` or `resource`, with `cyclic` if it stands in a circle
    public record Node(
            int x,
            int y,
            String title,
            String detail,
            String tip,
            @Nullable String href,
            String cssClass) {}

    /// @param path SVG path data
    /// @param label how many wait there
    public record Arrow(String path, int labelX, int labelY, String label, String tip, boolean cyclic, String width) {}

    static @Nullable WaitDrawing of(WaitsShown shown) {
        if (shown.edges().isEmpty()) {
            return null;
        }
        int[] columns = new WaitColumns(shown).columnByNode();
        int[] rows = new int[columns.length];
        int mostColumns = 0;
        int mostRows = 0;
        List<List<Integer>> byColumn = new ArrayList<>();
        for (int node = 0; node < columns.length; node++) {
            while (byColumn.size() <= columns[node]) {
                byColumn.add(new ArrayList<>());
            }
            byColumn.get(columns[node]).add(node);
        }
        for (List<Integer> column : byColumn) {
            mostRows = Math.max(mostRows, column.size());
            mostColumns++;
        }
        double[] middle = new double[columns.length];
        // From the right, so that waiters stand beside what they wait for.
        for (List<Integer> column : byColumn.reversed()) {
            column.sort(Comparator.comparingDouble((Integer node) -> wanted(node, shown, columns, middle))
                    .thenComparingInt(node -> -shown.nodes().get(node).units()));
            int first = (mostRows - column.size()) * ROW / 2;
            for (int row = 0; row < column.size(); row++) {
                rows[column.get(row)] = MARGIN + first + row * ROW;
                middle[column.get(row)] = rows[column.get(row)];
            }
        }
        List<Node> nodes = new ArrayList<>();
        for (int node = 0; node < columns.length; node++) {
            nodes.add(shown.node(node, MARGIN + columns[node] * COLUMN, rows[node]));
        }
        List<Arrow> arrows = new ArrayList<>();
        boolean cyclic = false;
        for (Waits.Edge edge : shown.edges()) {
            cyclic |= edge.cyclic();
            arrows.add(arrow(edge, nodes.get(edge.from()), nodes.get(edge.to()), shown));
        }
        return new WaitDrawing(
                arrows.stream()
                        .mapToInt(arrow -> arrow.labelX() + LABEL)
                        .reduce(mostColumns * COLUMN - (COLUMN - NODE_WIDTH) + 2 * MARGIN, Math::max),
                mostRows * ROW - (ROW - NODE_HEIGHT) + 2 * MARGIN,
                nodes,
                arrows,
                shown.leftOut(),
                cyclic);
    }

    /// Mean height of those further right that it waits for; the middle if it waits for nobody there.
    private static double wanted(int node, WaitsShown shown, int[] columns, double[] middle) {
        double sum = 0;
        int count = 0;
        for (Waits.Edge edge : shown.edges()) {
            if (edge.from() == node && columns[edge.to()] > columns[node]) {
                sum += middle[edge.to()];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static Arrow arrow(Waits.Edge edge, Node from, Node to, WaitsShown shown) {
        boolean forward = to.x() > from.x();
        int startX = from.x() + NODE_WIDTH;
        int startY = from.y() + NODE_HEIGHT / 2 + (forward ? 0 : APART);
        int endX = forward ? to.x() : to.x() + NODE_WIDTH;
        int endY = to.y() + NODE_HEIGHT / 2 - (forward ? 0 : APART);
        // Backwards it leaves and arrives on the right, around the outside.
        int bend = forward ? (endX - startX) / 2 : 40 + Math.abs(endY - startY) / 3;
        String path = "M" + startX + " " + startY + "C" + (startX + bend) + " " + startY + " "
                + (forward ? endX - bend : endX + bend) + " " + endY + " " + (forward ? endX - 3 : endX + 3) + " "
                + endY;
        String thing = edge.className() == null ? "" : " for " + Wording.briefClass(edge.className());
        String label = CountFormat.count(edge.units()) + (edge.cyclic() ? " ↻" : "");
        String tip = CountFormat.count(edge.units()) + (edge.cyclic() ? " in a circle" : "") + thing + ", known by: "
                + edge.via() + (shown.nodes().get(edge.from()).kind().equals("resource") ? " (held)" : "");
        double width = Math.min(9, 1.5 + Math.log10(Math.max(1, edge.units())) * 2);
        int labelX = forward ? (startX + endX) / 2 : Math.max(startX, endX) + bend * 3 / 4 + 4;
        return new Arrow(
                path,
                labelX,
                (startY + endY) / 2 - 6,
                label,
                tip,
                edge.cyclic(),
                String.format(Locale.ROOT, "%.1f", width));
    }
}
