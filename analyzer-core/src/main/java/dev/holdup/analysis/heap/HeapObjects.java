package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapVisitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads single objects out of the file again: their fields by name, strings as text.
///
/// Cost of the first look at an object: a walk over its chunk of the file, some ten microseconds.
public final class HeapObjects {
    private static final int LONGEST_STRING = 10_000;

    private final HeapDump dump;
    private final HeapBytes bytes;
    private final ClassTable classes;
    private final Whereabouts whereabouts;
    private final Map<Long, ObjectRecord> recordByAddress = new ConcurrentHashMap<>();

    /// Where an object's values are in the file.
    ///
    /// @param offset of the first field value or element
    /// @param length bytes of the fields, or number of elements
    public record ObjectRecord(long address, HeapClass heapClass, long offset, int length) {}

    /// Knows roughly where records are.
    @FunctionalInterface
    interface Whereabouts {

        /// Parts of the file one of which holds the object's record; empty if none does.
        List<HeapRegion> of(long address);
    }

    HeapObjects(HeapDump dump, ClassTable classes, Whereabouts whereabouts) {
        this.dump = dump;
        this.bytes = dump.bytes();
        this.classes = classes;
        this.whereabouts = whereabouts;
    }

    /// The object's record; null for null, class objects, and what is no object of the dump.
    public @Nullable ObjectRecord at(long address) {
        ObjectRecord known = recordByAddress.get(address);
        if (known == null && address != 0) {
            for (HeapRegion part : whereabouts.of(address)) {
                search(part, address);
                known = recordByAddress.get(address);
                if (known != null) {
                    return known;
                }
            }
        }
        return known;
    }

    /// Looks up many objects with one walk over each part of the file that probably holds some: [#at] knows them then.
    public void findAll(List<Long> addresses) {
        Map<HeapRegion, List<Long>> addressesByPart = new LinkedHashMap<>();
        for (long address : addresses) {
            if (address != 0 && !recordByAddress.containsKey(address)) {
                List<HeapRegion> parts = whereabouts.of(address);
                if (!parts.isEmpty()) {
                    addressesByPart
                            .computeIfAbsent(parts.getFirst(), part -> new ArrayList<>())
                            .add(address);
                }
            }
        }
        addressesByPart.forEach((part, sought) ->
                search(part, sought.stream().mapToLong(Long::longValue).toArray()));
    }

    private void search(HeapRegion part, long... addresses) {
        try {
            var _ = dump.accept(part, new RecordSearch(addresses));
        } catch (Found found) {
            // The walk has ended early, which is all that this tells.
            return;
        }
    }

    /// The id in the field of that name; 0 for null or if the object has no such field.
    public long reference(ObjectRecord object, String field) {
        HeapClass.Field f = object.heapClass().field(field);
        return f == null || f.type() != FieldType.OBJECT || outside(object, f)
                ? 0
                : bytes.id(object.offset() + f.offset());
    }

    /// The object in the field of that name; null for null or if the object has no such field.
    public @Nullable ObjectRecord follow(ObjectRecord object, String field) {
        return at(reference(object, field));
    }

    /// The integral or boolean value in the field of that name, or `absent` if the object has no such field.
    public long integer(ObjectRecord object, String field, long absent) {
        HeapClass.Field f = object.heapClass().field(field);
        if (f == null || outside(object, f)) {
            return absent;
        }
        long at = object.offset() + f.offset();
        return switch (f.type()) {
            case BOOLEAN -> bytes.u1(at);
            case BYTE -> (byte) bytes.u1(at);
            case CHAR -> bytes.u2(at);
            case SHORT -> (short) bytes.u2(at);
            case INT -> bytes.u4(at);
            case LONG -> bytes.u8(at);
            case OBJECT, FLOAT, DOUBLE -> absent;
        };
    }

    private boolean outside(ObjectRecord object, HeapClass.Field field) {
        return field.offset() + field.type().bytes(bytes.idBytes()) > object.length();
    }

    /// The text of a `java.lang.String` or `char[]`, cut at 10,000 characters; null if the object is neither.
    public @Nullable String text(long address) {
        ObjectRecord object = at(address);
        if (object == null) {
            return null;
        }
        if (object.heapClass().elementType() == FieldType.CHAR) {
            return characters(object, 0, object.length());
        }
        if (!object.heapClass().name().equals("java.lang.String")) {
            return null;
        }
        ObjectRecord value = follow(object, "value");
        if (value == null) {
            return null;
        }
        if (value.heapClass().elementType() == FieldType.BYTE) {
            int length = Math.min(value.length(), 2 * LONGEST_STRING);
            byte[] copy = value.offset() < 0 ? new byte[0] : bytes.copy(value.offset(), length);
            boolean latin1 = integer(object, "coder", 0) == 0;
            // UTF-16 in the byte order of the machine that wrote it: little-endian on all that matter today.
            return new String(copy, latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
        }
        if (value.heapClass().elementType() == FieldType.CHAR) {
            int start = (int) integer(object, "offset", 0);
            int count = (int) integer(object, "count", value.length());
            return characters(value, start, count);
        }
        return null;
    }

    private String characters(ObjectRecord array, int start, int count) {
        int from = Math.clamp(start, 0, array.length());
        int to = Math.clamp((long) from + Math.min(count, LONGEST_STRING), from, array.length());
        if (array.offset() < 0) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append((char) bytes.u2(array.offset() + 2L * i));
        }
        return text.toString();
    }

    /// The elements of an object array, at most `most`.
    public long[] elements(ObjectRecord array, int most) {
        long[] elements =
                new long[array.heapClass().elementType() == FieldType.OBJECT ? Math.min(array.length(), most) : 0];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = bytes.id(array.offset() + (long) i * bytes.idBytes());
        }
        return elements;
    }

    /// Ends a walk as soon as the record is found.
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("StaticAssignmentOfThrowable") // it has neither a stack trace nor anything suppressed
        private static final Found FOUND = new Found();

        private Found() {
            super(null, null, false, false);
        }
    }

    /// Notes the records of some objects; the walk ends with the last of them.
    private final class RecordSearch implements HeapVisitor {
        /// Ascending, each once.
        private final long[] sought;

        private int missing;

        RecordSearch(long[] addresses) {
            sought = Arrays.stream(addresses).sorted().distinct().toArray();
            missing = sought.length;
        }

        private boolean isSought(long objectId) {
            return objectId >= sought[0]
                    && objectId <= sought[sought.length - 1]
                    && Arrays.binarySearch(sought, objectId) >= 0;
        }

        @Override
        public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
            if (isSought(objectId)) {
                found(objectId, classes.indexOf(classId), fieldsOffset, fieldBytes);
            }
        }

        @Override
        public void objectArray(long objectId, int stackSerial, long arrayClassId, long elementsOffset, int length) {
            if (isSought(objectId)) {
                found(objectId, classes.indexOf(arrayClassId), elementsOffset, length);
            }
        }

        @Override
        public void primitiveArray(
                long objectId, int stackSerial, FieldType elementType, long elementsOffset, int length) {
            if (isSought(objectId)) {
                found(objectId, classes.arrayOf(elementType).classIndex(), elementsOffset, length);
            }
        }

        private void found(long objectId, int classIndex, long offset, int length) {
            if (classIndex >= 0
                    && recordByAddress.putIfAbsent(
                                    objectId, new ObjectRecord(objectId, classes.get(classIndex), offset, length))
                            == null
                    && --missing == 0) {
                throw Found.FOUND;
            }
        }
    }
}
