package dev.holdup.analysis.contents;

import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.analysis.rules.CollectionDescription;
import dev.holdup.analysis.rules.CollectionKind;
import dev.holdup.analysis.rules.CollectionSize;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A class of this heap with its description, as offsets of fields in an instance record.
final class DescribedClass {
    static final int ABSENT = -1;

    private enum Reads {
        VALUE,
        BITS,
        WITHOUT_SIGN
    }

    private record Counted(int offset, FieldType type, Reads reads, int sign) {}

    /// The values of a field of all that an array refers to.
    ///
    /// @param offset of the field with the array
    record Each(int offset, String field, int sign) {}

    final CollectionDescription description;
    final int array;
    final int also;
    final int inside;
    /// How often the length of the array counts: 1, 0 or −1; and its slots that are not null.
    final int lengths;

    final int filled;
    final List<Each> each;
    private final long number;
    private final Counted[] counted;
    private final int[] given;
    private final int begin;
    private final int end;
    private final long exceptId;

    private DescribedClass(CollectionDescription description, Reading reading, Statics statics) {
        this.description = description;
        this.array = reading.reference(description.array());
        this.also = reading.reference(description.also());
        this.inside = reading.reference(description.inside());
        this.begin = isRing(description)
                ? reading.number(description.ring().getFirst()).offset()
                : ABSENT;
        this.end = isRing(description)
                ? reading.number(description.ring().getLast()).offset()
                : ABSENT;
        this.given = description.given().stream().mapToInt(reading::reference).toArray();
        String except = description.except();
        this.exceptId = except == null
                ? 0
                : statics.reference(
                        except.substring(0, except.lastIndexOf('.')), except.substring(except.lastIndexOf('.') + 1));
        List<Counted> fields = new ArrayList<>();
        List<Each> eaches = new ArrayList<>();
        long numbers = 0;
        int lengthTerms = 0;
        int filledTerms = 0;
        for (CollectionSize.Term term : description.size().terms()) {
            int sign = term.subtracted() ? -1 : 1;
            switch (term.what()) {
                case CollectionSize.Constant(int constant) -> numbers += (long) sign * constant;
                case CollectionSize.Field(String name) -> fields.add(counted(reading.number(name), Reads.VALUE, sign));
                case CollectionSize.Bits(String name) -> fields.add(counted(reading.number(name), Reads.BITS, sign));
                case CollectionSize.WithoutSign(String name) ->
                    fields.add(counted(reading.number(name), Reads.WITHOUT_SIGN, sign));
                case CollectionSize.Length _ -> lengthTerms += sign;
                case CollectionSize.Filled _ -> filledTerms += sign;
                case CollectionSize.Each(String name, String field) ->
                    eaches.add(new Each(reading.reference(name), field, sign));
            }
        }
        this.number = numbers;
        this.counted = fields.toArray(Counted[]::new);
        this.lengths = lengthTerms;
        this.filled = filledTerms;
        this.each = List.copyOf(eaches);
    }

    /// Null if the class lacks a field that the description names: it is of another version.
    ///
    /// @param ancestor which the description is of: the class itself, or one above it
    static @Nullable DescribedClass of(
            HeapClass heapClass, HeapClass ancestor, CollectionDescription description, Statics statics) {
        Reading reading = new Reading(heapClass, ancestor);
        DescribedClass described = new DescribedClass(description, reading, statics);
        return reading.isMissing ? null : described;
    }

    boolean isCollection() {
        return description.kind() != CollectionKind.PART;
    }

    /// Whether it holds nothing by itself, but another collection.
    boolean isWrapper() {
        return inside != ABSENT && array == ABSENT && counted.length == 0 && number == 0;
    }

    boolean isRing() {
        return begin != ABSENT;
    }

    /// What the object's own fields say, but for its array and what each of another array refers to; the places of a
    /// ring taken from each other may be negative.
    long own(HeapBytes bytes, long fieldsOffset) {
        long sum = number;
        for (Counted field : counted) {
            sum += field.sign() * value(bytes, fieldsOffset + field.offset(), field);
        }
        for (int offset : given) {
            long id = bytes.id(fieldsOffset + offset);
            sum += id == 0 || id == exceptId ? 0 : 1;
        }
        return isRing() ? sum + bytes.u4(fieldsOffset + end) - bytes.u4(fieldsOffset + begin) : sum;
    }

    private static long value(HeapBytes bytes, long at, Counted field) {
        long value = switch (field.type()) {
            case BOOLEAN -> bytes.u1(at);
            case BYTE -> (byte) bytes.u1(at);
            case CHAR -> bytes.u2(at);
            case SHORT -> (short) bytes.u2(at);
            case INT -> bytes.u4(at);
            case LONG -> bytes.u8(at);
            case OBJECT, FLOAT, DOUBLE -> 0;
        };
        return switch (field.reads()) {
            case VALUE -> value;
            case BITS -> Long.bitCount(value);
            case WITHOUT_SIGN -> value & Integer.MAX_VALUE;
        };
    }

    private static boolean isRing(CollectionDescription description) {
        return !description.ring().isEmpty();
    }

    private static Counted counted(HeapClass.Field field, Reads reads, int sign) {
        return new Counted(field.offset(), field.type(), reads, sign);
    }

    /// Finds fields, and notes that one was not there.
    private static final class Reading {
        private static final HeapClass.Field NOTHING = new HeapClass.Field("", "", FieldType.INT, 0);

        private final HeapClass heapClass;
        private final HeapClass ancestor;
        private boolean isMissing;

        Reading(HeapClass heapClass, HeapClass ancestor) {
            this.heapClass = heapClass;
            this.ancestor = ancestor;
        }

        /// As the described class sees it: a subclass may have a field of the same name for something else, such as
        /// the limit of a cache that is a map.
        private HeapClass.@Nullable Field field(String name) {
            for (HeapClass.Field field : heapClass.fields()) {
                if (field.name().equals(name) && ancestor.isA(field.declaringClass())) {
                    return field;
                }
            }
            return heapClass.field(name);
        }

        int reference(@Nullable String name) {
            if (name == null) {
                return ABSENT;
            }
            HeapClass.Field field = field(name);
            if (field == null || field.type() != FieldType.OBJECT) {
                isMissing = true;
                return ABSENT;
            }
            return field.offset();
        }

        HeapClass.Field number(String name) {
            HeapClass.Field field = field(name);
            if (field == null
                    || field.type() == FieldType.OBJECT
                    || field.type() == FieldType.FLOAT
                    || field.type() == FieldType.DOUBLE) {
                isMissing = true;
                return NOTHING;
            }
            return field;
        }
    }
}
