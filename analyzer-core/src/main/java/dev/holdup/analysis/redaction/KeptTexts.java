package dev.holdup.analysis.redaction;

import dev.holdup.analysis.heap.ClassTable;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapVisitor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Arrays of characters that stay: the names of threads and of their groups, and the version of the JVM.
final class KeptTexts {
    /// A name that is longer is cut, as in reports.
    private static final int LONGEST_BYTES = 1 << 16;

    private static final Set<String> NAMED = Set.of("java.lang.Thread", "java.lang.ThreadGroup");
    private static final Set<String> VERSIONS = Set.of("java.lang.VersionProps", "sun.misc.Version");
    private static final Set<String> VERSION_FIELDS =
            Set.of("java_runtime_version", "java_version", "java_runtime_name", "launcher_name");

    /// Part of an array: a text of before JDK 7u6 may be one of several in it. In characters.
    private record Part(int from, int length) {
        static final Part WHOLE = new Part(0, Integer.MAX_VALUE);
    }

    private final HeapDump dump;
    private final HeapBytes bytes;
    private final ClassTable classes;
    private final Set<Long> names = new HashSet<>();
    private final Set<Long> versions = new HashSet<>();
    private final Map<Long, Part> partByArray = new HashMap<>();
    private final Set<Long> arraysOfVersions = new HashSet<>();

    private KeptTexts(HeapDump dump, ClassTable classes) {
        this.dump = dump;
        this.bytes = dump.bytes();
        this.classes = classes;
    }

    static KeptTexts of(HeapDump dump, ClassTable classes) {
        KeptTexts texts = new KeptTexts(dump, classes);
        texts.walk(texts.new Holders());
        texts.walk(texts.new Strings());
        return texts;
    }

    /// What stands in each array that stays; the rest of it is zero.
    Map<Long, byte[]> contentByArray(ThreadNames threadNames) {
        NameHash hash = new NameHash();
        Map<Long, byte[]> content = new HashMap<>();
        walk(new HeapVisitor() {
            @Override
            public void primitiveArray(long id, int stackSerial, FieldType type, long elements, int length) {
                Part part = partByArray.get(id);
                if (part == null || elements < 0 || (type != FieldType.BYTE && type != FieldType.CHAR)) {
                    return;
                }
                byte[] kept = kept(type, elements, length, part);
                boolean hashed = threadNames == ThreadNames.HASHED && !arraysOfVersions.contains(id);
                content.put(id, hashed ? hash.of(kept, type) : kept);
            }
        });
        return content;
    }

    private byte[] kept(FieldType type, long elements, int length, Part part) {
        int width = type.bytes(dump.idBytes());
        byte[] kept = new byte[Math.toIntExact(Math.min((long) length * width, Integer.MAX_VALUE - 8))];
        long from = Math.min(kept.length, Math.max(0, (long) part.from * width));
        long size = Math.min(Math.min(LONGEST_BYTES, kept.length - from), Math.max(0L, (long) part.length * width));
        byte[] text = bytes.copy(elements + from, (int) size);
        System.arraycopy(text, 0, kept, (int) from, text.length);
        return kept;
    }

    private void walk(HeapVisitor visitor) {
        dump.regions().forEach(region -> dump.accept(region, visitor));
    }

    private @Nullable HeapClass heapClass(long classId) {
        int index = classes.indexOf(classId);
        return index < 0 ? null : classes.get(index);
    }

    /// Finds what refers to the texts.
    private final class Holders implements HeapVisitor {
        /// Of the name in an instance of the class, −1 for one that has none.
        private final Map<Long, Integer> offsetByClass = new HashMap<>();

        @Override
        public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
            int offset = offsetByClass.computeIfAbsent(classId, this::offset);
            if (offset >= 0 && offset + dump.idBytes() <= fieldBytes) {
                long name = bytes.id(fieldsOffset + offset);
                names.add(name);
                // Up to JDK 8 it is an array itself.
                partByArray.put(name, Part.WHOLE);
            }
        }

        private int offset(long classId) {
            HeapClass heapClass = heapClass(classId);
            if (heapClass != null) {
                for (HeapClass.Field field : heapClass.fields()) {
                    if (field.name().equals("name")
                            && field.type() == FieldType.OBJECT
                            && NAMED.contains(field.declaringClass())) {
                        return field.offset();
                    }
                }
            }
            return -1;
        }

        @Override
        public void classDump(HeapClassRecord classRecord) {
            HeapClass heapClass = heapClass(classRecord.classId());
            if (heapClass == null || !VERSIONS.contains(heapClass.name()) || heapClass.loaderId() != 0) {
                return;
            }
            for (HeapClassRecord.StaticField field : classRecord.staticFields()) {
                if (field.type() == FieldType.OBJECT && VERSION_FIELDS.contains(dump.string(field.nameId()))) {
                    versions.add(field.value());
                }
            }
        }
    }

    /// Finds the arrays of the texts.
    private final class Strings implements HeapVisitor {
        private final @Nullable HeapClass string = classes.named("java.lang.String");

        @Override
        public void instance(long objectId, int stackSerial, long classId, long fieldsOffset, int fieldBytes) {
            boolean version = versions.contains(objectId);
            if (string == null || classId != string.classId() || !(version || names.contains(objectId))) {
                return;
            }
            HeapClass.Field value = string.field("value");
            int last = string.fields().stream()
                    .mapToInt(field -> field.offset() + field.type().bytes(dump.idBytes()))
                    .max()
                    .orElse(0);
            if (value == null || last > fieldBytes) {
                return;
            }
            long array = bytes.id(fieldsOffset + value.offset());
            HeapClass.Field from = string.field("offset");
            HeapClass.Field count = string.field("count");
            Part part = from == null || count == null
                    ? Part.WHOLE
                    : new Part(bytes.u4(fieldsOffset + from.offset()), bytes.u4(fieldsOffset + count.offset()));
            partByArray.put(array, part);
            if (version) {
                arraysOfVersions.add(array);
            }
        }
    }
}
