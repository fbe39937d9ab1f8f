package dev.holdup.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Where the records of a heap dump with ids of eight bytes lie, read by the format's document and by nothing of the
/// parsers, so that a test can say itself what a cut leaves.
final class WrittenHeap {
    private static final int ID = 8;
    private static final int HEADER = 9;
    /// By the format's type codes 2 and 4 to 11.
    private static final int[] TYPE_BYTES = {0, 0, ID, 0, 1, 2, 4, 8, 1, 2, 4, 8};

    static final int STRING = 0x01;
    static final int LOAD_CLASS = 0x02;
    static final int FRAME = 0x04;
    static final int TRACE = 0x05;
    static final int HEAP_SEGMENT = 0x1C;
    static final int HEAP_END = 0x2C;
    static final int THREAD_ROOT = 0x08;
    static final int CLASS = 0x20;
    static final int INSTANCE = 0x21;

    private final ByteBuffer bytes;
    final List<Part> records = new ArrayList<>();
    final List<Part> objectsAndRoots = new ArrayList<>();

    /// A record, or a record within a heap segment: where it begins, its kind, where it ends.
    record Part(int start, int kind, int end, long id) {
        boolean isObject() {
            return kind >= CLASS && kind <= 0x23;
        }
    }

    WrittenHeap(byte[] content) {
        bytes = ByteBuffer.wrap(content);
        int at = 0;
        while (content[at] != 0) {
            at++;
        }
        at += 1 + 4 + 8;
        while (at < content.length) {
            int kind = content[at];
            int end = at + HEADER + bytes.getInt(at + 5);
            records.add(new Part(at, kind, end, 0));
            if (kind == HEAP_SEGMENT) {
                for (int within = at + HEADER;
                        within < end;
                        within = objectsAndRoots.getLast().end()) {
                    int tag = Byte.toUnsignedInt(content[within]);
                    objectsAndRoots.add(new Part(within, tag, end(within, tag), bytes.getLong(within + 1)));
                }
            }
            at = end;
        }
    }

    private int end(int at, int tag) {
        int body = at + 1;
        return switch (tag) {
            case 0xFF, 0x05, 0x07 -> body + ID;
            case 0x01 -> body + 2 * ID;
            case 0x02, 0x03, 0x08 -> body + ID + 8;
            case 0x04, 0x06 -> body + ID + 4;
            case CLASS -> classEnd(body);
            case INSTANCE -> body + 2 * ID + 8 + bytes.getInt(body + 2 * ID + 4);
            case 0x22 -> body + 2 * ID + 8 + ID * bytes.getInt(body + ID + 4);
            case 0x23 -> body + ID + 9 + TYPE_BYTES[bytes.get(body + ID + 8)] * bytes.getInt(body + ID + 4);
            default -> throw new IllegalStateException("tag " + tag + " at " + at);
        };
    }

    private int classEnd(int body) {
        int at = body + 7 * ID + 8;
        int constants = bytes.getShort(at);
        at += 2;
        for (int i = 0; i < constants; i++) {
            at += 3 + TYPE_BYTES[bytes.get(at + 2)];
        }
        int statics = bytes.getShort(at);
        at += 2;
        for (int i = 0; i < statics; i++) {
            at += ID + 1 + TYPE_BYTES[bytes.get(at + ID)];
        }
        return at + 2 + bytes.getShort(at) * (ID + 1);
    }

    /// The first so many bytes.
    byte[] cut(int length) {
        return Arrays.copyOf(bytes.array(), length);
    }

    /// Without the top-level records of some kinds.
    byte[] without(Integer... kinds) {
        Set<Integer> left = Set.of(kinds);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes.array(), 0, records.getFirst().start());
        for (Part each : records) {
            if (!left.contains(each.kind())) {
                out.write(bytes.array(), each.start(), each.end() - each.start());
            }
        }
        return out.toByteArray();
    }

    /// Without one object, as if it had never been written, and without the mark of the dump's end.
    byte[] withoutObjectAndEnd(Part gone) {
        Part segment = records.stream()
                .filter(part -> part.start() < gone.start() && part.end() >= gone.end())
                .findFirst()
                .orElseThrow();
        int goneBytes = gone.end() - gone.start();
        ByteBuffer changed = ByteBuffer.wrap(bytes.array().clone());
        changed.putInt(segment.start() + 5, segment.end() - segment.start() - HEADER - goneBytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(changed.array(), 0, gone.start());
        out.write(changed.array(), gone.end(), records.getLast().start() - gone.end());
        return out.toByteArray();
    }

    /// Without its GC roots and the mark of its end, as a JVM that writes these last leaves it when the disk is full.
    byte[] withoutRootsAndEnd() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes.array(), 0, records.getFirst().start());
        for (Part each : records) {
            if (each.kind() == HEAP_SEGMENT) {
                ByteArrayOutputStream objects = new ByteArrayOutputStream();
                objectsAndRoots.stream()
                        .filter(part -> part.isObject() && part.start() > each.start() && part.end() <= each.end())
                        .forEach(part -> objects.write(bytes.array(), part.start(), part.end() - part.start()));
                out.write(bytes.array(), each.start(), HEADER - 4);
                out.writeBytes(ByteBuffer.allocate(4).putInt(objects.size()).array());
                out.writeBytes(objects.toByteArray());
            } else if (each.kind() != HEAP_END) {
                out.write(bytes.array(), each.start(), each.end() - each.start());
            }
        }
        return out.toByteArray();
    }

    /// From fields and array elements.
    int referencesTo(long id) {
        int references = 0;
        for (Part part : objectsAndRoots) {
            if (part.kind() == INSTANCE || part.kind() == 0x22) {
                int values = part.start() + 1 + ID + 4 + ID + 4;
                for (int at = values; at + ID <= part.end(); at++) {
                    references += bytes.getLong(at) == id ? 1 : 0;
                }
            }
        }
        return references;
    }

    /// Objects and classes whose records end before a place.
    Set<Long> objectsBefore(int place) {
        Set<Long> ids = new HashSet<>();
        objectsAndRoots.stream()
                .filter(part -> part.isObject() && part.end() <= place)
                .forEach(part -> ids.add(part.id()));
        return ids;
    }

    /// Threads that roots before a place name.
    Set<Long> threadsBefore(int place) {
        Set<Long> ids = new HashSet<>();
        objectsAndRoots.stream()
                .filter(part -> part.kind() == THREAD_ROOT && part.end() <= place)
                .forEach(part -> ids.add(part.id()));
        return ids;
    }

    /// Where the last record, or record of an object, that is whole before a place ends.
    int lastWholeEnd(int place) {
        Predicate<Part> whole = part -> part.end() <= place;
        int top = records.stream().filter(whole).mapToInt(Part::end).max().orElse(0);
        return Math.max(
                top,
                objectsAndRoots.stream().filter(whole).mapToInt(Part::end).max().orElse(0));
    }

    /// How many bytes are missing of the record in which a place lies.
    int missingAfter(int place) {
        return records.stream()
                .filter(part -> part.start() < place && part.end() > place)
                .mapToInt(part -> part.end() - place)
                .findFirst()
                .orElse(0);
    }
}
