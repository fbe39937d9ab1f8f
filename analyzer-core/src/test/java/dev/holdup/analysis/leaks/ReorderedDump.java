package dev.holdup.analysis.leaks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The same heap with its objects in the opposite order of records: a plain reader of HPROF with ids of eight bytes,
/// written from the format's description for this alone.
final class ReorderedDump {
    private static final int SEGMENT = 0x1C;
    private static final int END = 0x2C;
    private static final int CLASS_DUMP = 0x20;
    private static final int INSTANCE = 0x21;
    private static final int OBJECT_ARRAY = 0x22;
    private static final int PRIMITIVE_ARRAY = 0x23;
    private static final int ID = 8;
    private static final int OBJECT = 2;

    private ReorderedDump() {}

    static Path reversed(Path heap, Path target) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(heap));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        List<byte[]> objects = new ArrayList<>();
        int at = 0;
        while (in.get(at) != 0) {
            at++;
        }
        copy(in, 0, at + 13, out);
        for (at += 13; at < in.capacity(); ) {
            int tag = in.get(at) & 0xFF;
            int length = in.getInt(at + 5);
            if (tag == SEGMENT) {
                split(in, at + 9, at + 9 + length, first, objects);
            } else if (tag != END) {
                copy(in, at, 9 + length, out);
            }
            at += 9 + length;
        }
        for (byte[] each : objects.reversed()) {
            first.write(each);
        }
        record(SEGMENT, first.toByteArray(), out);
        record(END, new byte[0], out);
        return Files.write(target, out.toByteArray());
    }

    private static void split(ByteBuffer in, int from, int to, ByteArrayOutputStream first, List<byte[]> objects) {
        for (int at = from; at < to; ) {
            int tag = in.get(at) & 0xFF;
            int length = 1 + body(in, tag, at + 1);
            if (tag == INSTANCE || tag == OBJECT_ARRAY || tag == PRIMITIVE_ARRAY) {
                byte[] copy = new byte[length];
                in.get(at, copy);
                objects.add(copy);
            } else {
                copy(in, at, length, first);
            }
            at += length;
        }
    }

    private static int body(ByteBuffer in, int tag, int at) {
        return switch (tag) {
            case 0xFF, 0x05, 0x07 -> ID;
            case 0x01 -> 2 * ID;
            case 0x02, 0x03, 0x08 -> ID + 8;
            case 0x04, 0x06 -> ID + 4;
            case CLASS_DUMP -> classDump(in, at) - at;
            case INSTANCE -> 2 * ID + 8 + in.getInt(at + 2 * ID + 4);
            case OBJECT_ARRAY -> 2 * ID + 8 + ID * in.getInt(at + ID + 4);
            case PRIMITIVE_ARRAY -> ID + 9 + size(in.get(at + ID + 8)) * in.getInt(at + ID + 4);
            default -> throw new AssertionError("tag " + tag);
        };
    }

    private static int classDump(ByteBuffer in, int start) {
        int at = start + 7 * ID + 8;
        int constants = in.getShort(at);
        at += 2;
        for (int i = 0; i < constants; i++) {
            at += 3 + size(in.get(at + 2));
        }
        int statics = in.getShort(at);
        at += 2;
        for (int i = 0; i < statics; i++) {
            at += ID + 1 + size(in.get(at + ID));
        }
        return at + 2 + in.getShort(at) * (ID + 1);
    }

    private static int size(byte type) {
        return switch (type) {
            case OBJECT -> ID;
            case 4, 8 -> 1;
            case 5, 9 -> 2;
            case 6, 10 -> 4;
            case 7, 11 -> 8;
            default -> throw new AssertionError("type " + type);
        };
    }

    private static void record(int tag, byte[] body, ByteArrayOutputStream out) throws IOException {
        out.write(ByteBuffer.allocate(9)
                .put((byte) tag)
                .putInt(0)
                .putInt(body.length)
                .array());
        out.write(body);
    }

    private static void copy(ByteBuffer in, int from, int length, ByteArrayOutputStream out) {
        out.write(in.array(), from, length);
    }
}
