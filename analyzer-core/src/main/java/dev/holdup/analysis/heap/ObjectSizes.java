package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;

/// Shallow sizes: HPROF does not hold them.
sealed interface ObjectSizes permits InferredSizes, MatSizes {

    ObjectLayout layout();

    /// Bytes of an instance of a class that is no array class and whose instances are of one size.
    long instanceBytes(int classIndex);

    /// Bytes of a virtual thread's stack.
    ///
    /// @param words of stack; hostile: any int
    long stackChunkBytes(int classIndex, int words);

    /// @param length hostile: any int, negative ones count as 0
    long arrayBytes(FieldType elementType, int length);

    /// Bytes of the class object of a class that has a record.
    long classObjectBytes(HeapClass heapClass);
}
