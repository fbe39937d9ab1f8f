package dev.holdup.dumps.model;

import org.jspecify.annotations.Nullable;

/// What of a heap's content stays in a copy whose other values are zero. References, lengths and names of classes,
/// fields and methods always stay.
public interface KeptContent {

    /// Parts of an instance's field values that stay: where each begins and ends, in order, from the first value on.
    ///
    /// Empty for a class that the dump does not describe.
    int[] keptFieldBytes(long classId);

    /// Whether a static field keeps its value; asked for those of basic types.
    boolean keepsStatic(HeapClassRecord declaring, HeapClassRecord.StaticField field);

    /// The values that stand in a primitive array, in the dump's order of bytes and as many as it has; null for zeros.
    byte @Nullable [] arrayContent(long objectId);
}
