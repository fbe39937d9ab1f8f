package dev.holdup.samples.synthetic;

/// Basic types with the format's codes. An `OBJECT` is as wide as an id in the file.
public enum FieldKind {
    OBJECT(2, 0, 'L'),
    BOOLEAN(4, 1, 'Z'),
    CHAR(5, 2, 'C'),
    FLOAT(6, 4, 'F'),
    DOUBLE(7, 8, 'D'),
    BYTE(8, 1, 'B'),
    SHORT(9, 2, 'S'),
    INT(10, 4, 'I'),
    LONG(11, 8, 'J');

    private final int code;
    private final int primitiveBytes;
    private final char descriptor;

    FieldKind(int code, int primitiveBytes, char descriptor) {
        this.code = code;
        this.primitiveBytes = primitiveBytes;
        this.descriptor = descriptor;
    }

    int code() {
        return code;
    }

    /// Width in bytes, where a reference is as wide as said: ids in the file and references in the heap differ.
    int bytes(int referenceBytes) {
        return this == OBJECT ? referenceBytes : primitiveBytes;
    }

    /// Name of the class of arrays of this primitive type, such as `[I`.
    String arrayClassName() {
        if (this == OBJECT) {
            throw new IllegalArgumentException("An object array has a class of its own, named by its elements");
        }
        return "[" + descriptor;
    }
}
