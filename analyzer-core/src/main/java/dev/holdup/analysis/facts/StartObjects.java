package dev.holdup.analysis.facts;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.HeapObjects.ObjectRecord;
import dev.holdup.analysis.heap.HeapThread;
import dev.holdup.dumps.model.FieldType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The object of a class that a thread stands in or waits on: among the locals of its frames, the innermost first, or
/// what it is parked on; otherwise two references from these.
///
/// A frame's locals hold the receiver of its method as long as the method may still use it.
final class StartObjects {
    private static final int MOST_LOCALS = 2_000;
    private static final int MOST_OBJECTS = 500;
    private static final int DEPTH = 2;

    private final HeapObjects reader;
    private final Function<String, @Nullable HeapClass> classes;
    private final Map<String, Map<String, Boolean>> isAByClass = new HashMap<>();

    /// @param classes by name; null if the heap has none of that name
    StartObjects(HeapObjects reader, Function<String, @Nullable HeapClass> classes) {
        this.reader = reader;
        this.classes = classes;
    }

    /// Null if the thread's frames show no such object.
    @Nullable
    ObjectRecord of(String className, HeapThread thread) {
        if (classes.apply(className) == null) {
            return null;
        }
        HeapThread.Local nearest = null;
        List<HeapThread.Local> locals = thread.locals();
        for (HeapThread.Local local : locals.subList(0, Math.min(MOST_LOCALS, locals.size()))) {
            if (local.frameIndex() >= 0
                    && (nearest == null || local.frameIndex() < nearest.frameIndex())
                    && isA(local.className(), className)) {
                nearest = local;
            }
        }
        if (nearest != null) {
            return reader.at(nearest.address());
        }
        return reached(className, thread);
    }

    private boolean isA(String actual, String wanted) {
        return isAByClass.computeIfAbsent(wanted, name -> new HashMap<>()).computeIfAbsent(actual, name -> {
            HeapClass heapClass = classes.apply(name);
            return heapClass != null && heapClass.isA(wanted);
        });
    }

    private @Nullable ObjectRecord reached(String className, HeapThread thread) {
        List<Long> layer = new ArrayList<>();
        HeapThread.Blocker blocker = thread.parkBlocker();
        if (blocker != null) {
            layer.add(blocker.address());
        }
        thread.locals().stream()
                .filter(local -> local.frameIndex() >= 0)
                .limit(MOST_OBJECTS)
                .forEach(local -> layer.add(local.address()));
        Set<Long> seen = new HashSet<>(layer);
        List<Long> from = layer;
        for (int depth = 0; depth <= DEPTH; depth++) {
            List<Long> next = new ArrayList<>();
            for (long address : from) {
                ObjectRecord object = reader.at(address);
                if (object == null) {
                    continue;
                }
                if (object.heapClass().isA(className)) {
                    return object;
                }
                for (long target : references(object)) {
                    if (seen.size() < MOST_OBJECTS && seen.add(target)) {
                        next.add(target);
                    }
                }
            }
            from = next;
        }
        return null;
    }

    /// Of its fields; not of arrays, and not out of threads, classes or loaders, which lead anywhere.
    private List<Long> references(ObjectRecord object) {
        HeapClass heapClass = object.heapClass();
        if (heapClass.isArray()
                || heapClass.isA("java.lang.Thread")
                || heapClass.isA("java.lang.ClassLoader")
                || heapClass.isA("java.lang.ref.Reference")) {
            return List.of();
        }
        List<Long> targets = new ArrayList<>();
        for (HeapClass.Field field : heapClass.fields()) {
            if (field.type() == FieldType.OBJECT) {
                long target = reader.reference(object, field.name());
                if (target != 0) {
                    targets.add(target);
                }
            }
        }
        return targets;
    }
}
