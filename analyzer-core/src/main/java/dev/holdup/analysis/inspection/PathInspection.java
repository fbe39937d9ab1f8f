package dev.holdup.analysis.inspection;

import dev.holdup.analysis.dominators.RootWay;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapThread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for the way from a GC root to an object.
final class PathInspection {
    private final LookedAt look;
    private final ReferenceNames names;

    PathInspection(LookedAt look) {
        this.look = look;
        this.names = new ReferenceNames(look);
    }

    PathFacts of(int object) {
        String reachability = Dominators.of(look, object).reachability();
        if (!look.tree.isReachable(object)) {
            return new PathFacts(look.object(object), reachability, null, null, null, List.of(), 0);
        }
        RootWay way = RootWay.to(look.tree, object);
        HeapThread thread = way.thread() < 0 ? null : look.heap.threads().get(way.thread());
        return new PathFacts(
                look.object(object),
                reachability,
                root(way, thread),
                thread == null ? null : look.object(thread.objectIndex()),
                thread == null || way.frame() < 0
                        ? null
                        : thread.frames().get(way.frame()).text(),
                steps(way.objects()),
                Math.max(0, way.objects().length - look.limit));
    }

    private String root(RootWay way, @Nullable HeapThread thread) {
        int first = way.objects()[0];
        if (way.phase() > 0) {
            return "a reference that does not retain";
        }
        if (look.heap.threads().stream().anyMatch(live -> live.objectIndex() == first)) {
            return "live thread";
        }
        if (thread != null) {
            return "local variable";
        }
        for (HeapGraph.Root root : look.heap.plainRoots()) {
            if (root.objectIndex() == first) {
                return root.kind().label();
            }
        }
        return "unknown";
    }

    /// Of a long way the first and the last steps.
    private List<PathFacts.Step> steps(int[] objects) {
        List<PathFacts.Step> steps = new ArrayList<>();
        int head = (look.limit + 1) / 2;
        for (int i = 0; i < objects.length; i++) {
            boolean afterGap = objects.length > look.limit && i == head;
            if (afterGap) {
                i = objects.length - (look.limit - head);
            }
            if (i < objects.length) {
                Via via = i == 0
                        ? null
                        : names.of(objects[i - 1], look.heap.objects().addressOf(objects[i]));
                steps.add(new PathFacts.Step(via, look.object(objects[i])));
            }
        }
        return List.copyOf(steps);
    }
}
