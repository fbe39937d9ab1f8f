package dev.holdup.dumps.model;

/// One call per heap sub-record, primitives only for the frequent ones: objects are counted in millions.
///
/// Offsets are bytes from the start of the file, to be read through [HeapDump#bytes].
public interface HeapVisitor {

    /// A GC root.
    ///
    /// @param threadSerial serial of the thread it belongs to, or 0
    /// @param frameNumber index into that thread's stack trace, innermost first; −1 if unknown or not a frame's
    default void root(GcRootKind kind, long objectId, int threadSerial, int frameNumber) {}

    /// `ROOT_THREAD_OBJ`: a live thread with its serial and its stack trace's serial.
    default void threadRoot(long objectId, int threadSerial, int stackSerial) {}

    default void classDump(HeapClassRecord classRecord) {}

    /// @param fieldsOffset where the field values begin: the class's own first, then its superclasses'
    default void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {}

    /// @param elementsOffset where `length` ids begin
    default void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {}

    /// @param elementsOffset where `length` values of `elementType` begin; −1 if the dump left them out (Android)
    default void primitiveArray(
            long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {}
}
