package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;

/// Second pass over the file, one visitor a worker: writes each object's row and sums up sizes by class.
final class ReferencePass implements HeapVisitor {
    private final HeapBytes bytes;
    private final ObjectIndex objects;
    private final ClassTable classes;
    private final ObjectSizes sizes;
    private final IntTable placeByObject;
    private final IntTable rows;
    private final References.Writer writer;
    private final ClassPlans plans;
    private final int idBytes;

    final long[] objectsByClass;
    final long[] bytesByClass;
    final WeakReferents weakReferents = new WeakReferents();
    /// References to ids that are no objects of the dump, nulls not counted.
    long dangling;

    private final int[] arrayClassByType = new int[FieldType.values().length];
    private long boundary;
    private long lastClassId = -1;
    private int lastClass;

    ReferencePass(
            HeapBytes bytes,
            ObjectIndex objects,
            ClassTable classes,
            ObjectSizes sizes,
            ClassPlans plans,
            References references,
            IntTable placeByObject) {
        this.bytes = bytes;
        this.objects = objects;
        this.classes = classes;
        this.sizes = sizes;
        this.plans = plans;
        this.placeByObject = placeByObject;
        this.rows = references.rows();
        this.writer = references.new Writer();
        this.idBytes = bytes.idBytes();
        this.objectsByClass = new long[classes.size()];
        this.bytesByClass = new long[classes.size()];
        for (FieldType type : FieldType.values()) {
            if (type != FieldType.OBJECT) {
                arrayClassByType[type.ordinal()] = classes.arrayOf(type).classIndex();
            }
        }
    }

    void begin(HeapRegion piece) {
        boundary = piece.offset();
        writer.leaveChunk();
    }

    @Override
    public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
        int classIndex = classIndex(classId);
        long recordEnd = fieldsOffset + fieldBytes;
        int[] offsets = classIndex < 0 ? ClassPlans.NO_OFFSETS : plans.referenceOffsetsByClass[classIndex];
        boolean fits = classIndex >= 0 && plans.fits(classIndex, fieldBytes);
        if (!fits) {
            // The class is missing or its fields do not match the record: the object stays, without references.
            offsets = ClassPlans.NO_OFFSETS;
            classIndex = Math.max(classIndex, 0);
        }
        boolean sizeFollows = plans.sizeFollowsByClass[classIndex];
        long row = writer.open(offsets.length + 4L, boundary);
        long at = row + 1;
        long shallow = sizes.instanceBytes(classIndex);
        if (sizeFollows) {
            rows.set(at++, (int) (shallow >>> RowShapes.UNIT_SHIFT));
        }
        long countAt = at;
        if (offsets.length >= References.MANY - 1) {
            at++;
        }
        long firstTarget = at;
        int classObject = plans.classEdgeByClass[classIndex];
        if (classObject >= 0) {
            rows.set(at++, classObject);
        }
        for (int offset : offsets) {
            int target = target(bytes.id(fieldsOffset + offset));
            if (target >= 0) {
                rows.set(at++, target);
            }
        }
        int weakOffset = plans.weakReferentOffsetByClass[classIndex];
        if (weakOffset >= 0 && fits) {
            int referent = target(bytes.id(fieldsOffset + weakOffset));
            if (referent >= 0) {
                weakReferents.add(plans.strengthByClass[classIndex], objects.indexOf(objectId), referent);
            }
        }
        end(objectId, classIndex, row, countAt, firstTarget, at, shallow, recordEnd);
    }

    @Override
    public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
        int classIndex = Math.max(classIndex(arrayClassId), 0);
        long row = writer.open(length + 4L, boundary);
        long at = row + 1;
        long shallow = sizes.arrayBytes(FieldType.OBJECT, length);
        if (plans.sizeFollowsByClass[classIndex]) {
            rows.set(at++, (int) (shallow >>> RowShapes.UNIT_SHIFT));
        }
        long countAt = at;
        if (length >= References.MANY - 1) {
            at++;
        }
        long firstTarget = at;
        int classObject = plans.classEdgeByClass[classIndex];
        if (classObject >= 0) {
            rows.set(at++, classObject);
        }
        long elementsEnd = elementsOffset + (long) length * idBytes;
        for (long element = elementsOffset; element < elementsEnd; element += idBytes) {
            int target = target(bytes.id(element));
            if (target >= 0) {
                rows.set(at++, target);
            }
        }
        end(objectId, classIndex, row, countAt, firstTarget, at, shallow, elementsEnd);
    }

    @Override
    public void primitiveArray(long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
        int classIndex = arrayClassByType[elementType.ordinal()];
        long row = writer.open(3, boundary);
        long shallow = sizes.arrayBytes(elementType, length);
        rows.set(row + 1, (int) (shallow >>> RowShapes.UNIT_SHIFT));
        long recordEnd = elementsOffset < 0 ? boundary : elementsOffset + (long) length * elementType.bytes(idBytes);
        long at = row + 2;
        int classObject = plans.classEdgeByClass[classIndex];
        if (classObject >= 0) {
            rows.set(at++, classObject);
        }
        end(objectId, classIndex, row, row + 2, row + 2, at, shallow, recordEnd);
    }

    /// @param countAt where the count stands if it does not fit the header; equal to `firstTarget` if no room
    ///     was left for it
    private void end(
            long objectId,
            int classIndex,
            long row,
            long countAt,
            long firstTarget,
            long at,
            long shallow,
            long recordEnd) {
        int count = (int) (at - firstTarget);
        int code = count;
        if (countAt != firstTarget) {
            rows.set(countAt, count);
            code = References.MANY;
        }
        rows.set(row, code << References.CLASS_BITS | classIndex);
        int place = writer.close(at - row, recordEnd);
        placeByObject.set(objects.indexOf(objectId), place);
        objectsByClass[classIndex]++;
        bytesByClass[classIndex] += shallow;
        boundary = recordEnd;
    }

    private int target(long objectId) {
        if (objectId == 0) {
            return ObjectIndex.NONE;
        }
        int target = objects.indexOf(objectId);
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
