package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;

/// How long the values are of a record of which only their offset is known: the record says so right before them.
///
/// The answer is never more than the file holds, whatever stands there.
public final class ValuesHead {
    private ValuesHead() {}

    /// Bytes of an instance's field values.
    public static int fieldBytes(HeapBytes bytes, long fieldsOffset) {
        return fitting(bytes, fieldsOffset, bytes.u4(fieldsOffset - Integer.BYTES), 1);
    }

    /// Elements of an array.
    ///
    /// @param elementType OBJECT or a primitive
    public static int length(HeapBytes bytes, long elementsOffset, FieldType elementType) {
        int between = elementType == FieldType.OBJECT ? bytes.idBytes() : Byte.BYTES;
        return fitting(
                bytes,
                elementsOffset,
                bytes.u4(elementsOffset - between - Integer.BYTES),
                elementType.bytes(bytes.idBytes()));
    }

    private static int fitting(HeapBytes bytes, long offset, int count, int width) {
        return Math.clamp((bytes.size() - offset) / width, 0, Math.max(0, count));
    }
}
