package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapVisitor;

/// Second pass over the file, one visitor a worker: logs each object's references, counts them by target, notes
/// shapes and sums up sizes by class.
final class ReferencePass implements HeapVisitor {
    private final HeapBytes bytes;
    private final ObjectIndex objects;
    private final ClassTable classes;
    private final ObjectSizes sizes;
    private final ClassPlans plans;
    private final int idBytes;
    private final StackChunks stackChunks;

    final ReferenceLog.Writer log;
    final ObjectShapes.Writer shapes;
    final ReferenceCounts counts;
    final long[] objectsByClass;
    final long[] bytesByClass;
    final WeakReferents weakReferents = new WeakReferents();
    final InOrder inOrder = new InOrder();
    /// References to ids that are no objects of the dump. Nulls are not counted, nor soft, weak and phantom
    /// references: what these lead to may be gone by right.
    long dangling;

    private final int[] arrayClassByType = new int[FieldType.values().length];
    private long lastClassId = -1;
    private int lastClass;

    ReferencePass(
            HeapBytes bytes,
            ObjectIndex objects,
            ClassTable classes,
            ObjectSizes sizes,
            ClassPlans plans,
            ReferenceLog.Writer log,
            ObjectShapes.Writer shapes,
            ReferenceCounts counts) {
        this.bytes = bytes;
        this.objects = objects;
        this.classes = classes;
        this.sizes = sizes;
        this.plans = plans;
        this.log = log;
        this.shapes = shapes;
        this.counts = counts;
        this.idBytes = bytes.idBytes();
        this.stackChunks = StackChunks.of(classes);
        this.objectsByClass = new long[classes.size()];
        this.bytesByClass = new long[classes.size()];
        for (FieldType type : FieldType.values()) {
            if (type != FieldType.OBJECT) {
                arrayClassByType[type.ordinal()] = classes.arrayOf(type).classIndex();
            }
        }
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        int classIndex = classIndex(classId);
        int[] offsets = classIndex < 0 ? ClassPlans.NO_OFFSETS : plans.referenceOffsetsByClass[classIndex];
        boolean fits = classIndex >= 0 && plans.fits(classIndex, fieldBytes);
        if (!fits) {
            // The class is missing or its fields do not match the record: the object stays, without references.
            offsets = ClassPlans.NO_OFFSETS;
            classIndex = Math.max(classIndex, 0);
        }
        long shallowBytes = fits && classIndex == stackChunks.classIndex()
                ? sizes.stackChunkBytes(classIndex, bytes.u4(fieldsOffset + stackChunks.sizeOffset()))
                : sizes.instanceBytes(classIndex);
        int object = object(objectId, classIndex, shallowBytes);
        if (offsets.length > 0 || plans.classEdgeByClass[classIndex] >= 0) {
            log.source(object);
            classReference(object, classIndex);
            for (int offset : offsets) {
                reference(object, bytes.id(fieldsOffset + offset));
            }
        }
        int weakOffset = plans.weakReferentOffsetByClass[classIndex];
        if (weakOffset >= 0 && fits) {
            long referentId = bytes.id(fieldsOffset + weakOffset);
            int referent = referentId == 0 ? ObjectIndex.NONE : objects.indexOf(referentId);
            if (referent >= 0) {
                weakReferents.add(plans.strengthByClass[classIndex], object, referent);
            }
        }
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        int classIndex = Math.max(classIndex(arrayClassId), 0);
        int object = object(objectId, classIndex, sizes.arrayBytes(FieldType.OBJECT, length));
        log.source(object);
        classReference(object, classIndex);
        long elementsEnd = elementsOffset + (long) length * idBytes;
        for (long element = elementsOffset; element < elementsEnd; element += idBytes) {
            reference(object, bytes.id(element));
        }
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        int classIndex = arrayClassByType[elementType.ordinal()];
        int object = object(objectId, classIndex, sizes.arrayBytes(elementType, length));
        if (plans.classEdgeByClass[classIndex] >= 0) {
            log.source(object);
            classReference(object, classIndex);
        }
    }

    private int object(long objectId, int classIndex, long shallowBytes) {
        int object = objects.indexOf(objectId);
        shapes.write(object, classIndex, shallowBytes);
        inOrder.object(object, objectId, shallowBytes >>> ClassShapes.UNIT_SHIFT << ClassShapes.UNIT_SHIFT);
        objectsByClass[classIndex]++;
        bytesByClass[classIndex] += shallowBytes;
        return object;
    }

    private void classReference(int object, int classIndex) {
        int classObject = plans.classEdgeByClass[classIndex];
        if (classObject >= 0 && classObject != object) {
            counts.count(classObject);
            log.target(classObject);
        }
    }

    private void reference(int object, long targetId) {
        int target = target(targetId);
        // What refers to itself is kept alive by that as little as by nothing.
        if (target >= 0 && target != object) {
            counts.count(target);
            log.target(target);
        }
    }

    private int target(long targetId) {
        if (targetId == 0) {
            return ObjectIndex.NONE;
        }
        int target = objects.indexOf(targetId);
        if (target < 0) {
            dangling++;
        }
        return target;
    }

    private int classIndex(long classId) {
        if (classId != lastClassId) {
            lastClassId = classId;
            lastClass = classes.indexOf(classId);
        }
        return lastClass;
    }
}
