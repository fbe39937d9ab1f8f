package dev.holdup.samples.synthetic;

import java.util.List;

/// What stands in the heap besides classes and roots; each writes itself as a sub-record.
sealed interface HeapObject {

    byte[] subRecord(HeapSubRecords format);

    /// @param values as many as, and in the order of, `ClassBuilder.allFields`
    record Instance(long id, int stackSerial, ClassBuilder type, Value[] values) implements HeapObject {
        @Override
        public byte[] subRecord(HeapSubRecords format) {
            return format.instance(this);
        }
    }

    record ObjectArray(long id, int stackSerial, ClassBuilder type, long[] elements) implements HeapObject {
        @Override
        public byte[] subRecord(HeapSubRecords format) {
            return format.objectArray(this);
        }
    }

    /// @param elements big-endian, as in the file
    record PrimitiveArray(long id, int stackSerial, FieldKind kind, int length, byte[] elements) implements HeapObject {
        @Override
        public byte[] subRecord(HeapSubRecords format) {
            return format.primitiveArray(this);
        }
    }

    /// Android only.
    record PrimitiveArrayWithoutData(long id, int stackSerial, FieldKind kind, int length) implements HeapObject {
        @Override
        public byte[] subRecord(HeapSubRecords format) {
            return format.primitiveArrayWithoutData(this);
        }
    }

    /// Android only: the heap that the objects behind it are in.
    record HeapInfo(int heapId, String name) implements HeapObject {
        @Override
        public byte[] subRecord(HeapSubRecords format) {
            return format.heapInfo(this);
        }
    }

    /// An instance whose class is made up when the dump is written: a field for each reference, and padding.
    record Node(long id, int stackSerial, long shallowBytes, List<Long> references, NodeClasses classes)
            implements HeapObject {
        @Override
        public byte[] subRecord(HeapSubRecords format) {
            return format.instance(classes.instanceOf(this));
        }
    }
}
