package dev.holdup.samples.synthetic;

import java.io.ByteArrayOutputStream;

/// Big-endian bytes of one record body, growing.
final class HprofBuffer {

    private final int idBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    HprofBuffer(IdSize idSize) {
        this.idBytes = idSize.bytes();
    }

    HprofBuffer u1(int value) {
        bytes.write(value);
        return this;
    }

    HprofBuffer u2(int value) {
        return number(value, 2);
    }

    HprofBuffer u4(long value) {
        return number(value, 4);
    }

    HprofBuffer u8(long value) {
        return number(value, 8);
    }

    HprofBuffer id(long value) {
        return number(value, idBytes);
    }

    HprofBuffer value(Value value) {
        return number(value.bits(), value.kind().bytes(idBytes));
    }

    HprofBuffer raw(byte[] raw) {
        bytes.writeBytes(raw);
        return this;
    }

    int length() {
        return bytes.size();
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private HprofBuffer number(long value, int width) {
        for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
            bytes.write((int) (value >>> shift));
        }
        return this;
    }
}
