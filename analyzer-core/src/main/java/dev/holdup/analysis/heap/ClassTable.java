package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/// All classes of the heap, numbered 0…size−1: ordered by class id, then the primitive array classes that had
/// to be made up.
public final class ClassTable {
    private static final int MAX_HIERARCHY = 1000;

    /// Each is an object of ours; a chain of classes with many fields each has them by the square of its length.
    private static final int MAX_INHERITED = 5_000_000;

    private final List<HeapClass> classes = new ArrayList<>();
    private final LongIntMap indexById;
    private final Map<FieldType, HeapClass> arrayClassByElement = new HashMap<>();
    private final Map<String, HeapClass> firstByName = new HashMap<>();
    private int inherited;
    private int disinherited;

    private ClassTable(int expected) {
        indexById = new LongIntMap(expected);
    }

    /// The classes of a dump whose objects nobody has numbered. Costs a walk over it.
    public static ClassTable of(HeapDump dump) {
        List<HeapClassRecord> records = new ArrayList<>();
        HeapVisitor classes = new HeapVisitor() {
            @Override
            public void classDump(HeapClassRecord classRecord) {
                records.add(classRecord);
            }
        };
        dump.regions().forEach(region -> dump.accept(region, classes));
        return of(dump, records, List.of(), _ -> -1);
    }

    /// @param indexOf object index of a class object, −1 for none
    /// @param idsInUse class ids that objects name, with a record or without
    static ClassTable of(
            HeapDump dump, List<HeapClassRecord> records, Iterable<Long> idsInUse, LongToIntFunction indexOf) {
        Map<Long, @Nullable HeapClassRecord> recordById = new TreeMap<>();
        idsInUse.forEach(id -> recordById.put(id, null));
        records.forEach(classRecord -> recordById.put(classRecord.classId(), classRecord));
        ClassTable table = new ClassTable(recordById.size());
        Map<Long, String> names = dump.classNames();
        Map<Long, Linked> done = new HashMap<>();
        for (long id : recordById.keySet()) {
            table.link(id, dump, recordById, names, indexOf, done);
        }
        for (HeapClass heapClass : table.classes) {
            table.firstByName.putIfAbsent(heapClass.name(), heapClass);
        }
        table.addPrimitiveArrays();
        return table;
    }

    /// @param depth how many superclasses it has
    private record Linked(HeapClass heapClass, int depth) {}

    /// Superclasses first, by an explicit list: a hostile chain may be long or a ring.
    private void link(
            long id,
            HeapDump dump,
            Map<Long, @Nullable HeapClassRecord> recordById,
            Map<Long, String> names,
            LongToIntFunction indexOf,
            Map<Long, Linked> done) {
        List<Long> chain = new ArrayList<>();
        for (long at = id; recordById.containsKey(at) && !done.containsKey(at); ) {
            if (chain.contains(at) || chain.size() > MAX_HIERARCHY) {
                disinherited++;
                break;
            }
            chain.add(at);
            HeapClassRecord classRecord = recordById.get(at);
            at = classRecord == null ? 0 : classRecord.superclassId();
        }
        for (long at : chain.reversed()) {
            HeapClassRecord classRecord = recordById.get(at);
            Linked above = classRecord == null ? null : done.get(classRecord.superclassId());
            if (classRecord != null && above != null && !mayInherit(above, classRecord)) {
                disinherited++;
                above = null;
            }
            HeapClass superclass = above == null ? null : above.heapClass();
            String name = ClassNames.inSource(names.getOrDefault(at, "unknown class 0x" + Long.toHexString(at)));
            HeapClass heapClass = new HeapClass(
                    classes.size(),
                    at,
                    indexOf.applyAsInt(at),
                    name,
                    superclass,
                    elementType(name),
                    classRecord == null ? 0 : classRecord.classLoaderId(),
                    classRecord,
                    fields(name, classRecord, superclass, dump),
                    strength(name, superclass));
            indexById.put(at, classes.size());
            classes.add(heapClass);
            done.put(at, new Linked(heapClass, above == null ? 0 : above.depth() + 1));
        }
    }

