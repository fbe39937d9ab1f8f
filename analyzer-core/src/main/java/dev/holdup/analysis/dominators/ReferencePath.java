package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.ArrayList;
import java.util.BitSet;
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

    /// Nodes from `from` to `to`, both included, by preorder number; shortest, breadth first. Empty if there is no
    /// path.
    List<Integer> between(int from, int to) {
        if (from == to) {
            return List.of(from);
        }
        Map<Integer, Integer> cameFrom = new HashMap<>();
        BitSet seen = new BitSet();
        List<Integer> level = List.of(from);
        RowCursor row = new RowCursor(heap);
        while (!level.isEmpty()) {
            List<Integer> next = new ArrayList<>();
            for (int node : level) {
                row.open(tree.placeOf(node));
                for (long at = row.first; at < row.end; at++) {
                    int target = tree.preorderOfTarget(heap.references().rows().get(at));
                    if (target < 0 || seen.get(target)) {
                        continue;
                    }
                    seen.set(target);
                    cameFrom.put(target, node);
                    if (target == to) {
                        return backwards(cameFrom, from, to);
                    }
                    next.add(target);
                }
            }
            level = next;
        }
        return List.of();
    }

    private static List<Integer> backwards(Map<Integer, Integer> cameFrom, int from, int to) {
        List<Integer> path = new ArrayList<>();
        int at = to;
        while (at != from) {
            path.add(at);
            Integer before = cameFrom.get(at);
            if (before == null) {
                return List.of();
            }
            at = before;
        }
        path.add(from);
        return path.reversed();
    }

    /// The field or element through which a node refers to another: `com.acme.Registry.SESSIONS`, `java.lang.Object[]`.
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
