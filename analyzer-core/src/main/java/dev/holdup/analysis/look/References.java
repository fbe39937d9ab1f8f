package dev.holdup.analysis.look;

import dev.holdup.analysis.heap.ReferenceStrength;
import dev.holdup.analysis.inspection.FieldFact;
import dev.holdup.analysis.inspection.ObjectRef;
import dev.holdup.analysis.inspection.Via;
import dev.holdup.analysis.kept.KeptClass;
import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an object refers to, and through what. Read from the dump.
final class References {
    /// Fields of one object that are told.
    private static final int MOST_FIELDS = 1000;
    /// Elements of an array that are looked at for the next ones that are not null.
    private static final int MOST_ELEMENTS = 10_000_000;

    private final KeptHeap heap;
    private final Named named;
    private final HeapBytes bytes;

    References(Named named) {
        this.named = named;
        this.heap = named.heap();
        this.bytes = heap.bytes();
    }

    /// @param index of the element
    record Element(int index, @Nullable ObjectRef reference) {}

    /// Elements that are not null.
    ///
    /// @param next index to go on at; null if no more follow
    record Elements(
            int length, List<Element> items, @Nullable Long next) {}

    Elements elementsOf(int array, Window window) {
        KeptClass itsClass = heap.classOf(array);
        int length = itsClass.elementType() == FieldType.OBJECT ? named.length(array, itsClass) : 0;
        long position = heap.positionOf(array);
        List<Element> items = new ArrayList<>();
        long at = window.offset();
        long end = Math.min(length, at + MOST_ELEMENTS);
        for (; at < end && items.size() < window.limit(); at++) {
            long id = bytes.id(position + at * bytes.idBytes());
            if (id != 0) {
                items.add(new Element((int) at, named.at(id)));
            }
        }
        return new Elements(length, List.copyOf(items), at < length ? (Long) at : null);
    }

    /// Fields of an instance, the class's own first; without the values of primitive ones.
    List<FieldFact> fieldsOf(int instance) {
        List<FieldFact> facts = new ArrayList<>();
        int there = named.fieldBytes(instance);
        for (KeptHeap.Field field : heap.fieldsOf(heap.classOf(instance))) {
            if (facts.size() == MOST_FIELDS) {
                break;
            }
            boolean isReference = field.type() == FieldType.OBJECT && field.offset() + bytes.idBytes() <= there;
            long id = isReference ? bytes.id(heap.positionOf(instance) + field.offset()) : 0;
            facts.add(fact(field.declaringClass(), field.name(), field.type(), isReference, id));
        }
        return List.copyOf(facts);
    }

    List<FieldFact> staticsOf(KeptClass keptClass) {
        return keptClass.statics().stream()
                .limit(MOST_FIELDS)
                .map(field -> fact(
                        keptClass.name(), field.name(), field.type(), field.type() == FieldType.OBJECT, field.bits()))
                .toList();
    }

    private FieldFact fact(String declaring, String name, FieldType type, boolean isReference, long id) {
        return new FieldFact(
                Named.cut(declaring),
                Named.cut(name),
                type.javaName(),
                isReference ? named.at(id) : null,
                isReference && id == 0 ? "null" : null);
    }

    /// How one object refers to another, which it does.
    Via via(int source, int target) {
        int described = heap.classDescribedBy(source);
        long targetId = heap.addressOf(target);
        if (described >= 0) {
            return ofClass(heap.classAt(described), targetId);
        }
        KeptClass itsClass = heap.classOf(source);
        return itsClass.elementType() == FieldType.OBJECT
                ? ofElements(source, itsClass, targetId)
                : ofFields(source, itsClass, targetId);
    }

    /// Whether one object, which refers to another, keeps it alive.
    boolean retains(int source, int target) {
        return heap.classOf(source).strength() == ReferenceStrength.STRONG
                || heap.classDescribedBy(source) >= 0
                || via(source, target).strength() == null;
    }

    private static Via ofClass(KeptClass described, long targetId) {
        List<String> names = new ArrayList<>();
        for (KeptClass.Static field : described.statics()) {
            if (field.type() == FieldType.OBJECT && field.bits() == targetId) {
                names.add(Named.cut(field.name()));
            }
        }
        if (names.isEmpty()) {
            names.add(described.loaderId() == targetId ? "<class loader>" : "<superclass>");
        }
        return new Via(names.getFirst(), names.size(), null);
    }

    private Via ofElements(int array, KeptClass itsClass, long targetId) {
        int length = named.length(array, itsClass);
        long position = heap.positionOf(array);
        int first = -1;
        int references = 0;
        for (int i = 0; i < length; i++) {
            if (bytes.id(position + (long) i * bytes.idBytes()) == targetId) {
                first = first < 0 ? i : first;
                references++;
            }
        }
        return first < 0 ? ofItsClass() : new Via("[" + first + "]", references, null);
    }

    private Via ofFields(int instance, KeptClass itsClass, long targetId) {
        List<String> strong = new ArrayList<>();
        List<String> weak = new ArrayList<>();
        int there = named.fieldBytes(instance);
        for (KeptHeap.Field field : heap.fieldsOf(itsClass)) {
            if (field.type() == FieldType.OBJECT
                    && field.offset() + bytes.idBytes() <= there
                    && bytes.id(heap.positionOf(instance) + field.offset()) == targetId) {
                (isWeak(itsClass, field) ? weak : strong).add(Named.cut(field.name()));
            }
        }
        if (strong.isEmpty() && weak.isEmpty()) {
            return ofItsClass();
        }
        return strong.isEmpty()
                ? new Via(
                        weak.getFirst(), weak.size(), itsClass.strength().name().toLowerCase(Locale.ROOT))
                : new Via(strong.getFirst(), strong.size(), null);
    }

    /// What has no field for it refers to its own class.
    private static Via ofItsClass() {
        return new Via("<class>", 1, null);
    }

    /// `discovered` chains what the last collection found: it keeps nothing alive, as the referent.
    private static boolean isWeak(KeptClass itsClass, KeptHeap.Field field) {
        return itsClass.strength() != ReferenceStrength.STRONG
                && field.declaringClass().equals("java.lang.ref.Reference")
                && (field.name().equals("referent") || field.name().equals("discovered"));
    }
}
