package dev.holdup.analysis.dominators;

import dev.holdup.analysis.findings.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The classes of what one object keeps alive.
final class RetainedContent {
    private RetainedContent() {}

    /// Largest first, at most `most`. Cost: a walk over the dominated subtree.
    static List<Suspect.Content> of(DominatorTree tree, DominatedChildren children, int top, int most) {
        Map<Integer, long[]> objectsAndBytesByClass = new HashMap<>();
        IntStack todo = new IntStack();
        todo.push(top);
        while (!todo.isEmpty()) {
            int node = todo.pop();
            int classIndex = tree.classOf(node);
            if (classIndex != tree.heap().shapes().virtualClass()) {
                long[] sum = objectsAndBytesByClass.computeIfAbsent(classIndex, c -> new long[2]);
                sum[0]++;
                sum[1] += tree.shallowOf(node);
            }
            for (int place = children.first(node); place < children.end(node); place++) {
                todo.push(children.child(place));
            }
        }
        List<Suspect.Content> content = new ArrayList<>();
        objectsAndBytesByClass.forEach((classIndex, sum) -> content.add(
                new Suspect.Content(tree.heap().classes().get(classIndex).name(), sum[0], sum[1])));
        content.sort(
                Comparator.comparingLong(Suspect.Content::bytes).reversed().thenComparing(Suspect.Content::className));
        return List.copyOf(content.subList(0, Math.min(most, content.size())));
    }
}
