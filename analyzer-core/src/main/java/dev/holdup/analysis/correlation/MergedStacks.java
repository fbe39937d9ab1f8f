package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.StackTree;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stacks of all ranked groups, merged from the outermost frame on, group by group.
///
/// Where the heap shows a unit at its place, the stack is the heap's: then it has sizes.
final class MergedStacks {
    /// Enough for a few hundred stacks that differ; ten thousand alike take no more than one.
    private static final int MOST_NODES = 6_000;

    /// Frames further out are left out of deeper stacks.
    private static final int MOST_FRAMES = 256;

    private final Incident incident;
    private final Map<String, Integer> frames = new LinkedHashMap<>();
    /// Spares the text of a frame that was met before.
    private final Map<JvmFrame, Integer> placeByFrame = new HashMap<>();
    private final List<Integer> firstNodeByGroup = new ArrayList<>();
    private final List<Integer> parentByNode = new ArrayList<>();
    private final List<Integer> frameByNode = new ArrayList<>();
    private final List<Integer> unitsByNode = new ArrayList<>();
    private final List<Long> retainedByNode = new ArrayList<>();
    private final Map<Unit, Integer> nodeByUnit = new HashMap<>();
    private final int mostNodes;
    private int leftOut;

    /// Where a stack goes on: the same frame below the same parent, within a group.
    private record Step(int parent, int frame) {}

    MergedStacks(Incident incident, RankedGroups ranked, Detail detail) {
        this.incident = incident;
        this.mostNodes = detail.scaled(MOST_NODES);
        for (StackGroup group : ranked.inOrder()) {
            firstNodeByGroup.add(parentByNode.size());
            Map<Step, Integer> nodeByStep = new HashMap<>();
            List<JvmFrame> before = List.of();
            Integer nodeBefore = null;
            for (Unit unit : group.members()) {
                List<JvmFrame> heapFrames = ranked.heapStack(unit, group);
                List<JvmFrame> stack = heapFrames.isEmpty() ? unit.frames() : heapFrames;
                // Members mostly stand alike.
                if (heapFrames.isEmpty() && nodeBefore != null && stack.equals(before)) {
                    stands(unit, nodeBefore);
                } else if (!stack.isEmpty()) {
                    add(unit, stack, !heapFrames.isEmpty(), nodeByStep);
                }
                before = stack;
                nodeBefore = nodeByUnit.get(unit);
            }
        }
        firstNodeByGroup.add(parentByNode.size());
    }

    private void add(Unit unit, List<JvmFrame> stack, boolean sized, Map<Step, Integer> nodeByStep) {
        int depth = Math.min(stack.size(), MOST_FRAMES);
        if (parentByNode.size() + depth > mostNodes && isNew(stack.subList(0, depth), nodeByStep)) {
            leftOut++;
            return;
        }
        int node = -1;
        for (int frameIndex = depth - 1; frameIndex >= 0; frameIndex--) {
            Integer frame = placeByFrame.computeIfAbsent(
                    stack.get(frameIndex), seen -> frames.computeIfAbsent(seen.text(), text -> frames.size()));
            node = nodeByStep.computeIfAbsent(new Step(node, frame), this::newNode);
            MemoryFacts memory = incident.memory();
            if (sized && memory != null) {
                long retained = memory.figures().retainedOfFrame(unit.heapIndex(), frameIndex);
                retainedByNode.set(node, retainedByNode.get(node) + retained);
            }
        }
        stands(unit, node);
    }

    private void stands(Unit unit, int node) {
        unitsByNode.set(node, unitsByNode.get(node) + 1);
        nodeByUnit.put(unit, node);
    }

    private int newNode(Step step) {
        parentByNode.add(step.parent());
        frameByNode.add(step.frame());
        unitsByNode.add(0);
        retainedByNode.add(0L);
        return parentByNode.size() - 1;
    }

    /// Whether it would need nodes that are not there.
    private boolean isNew(List<JvmFrame> stack, Map<Step, Integer> nodeByStep) {
        int node = -1;
        for (int frameIndex = stack.size() - 1; frameIndex >= 0; frameIndex--) {
            Integer frame = placeByFrame.get(stack.get(frameIndex));
            Integer next = frame == null ? null : nodeByStep.get(new Step(node, frame));
            if (next == null) {
                return true;
            }
            node = next;
        }
        return false;
    }

    /// The node of its innermost frame; null if its stack is left out, or it has none.
    @Nullable
    Integer nodeOf(Unit unit) {
        return nodeByUnit.get(unit);
    }

    StackTree toFinding() {
        return new StackTree(
                List.copyOf(frames.keySet()),
                firstNodeByGroup,
                parentByNode,
                frameByNode,
                unitsByNode,
                incident.memory() == null ? null : retainedByNode,
                leftOut);
    }
}
