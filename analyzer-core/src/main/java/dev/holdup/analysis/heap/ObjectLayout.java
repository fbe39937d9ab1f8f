package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;

/// How the JVM laid objects out in memory: HPROF holds no object sizes, so they are computed from this.
///
/// @param headerBytes of an instance: 8 (compact headers, or 32-bit), 12 (compressed class pointers) or 16
/// @param referenceBytes 4 or 8
/// @param alignmentBytes of an object: 8, or a larger power of two
/// @param elementsAlignedTo8 whether array elements always begin at a multiple of eight (JDK 22 and older), or
///     at one of their own size
/// @param source how it is known, in words for the report
public record ObjectLayout(
        int headerBytes, int referenceBytes, int alignmentBytes, boolean elementsAlignedTo8, String source) {

    /// @param fieldBytes sum of the fields' sizes in memory
    long instanceBytes(long fieldBytes) {
        return aligned(headerBytes + fieldBytes);
    }

    /// @param length hostile: any int, negative ones count as 0
    public long arrayBytes(FieldType elementType, int length) {
        return aligned(arrayBase(elementType) + (long) Math.max(length, 0) * elementType.bytes(referenceBytes));
    }

    /// Bytes before the first element.
    public int arrayBase(FieldType elementType) {
        int boundary = elementsAlignedTo8 ? 8 : Math.max(4, elementType.bytes(referenceBytes));
        return (headerBytes + Integer.BYTES + boundary - 1) & -boundary;
    }

    long aligned(long bytes) {
        return (bytes + alignmentBytes - 1) & -alignmentBytes;
    }

    /// Bytes of a field in memory.
    int fieldBytes(FieldType type) {
        return type.bytes(referenceBytes);
    }
}