    /// Counts what it would inherit, if it may. A class without fields of its own shares its superclass's list.
    private boolean mayInherit(Linked above, HeapClassRecord classRecord) {
        int fields = classRecord.instanceFields().isEmpty()
                ? 0
                : above.heapClass().fields().size();
        if (above.depth() >= MAX_HIERARCHY || inherited + fields > MAX_INHERITED) {
            return false;
        }
        inherited += fields;
        return true;
    }

    private static List<HeapClass.Field> fields(
            String name, @Nullable HeapClassRecord classRecord, @Nullable HeapClass superclass, HeapDump dump) {
        if (superclass != null
                && classRecord != null
                && classRecord.instanceFields().isEmpty()) {
            return superclass.fields();
        }
        List<HeapClass.Field> fields = new ArrayList<>();
        int offset = 0;
        if (classRecord != null) {
            for (HeapClassRecord.InstanceField field : classRecord.instanceFields()) {
                String fieldName = dump.string(field.nameId());
                fields.add(new HeapClass.Field(name, fieldName == null ? "?" : fieldName, field.type(), offset));
                offset += field.type().bytes(dump.idBytes());
            }
        }
        if (superclass != null) {
            for (HeapClass.Field field : superclass.fields()) {
                fields.add(new HeapClass.Field(
                        field.declaringClass(), field.name(), field.type(), offset + field.offset()));
            }
        }
        return List.copyOf(fields);
    }

    private static @Nullable FieldType elementType(String name) {
        if (!name.endsWith("[]")) {
            return null;
        }
        String element = name.substring(0, name.length() - 2);
        for (FieldType type : FieldType.values()) {
            if (type.javaName().equals(element)) {
                return type;
            }
        }
        return FieldType.OBJECT;
    }

    private static ReferenceStrength strength(String name, @Nullable HeapClass superclass) {
        return switch (name) {
            case "java.lang.ref.SoftReference" -> ReferenceStrength.SOFT;
            case "java.lang.ref.WeakReference" -> ReferenceStrength.WEAK;
            case "java.lang.ref.PhantomReference" -> ReferenceStrength.PHANTOM;
            default -> superclass == null ? ReferenceStrength.STRONG : superclass.strength();
        };
    }

    private void addPrimitiveArrays() {
        for (FieldType type : FieldType.values()) {
            if (type == FieldType.OBJECT) {
                continue;
            }
            String name = type.javaName() + "[]";
            HeapClass known = firstByName.get(name);
            if (known == null) {
                known = new HeapClass(
                        classes.size(),
                        0,
                        ObjectIndex.NONE,
                        name,
                        firstByName.get("java.lang.Object"),
                        type,
                        0,
                        null,
                        List.of(),
                        ReferenceStrength.STRONG);
                classes.add(known);
                firstByName.put(name, known);
            }
            arrayClassByElement.put(type, known);
        }
    }

    public int size() {
        return classes.size();
    }

    /// How many classes had to be left without what they inherit, since that would be without bound.
    int disinherited() {
        return disinherited;
    }

    public HeapClass get(int classIndex) {
        return classes.get(classIndex);
    }

    /// The class with that object id, or −1.
    public int indexOf(long classId) {
        return indexById.get(classId);
    }

    /// The class of primitive arrays of that type; made up if the dump does not hold it.
    HeapClass arrayOf(FieldType elementType) {
        HeapClass heapClass = arrayClassByElement.get(elementType);
        if (heapClass == null) {
            throw new IllegalArgumentException("not a primitive: " + elementType);
        }
        return heapClass;
    }

    /// The class of that name; the first by id if several loaders have one; null if the dump holds none.
    public @Nullable HeapClass named(String name) {
        return firstByName.get(name);
    }
}
