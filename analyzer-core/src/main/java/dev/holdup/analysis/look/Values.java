package dev.holdup.analysis.look;

import dev.holdup.analysis.kept.KeptClass;
import dev.holdup.analysis.kept.KeptHeap;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an object holds: texts, primitive fields, elements. What the process held, such as passwords, may be among it.
final class Values {
    private static final int LONGEST_TEXT = 20_000;
    /// Of a text that an object refers to.
    private static final int LONGEST_PREVIEW = 200;
    private static final int MOST_FIELDS = 1000;

    private final KeptHeap heap;
    private final Named named;
    private final HeapBytes bytes;

    Values(Named named) {
        this.named = named;
        this.heap = named.heap();
        this.bytes = heap.bytes();
    }

    /// @param value of a primitive field, or the text that a reference leads to
    record FieldValue(String declaringClass, String name, String value) {}

    /// @param text of a string or an array of characters; cut
    /// @param textLeftOut whether it was
    /// @param fields static ones if the object is a class's
    /// @param elements of a primitive array, from the offset asked for
    record Held(
            String address,
            @Nullable String text,
            boolean textLeftOut,
            List<FieldValue> fields,
            @Nullable Slice<String> elements) {}

    Held of(int object, Window window) {
        KeptClass itsClass = heap.classOf(object);
        int described = heap.classDescribedBy(object);
        FieldType element = itsClass.elementType();
        String text = text(object, LONGEST_TEXT + 1);
        boolean cut = text != null && text.length() > LONGEST_TEXT;
        Slice<String> elements = element == null || element == FieldType.OBJECT || heap.positionOf(object) == 0
                ? null
                : Slice.of(
                        named.length(object, itsClass),
                        window,
                        i -> element.text(bytes.bits(element, heap.positionOf(object) + i * element.bytes(0))));
        return new Held(
                Named.hex(heap.addressOf(object)),
                cut && text != null ? text.substring(0, LONGEST_TEXT) : text,
                cut,
                described >= 0
                        ? statics(heap.classAt(described))
                        : element != null ? List.of() : fields(object, itsClass),
                elements);
    }

    private List<FieldValue> fields(int instance, KeptClass itsClass) {
        List<FieldValue> values = new ArrayList<>();
        int there = named.fieldBytes(instance);
        for (KeptHeap.Field field : heap.fieldsOf(itsClass)) {
            if (field.offset() + field.type().bytes(bytes.idBytes()) <= there && values.size() < MOST_FIELDS) {
                add(
                        values,
                        field.declaringClass(),
                        field.name(),
                        field.type(),
                        bytes.bits(field.type(), heap.positionOf(instance) + field.offset()));
            }
        }
        return List.copyOf(values);
    }

    private List<FieldValue> statics(KeptClass described) {
        List<FieldValue> values = new ArrayList<>();
        described.statics().stream()
                .limit(MOST_FIELDS)
                .forEach(field -> add(values, described.name(), field.name(), field.type(), field.bits()));
        return List.copyOf(values);
    }

    private void add(List<FieldValue> values, String declaring, String name, FieldType type, long bits) {
        String value = type == FieldType.OBJECT ? preview(bits) : type.text(bits);
        if (value != null) {
            values.add(new FieldValue(Named.cut(declaring), Named.cut(name), value));
        }
    }

    private @Nullable String preview(long address) {
        int object = address == 0 ? KeptHeap.NONE : heap.indexOf(address);
        String text = object < 0 ? null : text(object, LONGEST_PREVIEW + 1);
        return text == null || text.length() <= LONGEST_PREVIEW ? text : text.substring(0, LONGEST_PREVIEW) + "…";
    }

    /// Of a string or an array of characters; null of anything else.
    private @Nullable String text(int object, int most) {
        KeptClass itsClass = heap.classOf(object);
        if (itsClass.elementType() == FieldType.CHAR) {
            return characters(object, itsClass, 0, Integer.MAX_VALUE, most);
        }
        if (!itsClass.name().equals("java.lang.String") || heap.classDescribedBy(object) >= 0) {
            return null;
        }
        long valueId = field(object, itsClass, "value", 0);
        int value = valueId == 0 ? KeptHeap.NONE : heap.indexOf(valueId);
        if (value < 0) {
            return null;
        }
        KeptClass valueClass = heap.classOf(value);
        if (valueClass.elementType() == FieldType.BYTE) {
            boolean latin1 = field(object, itsClass, "coder", 0) == 0;
            int length = Math.min(named.length(value, valueClass), latin1 ? most : 2 * most);
            // UTF-16 in the byte order of the machine that wrote it: little-endian on all that matter today.
            return new String(
                    length == 0 ? new byte[0] : bytes.copy(heap.positionOf(value), length),
                    latin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
        }
        return valueClass.elementType() == FieldType.CHAR
                ? characters(
                        value,
                        valueClass,
                        (int) field(object, itsClass, "offset", 0),
                        (int) field(object, itsClass, "count", Integer.MAX_VALUE),
                        most)
                : null;
    }

    private String characters(int array, KeptClass itsClass, int start, int count, int most) {
        int length = named.length(array, itsClass);
        int from = Math.clamp(start, 0, length);
        int to = (int) Math.min(length, from + (long) Math.clamp(count, 0, most));
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append((char) bytes.u2(heap.positionOf(array) + 2L * i));
        }
        return text.toString();
    }

    private long field(int instance, KeptClass itsClass, String name, long absent) {
        int there = named.fieldBytes(instance);
        for (KeptHeap.Field field : heap.fieldsOf(itsClass)) {
            if (field.name().equals(name) && field.offset() + field.type().bytes(bytes.idBytes()) <= there) {
                return bytes.bits(field.type(), heap.positionOf(instance) + field.offset());
            }
        }
        return absent;
    }
}
