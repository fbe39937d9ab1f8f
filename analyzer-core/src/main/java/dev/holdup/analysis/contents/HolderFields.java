package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.ObjectIndex;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fields that hold collections: of an object that alone keeps a collection alive, the field that refers to it.
///
/// The sweep looks at the fields of those classes alone whose objects are known to keep collections, and asks of each
/// reference whether it is to one.
final class HolderFields {
    private final HeapGraph heap;
    private final LookedInto lookedInto;
    /// Offsets of the references of an object of a class that keeps collections; none for others.
    private final int[][] offsetsByClass;

    private final int[][] fieldsByClass;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> fieldByName = new HashMap<>();

    HolderFields(LookedInto lookedInto) {
        this.heap = lookedInto.heap;
        this.lookedInto = lookedInto;
        this.offsetsByClass = new int[heap.classes().size()][0];
        this.fieldsByClass = new int[heap.classes().size()][0];
        boolean[] keepsByClass = new boolean[heap.classes().size()];
        lookedInto.each(0, lookedInto.words(), object -> {
            if (lookedInto.described.isCollection(heap.shapes().classIndex(object))) {
                int holder = lookedInto.tree.dominatorOfReachable(object);
                if (holder >= 0) {
                    keepsByClass[heap.shapes().classIndex(holder)] = true;
                }
            }
        });
        for (int c = 0; c < keepsByClass.length; c++) {
            HeapClass heapClass = heap.classes().get(c);
            if (keepsByClass[c] && !lookedInto.described.belongsToOne(heapClass, heap)) {
                List<HeapClass.Field> references = heapClass.fields().stream()
                        .filter(field -> field.type() == FieldType.OBJECT)
                        .toList();
                offsetsByClass[c] =
                        references.stream().mapToInt(HeapClass.Field::offset).toArray();
                fieldsByClass[c] = references.stream()
                        .mapToInt(field -> number(field.declaringClass() + "." + field.name()))
                        .toArray();
            }
        }
    }

    /// Number of a field, given as `Class.field`.
    int number(String name) {
        return fieldByName.computeIfAbsent(name, fresh -> {
            names.add(fresh);
            return names.size() - 1;
        });
    }

    String name(int field) {
        return names.get(field);
    }

    boolean mayHold(int classIndex) {
        return offsetsByClass[classIndex].length > 0;
    }

    /// Notes the field of each collection that the object alone keeps.
    void look(int object, int classIndex, HeapBytes bytes, long fieldsOffset) {
        int[] offsets = offsetsByClass[classIndex];
        for (int i = 0; i < offsets.length; i++) {
            long id = bytes.id(fieldsOffset + offsets[i]);
            int target = id == 0 ? ObjectIndex.NONE : heap.objects().indexOf(id);
            if (lookedInto.has(target)
                    && lookedInto.described.isCollection(heap.shapes().classIndex(target))
                    && lookedInto.tree.dominatesNext(object, target)) {
                lookedInto.noteField(target, fieldsByClass[classIndex][i]);
            }
        }
    }
}
