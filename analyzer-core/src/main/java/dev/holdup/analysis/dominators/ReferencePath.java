package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shortest reference paths between nodes of the graph, and the fields they go through.
final class ReferencePath {
    private final DominatorTree tree;
    private final HeapGraph heap;
    private final Map<Integer, HeapClass> classByObject = new HashMap<>();

    ReferencePath(DominatorTree tree) {
        this.tree = tree;
        this.heap = tree.heap();
        for (int i = 0; i < heap.classes().size(); i++) {
            HeapClass heapClass = heap.classes().get(i);
            if (heapClass.objectIndex() >= 0) {
                classByObject.put(heapClass.objectIndex(), heapClass);
            }
        }
    }

    /// The class a node is the object of, null if it is none.
    @Nullable
    HeapClass classObject(int preorder) {
        int object = tree.objectOf(preorder);
        return object < 0 ? null : classByObject.get(object);
    }

    /// Nodes from `from` to `to`, both included, by preorder number; shortest, breadth first. Empty if there is
    /// no path.
    ///
    /// Memory: up to eight bytes a node reached, until it returns.
    List<Integer> between(int from, int to) {
        if (from == to) {
            return List.of(from);
        }
        // Preorder + 1 of the node each was first reached from; 0 where none has been reached.
        IntTable cameFrom = heap.space().ints(tree.size());
        try {
            return search(from, to, cameFrom) ? backwards(cameFrom, from, to) : List.of();
        } finally {
            heap.space().free(cameFrom);
        }
    }

    private boolean search(int from, int to, IntTable cameFrom) {
        RowCursor row = new RowCursor(heap);
        int[] queue = new int[1024];
        int queued = 0;
        queue[queued++] = from;
        for (int next = 0; next < queued; next++) {
            row.open(tree.placeOf(queue[next]));
            for (long at = row.first; at < row.end; at++) {
                int target = tree.preorderOfTarget(heap.references().rows().get(at));
                if (target < 0 || target == from || cameFrom.get(target) != 0) {
                    continue;
                }
                cameFrom.set(target, queue[next] + 1);
                if (target == to) {
                    return true;
                }
                if (queued == queue.length) {
                    queue = Arrays.copyOf(queue, 2 * queued);
                }
                queue[queued++] = target;
            }
        }
        return false;
    }

    private static List<Integer> backwards(IntTable cameFrom, int from, int to) {
        List<Integer> path = new ArrayList<>();
        for (int at = to; at != from; at = cameFrom.get(at) - 1) {
            path.add(at);
        }
        path.add(from);
        return path.reversed();
    }

    /// The field or element through which a node refers to another: `com.acme.Registry.SESSIONS`,
    /// `java.lang.Object[]`.
    String step(int source, int target) {
        int sourceObject = tree.objectOf(source);
        int targetObject = tree.objectOf(target);
        if (sourceObject < 0 || targetObject < 0) {
            return "local variable";
        }
        long targetId = heap.objects().addressOf(targetObject);
        HeapClass asClass = classByObject.get(sourceObject);
        if (asClass != null) {
            return asClass.name() + "." + staticField(asClass, targetId);
        }
        HeapObjects.ObjectRecord record = heap.reader().at(heap.objects().addressOf(sourceObject));
        if (record == null) {
            return heap.classes().get(tree.classOf(source)).name();
        }
        if (record.heapClass().isArray()) {
            return record.heapClass().name();
        }
        for (HeapClass.Field field : record.heapClass().fields()) {
            if (field.type() == FieldType.OBJECT && heap.reader().reference(record, field.name()) == targetId) {
                return field.declaringClass() + "." + field.name();
            }
        }
        return record.heapClass().name() + ".<class>";
    }

    private String staticField(HeapClass heapClass, long targetId) {
        HeapClassRecord classRecord = heapClass.classRecord();
        if (classRecord == null) {
            return "<class>";
        }
        if (classRecord.superclassId() == targetId) {
            return "<superclass>";
        }
        if (classRecord.classLoaderId() == targetId) {
            return "<class loader>";
        }
        for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
            if (field.type() == FieldType.OBJECT && field.value() == targetId) {
                String name = heap.fieldName(field.nameId());
                return name == null ? "<static field>" : name;
            }
        }
        return "<class>";
    }
}
