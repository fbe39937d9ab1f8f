package dev.holdup.report.page;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.StackTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All stacks on top of each other, as it is first seen: the outermost frame on top, as wide as the units that stand in
/// it. The script draws others from the same data: by group, by bytes.
///
/// @param byBytes whether the data tell bytes too
/// @param leftOut units whose stacks are not in it
public record FlameGraph(List<Box> boxes, int height, boolean byBytes, int leftOut) {
    static final int ROW = 19;

    /// @param y pixels
    /// @param cssClass `blocked`, `jdk` or empty
    public record Box(String x, int y, String width, String label, String tip, String cssClass) {}

    /// Null if nobody has a stack.
    static @Nullable FlameGraph of(IncidentReport report) {
        FlameLayout layout = new FlameLayout(report);
        List<Box> boxes = layout.boxes();
        StackTree stacks = report.stacks();
        return boxes.isEmpty()
                ? null
                : new FlameGraph(
                        boxes,
                        boxes.stream().mapToInt(box -> box.y() + ROW).max().orElse(0),
                        stacks != null && stacks.retainedByNode() != null,
                        stacks == null ? 0 : stacks.leftOut());
    }
}
