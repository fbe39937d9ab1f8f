package dev.holdup.dumps.model;

import java.util.List;

/// A class as the heap dump describes it. Ids are 0 where the class has none.
///
/// @param instanceBytes sum of the field sizes as the dump writes it; JVMs disagree on what it includes
/// @param constants constant pool entries, empty in dumps of HotSpot
/// @param instanceFields the class's own fields in the order of their values, superclasses' not included
public record HeapClassRecord(
        long classId,
        int stackSerial,
        long superclassId,
        long classLoaderId,
        long signersId,
        long protectionDomainId,
        int instanceBytes,
        List<StaticField> constants,
        List<StaticField> staticFields,
        List<InstanceField> instanceFields) {

    /// A static field's name and value; constant pool entries have name 0 and their index in `nameId`'s place.
    ///
    /// @param value the id for `OBJECT`, otherwise the value's bits, sign-extended for integers
    public record StaticField(long nameId, FieldType type, long value) {}

    public record InstanceField(long nameId, FieldType type) {}
}
