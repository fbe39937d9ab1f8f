package dev.holdup.analysis.inspection;

import dev.holdup.analysis.dominators.ObjectDominators;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapGraphBuilder.PassProgress;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.FieldType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Looks at one object that is no class object.
final class ObjectInspection {
    private final LookedAt look;
    private final PassProgress progress;

    ObjectInspection(LookedAt look, PassProgress progress) {
        this.look = look;
        this.progress = progress;
    }

    ObjectFacts of(int object) {
        long address = look.heap.objects().addressOf(object);
        ObjectRecord content = look.heap.reader().at(address);
        FieldType elementType = content == null ? null : content.heapClass().elementType();
        FieldValues values = new FieldValues(look);
        Dominators dominators = Dominators.of(look, object);
        ObjectDominators nearest = new ObjectDominators(look.tree);
        return new ObjectFacts(
                look.object(object),
                dominators.reachability(),
                roots(object),
                content == null || elementType != null ? null : values.of(content),
                content == null || elementType == null ? null : content.length(),
                content == null || elementType != FieldType.OBJECT ? null : values.elementsOf(content),
                content == null || elementType == null || elementType == FieldType.OBJECT
                        ? null
                        : values.valuesOf(content, elementType),
                new Referrers(look, progress).of(address),
                dominators.chain(),
                Largest.of(look, other -> nearest.of(other) == object).told(look));
    }

    /// Each once, at most as many as are told of anything.
    private List<String> roots(int object) {
        Set<String> roots = new LinkedHashSet<>();
        for (HeapGraph.Root root : look.heap.plainRoots()) {
            if (root.objectIndex() == object) {
                roots.add(root.kind().label());
            }
        }
        for (HeapThread thread : look.heap.threads()) {
            if (thread.objectIndex() == object) {
                roots.add("live thread");
            }
            for (HeapThread.Local local : thread.locals()) {
                if (local.objectIndex() == object && roots.size() < look.limit) {
                    roots.add(local(thread, local));
                }
            }
        }
        return List.copyOf(roots);
    }

    private static String local(HeapThread thread, HeapThread.Local local) {
        String frame = local.frameIndex() < 0
                ? ""
                : " in " + thread.frames().get(local.frameIndex()).text();
        return (local.jni() ? "JNI local" : "local variable") + " of thread " + thread.name() + frame;
    }
}
