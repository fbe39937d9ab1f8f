package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;

/// The stacks of virtual threads that wait: objects of `jdk.internal.vm.StackChunk`, which are longer than their
/// fields. Behind these stand as many words as the field `size` says, and a bit for each reference that would fit into
/// them.
///
/// @param classIndex −1 if the heap has none
/// @param sizeOffset of the field's value, from the first field value
record StackChunks(int classIndex, int sizeOffset) {
    private static final String CLASS = "jdk.internal.vm.StackChunk";
    private static final long WORD_BYTES = 8;

    static StackChunks of(ClassTable classes) {
        HeapClass chunks = classes.named(CLASS);
        HeapClass.Field size = chunks == null ? null : chunks.field("size");
        return chunks == null || size == null || size.type() != FieldType.INT
                ? new StackChunks(-1, 0)
                : new StackChunks(chunks.classIndex(), size.offset());
    }

    static boolean isChunk(HeapClass heapClass) {
        return heapClass.name().equals(CLASS);
    }

    /// Bytes of stack and bits.
    ///
    /// @param words hostile: any int, negative ones count as 0
    static long stackBytes(ObjectLayout layout, int words) {
        long stack = Math.max(words, 0) * WORD_BYTES;
        long bits = stack / layout.referenceBytes();
        return stack + (bits + 63) / 64 * WORD_BYTES;
    }
}
