package dev.holdup.analysis.dominators;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.HeapObjects;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reference paths between nodes of the graph, and the fields they go through.
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
    HeapClass classObject(int node) {
        int object = tree.objectOf(node);
        return object < 0 ? null : classByObject.get(object);
    }

    /// Nodes from `from` on to `to`, along a way from the roots that leads through few trees; empty if it does not lead
    /// through `from`, as it does where `from` dominates `to`. The way may be as long as the heap has objects.
    ///
    /// @param most nodes to tell, from `from` on
    List<Integer> between(int from, int to, int most) {
        int[] latest = new int[most];
        long passed = 0;
        for (int at = to; at >= 0; at = before(at)) {
            latest[(int) (passed++ % most)] = at;
            if (at == from) {
                List<Integer> path = new ArrayList<>();
                for (long i = passed - 1; i >= Math.max(0, passed - most); i--) {
                    path.add(latest[(int) (i % most)]);
                }
                return path;
            }
        }
        return List.of();
    }

    /// Nodes from the virtual root to `node`, both included.
    List<Integer> fromRoot(int node) {
        int[] path = new int[64];
        int length = 0;
        for (int at = node; at >= 0; at = before(at)) {
            if (length == path.length) {
                path = Arrays.copyOf(path, length + (length >> 1));
            }
            path[length++] = at;
        }
        return new Way(path, length).reversed();
    }

    /// Four bytes a node, for a way may be as long as the heap has objects.
    private static final class Way extends AbstractList<Integer> {
        private final int[] nodes;
        private final int length;

        Way(int[] nodes, int length) {
            this.nodes = nodes;
            this.length = length;
        }

        @Override
        public Integer get(int index) {
            return nodes[Objects.checkIndex(index, length)];
        }

        @Override
        public int size() {
            return length;
        }
    }

    /// A node that refers to it and is nearer to the roots; −1 for the root.
    int before(int node) {
        PrivateTrees trees = tree.trees();
        if (node >= trees.objects) {
            return tree.virtual().parentOf(node);
        }
        if (!trees.isHead(node)) {
            return trees.aboveByObject.get(node) - 1;
        }
        HeadGraph graph = tree.graph();
        int rank = graph.treeOf(node);
        int nearer = tree.levels().levelOf(rank) - 1;
        int before = -1;
        for (long at = graph.firstIn(rank); at < graph.endIn(rank); at++) {
            int source = graph.source(at);
            // The one with the smallest address of all that are as near: the same dump gives the same path.
            if ((before < 0 || source < before) && tree.levels().levelOf(graph.treeOf(source)) == nearer) {
                before = source;
            }
        }
        if (before < 0) {
            int preorder = tree.order().enteredFrom(tree.order().preorderOf(rank));
            return preorder < 0
                    ? preorder
                    : graph.headOf(tree.order().treeByPreorder.get(preorder));
        }
        return tree.virtual().threadOf(before) >= 0 && tree.isLiveThread(node)
                ? tree.virtual().parentOf(before)
                : before;
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
        HeapClass itsClass = heap.classes().get(tree.classOf(source));
        if (itsClass.isArray()) {
            return itsClass.name();
        }
        HeapObjects.ObjectRecord record = heap.reader().at(heap.objects().addressOf(sourceObject));
        if (record == null) {
            return itsClass.name();
        }
        for (HeapClass.Field field : record.heapClass().fields()) {
            if (field.type() == FieldType.OBJECT && heap.reader().reference(record, field.name()) == targetId) {
                return field.declaringClass() + "." + field.name();
            }
        }
        return record.heapClass().name() + ".<class>";
    }

    /// Whether a node is a class object one of whose static fields refers to the target. What a class has besides, its
    /// loader, its superclass, its constants, is none.
    boolean isStaticField(int source, int target) {
        HeapClass asClass = classObject(source);
        int object = tree.objectOf(target);
        return asClass != null
                && object >= 0
                && !staticField(asClass, heap.objects().addressOf(object)).startsWith("<");
    }

    /// Whether it is the entry of an object in the JDK's list of all that have a `finalize`.
    boolean isFinalizer(int node) {
        return heap.classes().get(tree.classOf(node)).isA("java.lang.ref.FinalReference");
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
