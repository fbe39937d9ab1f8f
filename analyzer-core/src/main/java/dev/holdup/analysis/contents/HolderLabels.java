package dev.holdup.analysis.contents;

import dev.holdup.analysis.dominators.DominatorTree;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// By which field a collection is held, up the dominators: its own holder's, a static field, or the one that holds
/// the collection it is an element of.
final class HolderLabels {
    /// Nodes and arrays between a collection and the one it is an element of.
    private static final int DEEPEST = 64;

    private final LookedInto lookedInto;
    private final HeapGraph heap;
    private final DominatorTree tree;
    private final HolderFields fields;
    private final CollectionSizes sizes;
    /// By object index of a class object: its static fields by what they refer to.
    private final Map<Integer, Map<Long, String>> staticsByClassObject = new HashMap<>();
    private final Map<Integer, HeapClass> classByObject = new HashMap<>();

    HolderLabels(LookedInto lookedInto, HolderFields fields, CollectionSizes sizes) {
        this.lookedInto = lookedInto;
        this.heap = lookedInto.heap;
        this.tree = lookedInto.tree;
        this.fields = fields;
        this.sizes = sizes;
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (heapClass.objectIndex() >= 0) {
                classByObject.put(heapClass.objectIndex(), heapClass);
            }
        }
    }

    /// Null if no single field holds it.
    @Nullable
    String of(int collection) {
        String own = direct(collection);
        if (own != null) {
            return own;
        }
        int at = tree.immediateDominator(collection);
        for (int depth = 0; at >= 0 && depth < DEEPEST; depth++) {
            HeapClass its = heap.classOf(at);
            if (lookedInto.described.isCollection(its.classIndex())) {
                if (!lookedInto.has(at) || !sizes.isInside(at)) {
                    String outer = direct(at);
                    return outer == null ? null : outer + "[]";
                }
            } else if (!lookedInto.described.belongsToOne(its, heap)) {
                return null;
            }
            at = tree.immediateDominator(at);
        }
        return null;
    }

    private @Nullable String direct(int collection) {
        int field = lookedInto.has(collection) ? lookedInto.field(lookedInto.rankOf(collection)) : -1;
        if (field >= 0) {
            return fields.name(field);
        }
        int holder = tree.immediateDominator(collection);
        HeapClass holderClass = classByObject.get(holder);
        return holderClass == null
                ? null
                : staticsByClassObject
                        .computeIfAbsent(holder, object -> statics(holderClass))
                        .get(heap.objects().addressOf(collection));
    }

    private Map<Long, String> statics(HeapClass heapClass) {
        Map<Long, String> nameByValue = new HashMap<>();
        HeapClassRecord record = heapClass.classRecord();
        if (record != null) {
            for (HeapClassRecord.StaticField field : record.staticFields()) {
                if (field.type() == FieldType.OBJECT && field.value() != 0) {
                    nameByValue.putIfAbsent(field.value(), heapClass.name() + "." + heap.fieldName(field.nameId()));
                }
            }
        }
        return nameByValue;
    }
}
