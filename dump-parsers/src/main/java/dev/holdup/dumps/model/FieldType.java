package dev.holdup.dumps.model;

import org.jspecify.annotations.Nullable;

/// Basic types with the format's codes.
public enum FieldType {
    OBJECT(2, 0, "object"),
    BOOLEAN(4, 1, "boolean"),
    CHAR(5, 2, "char"),
    FLOAT(6, 4, "float"),
    DOUBLE(7, 8, "double"),
    BYTE(8, 1, "byte"),
    SHORT(9, 2, "short"),
    INT(10, 4, "int"),
    LONG(11, 8, "long");

    private static final @Nullable FieldType[] BY_CODE = new FieldType[12];

    static {
        for (FieldType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final int bytes;
    private final String javaName;

    FieldType(int code, int bytes, String javaName) {
        this.code = code;
        this.bytes = bytes;
        this.javaName = javaName;
    }

    /// The code the format uses.
    public int code() {
        return code;
    }

    /// Bytes of a value in the file; `idBytes` for references.
    public int bytes(int idBytes) {
        return this == OBJECT ? idBytes : bytes;
    }

    /// Name in Java source; `object` for references.
    public String javaName() {
        return javaName;
    }

    /// A value as Java source has it, an address in hexadecimal digits.
    ///
    /// @param bits as [HeapBytes#bits] reads them
    public String text(long bits) {
        return switch (this) {
            case OBJECT -> "0x" + Long.toHexString(bits);
            case BOOLEAN -> Boolean.toString(bits != 0);
            case CHAR -> Character.toString((char) bits);
            case FLOAT -> Float.toString(Float.intBitsToFloat((int) bits));
            case DOUBLE -> Double.toString(Double.longBitsToDouble(bits));
            case BYTE, SHORT, INT, LONG -> Long.toString(bits);
        };
    }

    /// The type with that code, or null if there is none. Code 1 (array object), as some writers use it, is OBJECT.
    public static @Nullable FieldType ofCode(int code) {
        if (code == 1) {
            return OBJECT;
        }
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
