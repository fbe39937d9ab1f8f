package dev.holdup.analysis.kept;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.heap.HeapGraph;
import dev.holdup.analysis.heap.IntTable;
import dev.holdup.analysis.heap.LongTable;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapVisitor;

/// Who refers to each object, strongly or not: two walks over the dump, one that counts and one that places.
///
/// References are fields, elements, and what class objects have: static fields, superclass, loader.
/// Memory: eight bytes an object and four a reference.
final class ReferrerTable {
    private static final int[] NO_OFFSETS = {};

    private final HeapGraph heap;
    private final int[][] offsetsByClass;
    /// `startByObject[objectIndex]`, and one more. While placing, where the next one goes.
    private final LongTable startByObject;

    private ReferrerTable(HeapGraph heap) {
        this.heap = heap;
        startByObject = heap.space().longs(heap.size() + 1L);
        offsetsByClass = new int[heap.classes().size()][];
        for (int c = 0; c < offsetsByClass.length; c++) {
            offsetsByClass[c] = heap.classes().get(c).fields().stream()
                    .filter(field -> field.type() == FieldType.OBJECT)
                    .mapToInt(HeapClass.Field::offset)
                    .toArray();
        }
    }

    /// @param startByObject where an object's referrers begin; one more ends the last's
    record Filled(LongTable startByObject, IntTable referrers) {}

    static Filled of(HeapGraph heap) {
        ReferrerTable table = new ReferrerTable(heap);
        table.walk((source, target) -> table.startByObject.add(target, 1));
        long all = 0;
        for (int object = 0; object <= heap.size(); object++) {
            long count = table.startByObject.get(object);
            table.startByObject.set(object, all);
            all += count;
        }
        IntTable referrers = heap.space().unsetInts(all);
        table.walk((source, target) -> {
            long place = table.startByObject.get(target);
            referrers.set(place, source);
            table.startByObject.set(target, place + 1);
        });
        // Each start has moved on to the next one's.
        for (int object = heap.size(); object > 0; object--) {
            table.startByObject.set(object, table.startByObject.get(object - 1L));
        }
        table.startByObject.set(0, 0);
        return new Filled(table.startByObject, referrers);
    }

    /// Told of each reference.
    private interface Reference {
        void of(int source, int target);
    }

    private void walk(Reference reference) {
        Pass pass = new Pass(reference);
        heap.dump().regions().forEach(region -> {
            heap.workers().cancellation().check();
            var _ = heap.dump().accept(region, pass);
        });
        for (int c = 0; c < heap.classes().size(); c++) {
            HeapClass heapClass = heap.classes().get(c);
            HeapClassRecord classRecord = heapClass.classRecord();
            if (classRecord != null && heapClass.objectIndex() >= 0) {
                pass.classObject(heapClass.objectIndex(), classRecord);
            }
        }
    }

    private final class Pass implements HeapVisitor {
        private final Reference reference;
        private final HeapBytes bytes = heap.bytes();
        private long lastClassId = -1;
        private int[] lastOffsets = NO_OFFSETS;

        Pass(Reference reference) {
            this.reference = reference;
        }

        void classObject(int object, HeapClassRecord classRecord) {
            reference(object, classRecord.superclassId());
            reference(object, classRecord.classLoaderId());
            for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
                if (field.type() == FieldType.OBJECT) {
                    reference(object, field.value());
                }
            }
        }

        @Override
        public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
            int object = heap.objects().indexOf(objectId);
            for (int offset : offsets(classId)) {
                if (offset + bytes.idBytes() <= fieldBytes) {
                    reference(object, bytes.id(fieldsOffset + offset));
                }
            }
        }

        @Override
        public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
            int object = heap.objects().indexOf(objectId);
            long end = elementsOffset + (long) length * bytes.idBytes();
            for (long element = elementsOffset; element < end; element += bytes.idBytes()) {
                reference(object, bytes.id(element));
            }
        }

        private void reference(int source, long targetId) {
            int target = targetId == 0 ? -1 : heap.objects().indexOf(targetId);
            if (source >= 0 && target >= 0) {
                reference.of(source, target);
            }
        }

        private int[] offsets(long classId) {
            if (classId != lastClassId) {
                lastClassId = classId;
                int classIndex = heap.classes().indexOf(classId);
                lastOffsets = classIndex < 0 ? NO_OFFSETS : offsetsByClass[classIndex];
            }
            return lastOffsets;
        }
    }
}
