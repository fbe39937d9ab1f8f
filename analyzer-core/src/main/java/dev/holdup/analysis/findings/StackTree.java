package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All stacks, each frame once however many units stand in it: within a group, stacks share what they have in common
/// from the outermost frame on.
///
/// A node is a frame below its parent, the frame that called it. Nodes of a group stand together, parents before
/// children.
///
/// @param frames each frame once, as printed
/// @param firstNodeByGroup where the nodes of a group begin, by index into `groups`; one more entry than there are
/// groups
/// @param parentByNode −1 for an outermost frame
/// @param frameByNode index into `frames`
/// @param unitsByNode units whose innermost frame it is
/// @param retainedByNode what the locals of that frame alone keep alive, summed over all units that stand in it; null
/// without a heap dump
/// @param leftOut units whose stacks the cap keeps out
public record StackTree(
        List<String> frames,
        List<Integer> firstNodeByGroup,
        List<Integer> parentByNode,
        List<Integer> frameByNode,
        List<Integer> unitsByNode,
        @Nullable List<Long> retainedByNode,
        int leftOut) {}
