package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;

/// Shallow sizes: HPROF does not hold them.
sealed interface ObjectSizes permits InferredSizes, MatSizes {

    ObjectLayout layout();

    /// Bytes of an instance of a class that is no array class.
    long instanceBytes(int classIndex);

    /// @param length hostile: any int, negative ones count as 0
    long arrayBytes(FieldType elementType, int length);

    /// Bytes of the class object of a class that has a record.
    long classObjectBytes(HeapClass heapClass);
}
