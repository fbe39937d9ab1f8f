package dev.holdup.samples.synthetic;

/// A field's value: an object id or the bits of a primitive.
///
/// @param bits the id; or the value, of `float` and `double` the IEEE 754 bits; of `boolean` 0 or 1
public record Value(FieldKind kind, long bits) {

    /// The null reference.
    public static final Value NULL = ref(0);

    public static Value ref(long objectId) {
        return new Value(FieldKind.OBJECT, objectId);
    }

    public static Value of(boolean value) {
        return new Value(FieldKind.BOOLEAN, value ? 1 : 0);
    }

    public static Value of(char value) {
        return new Value(FieldKind.CHAR, value);
    }

    public static Value of(float value) {
        return new Value(FieldKind.FLOAT, Float.floatToRawIntBits(value));
    }

    public static Value of(double value) {
        return new Value(FieldKind.DOUBLE, Double.doubleToRawLongBits(value));
    }

    public static Value of(byte value) {
        return new Value(FieldKind.BYTE, value);
    }

    public static Value of(short value) {
        return new Value(FieldKind.SHORT, value);
    }

    public static Value of(int value) {
        return new Value(FieldKind.INT, value);
    }

    public static Value of(long value) {
        return new Value(FieldKind.LONG, value);
    }

    static Value zero(FieldKind kind) {
        return new Value(kind, 0);
    }
}
