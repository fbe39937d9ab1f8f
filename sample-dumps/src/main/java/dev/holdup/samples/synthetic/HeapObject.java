package dev.holdup.samples.synthetic;

import java.util.List;

/// An object of the heap that is not a class; or, on Android, the name of the heap that the following ones are in.
sealed interface HeapObject {

    /// @param values as many as, and in the order of, `ClassBuilder.allFields`
    record Instance(long id, int stackSerial, ClassBuilder type, Value[] values) implements HeapObject {}

    /// An instance whose class is made up when the dump is written: a field for each reference, and padding.
    record Node(long id, int stackSerial, long shallowBytes, List<Long> references) implements HeapObject {}

    record ObjectArray(long id, int stackSerial, ClassBuilder type, long[] elements) implements HeapObject {}

    /// @param elements big-endian, as in the file
    record PrimitiveArray(long id, int stackSerial, FieldKind kind, int length, byte[] elements)
            implements HeapObject {}

    /// Android only.
    record PrimitiveArrayWithoutData(long id, int stackSerial, FieldKind kind, int length) implements HeapObject {}

    /// Android only.
    record HeapInfo(int heapId, String name) implements HeapObject {}
}
