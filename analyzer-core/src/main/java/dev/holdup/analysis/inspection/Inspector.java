package dev.holdup.analysis.inspection;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.dominators.ThreadGrouping;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder.PassProgress;
import java.util.Arrays;

/// Looks at one thing of a heap graph.
///
/// @param limit most things of a kind that are told, such as fields or referrers, at least 1
/// @param values whether the content of strings, fields and arrays is told, too
public record Inspector(int limit, boolean values) {

    /// Uses up the heap graph's references.
    ///
    /// @throws NothingToInspect before the dominators are sought
    public Inspection inspect(HeapGraph heap, InspectionTarget target, PassProgress progress) throws NothingToInspect {
        return switch (new TargetSearch(heap).find(target)) {
            case Found.AnObject(int object) -> new ObjectInspection(look(heap, progress, true), progress).of(object);
            case Found.AClass(var heapClass) ->
                new ClassInspection(look(heap, progress, false), progress).of(heapClass);
            case Found.AThread(int thread) -> new ThreadInspection(look(heap, progress, false)).of(thread);
            case Found.APath(int object) -> new PathInspection(look(heap, progress, false)).of(object);
        };
    }

    /// @param keepUnreachable whether retained sizes are told of unreachable objects too
    private LookedAt look(HeapGraph heap, PassProgress progress, boolean keepUnreachable) {
        int[] ungrouped = new int[heap.threads().size()];
        Arrays.fill(ungrouped, -1);
        DominatorTree tree =
                DominatorTree.of(heap, new ThreadGrouping(ungrouped, new int[0], 0), progress, keepUnreachable);
        return new LookedAt(heap, tree, limit, values);
    }
}
