package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.HeapBytes;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Strings and loaded classes of the dump: where they stand in the file; text is decoded when asked for.
///
/// `STRING`: `id · text`. `LOAD_CLASS`: `u4 classSerial · id classId · u4 stackSerial · id nameId`.
final class Names {
    /// The class file's own limit for a name; longer text is cut there.
    private static final int MAX_TEXT_BYTES = 65_535;

    private final HeapBytes bytes;
    private final OffsetTable strings = new OffsetTable();
    private final OffsetTable classesBySerial = new OffsetTable();
    private final OffsetTable classesById = new OffsetTable();
    private final Map<Long, String> classNames = new LinkedHashMap<>();

    Names(HeapBytes bytes) {
        this.bytes = bytes;
    }

    void addString(long body) {
        strings.put(bytes.id(body), body);
    }

    void addClass(long body) {
        classesBySerial.put(Integer.toUnsignedLong(bytes.u4(body)), body);
        classesById.put(bytes.id(body + 4), body);
        classNames.put(bytes.id(body + 4), "");
    }

    /// To be called once, after the last record: a class may be named by a string that comes later.
    void resolveClassNames() {
        Map<Long, String> textById = new HashMap<>();
        for (Map.Entry<Long, String> entry : classNames.entrySet()) {
            long nameId = nameIdOf(classesById.get(entry.getKey()));
            // One text for all classes of one name, so that no file can make the names larger than itself.
            String text = textById.computeIfAbsent(nameId, id -> {
                String found = string(id);
                return found == null ? "" : found;
            });
            entry.setValue(text);
        }
        classNames.values().removeIf(String::isEmpty);
    }

    /// By class object id, in the order of the file.
    Map<Long, String> classNames() {
        return Collections.unmodifiableMap(classNames);
    }

    @Nullable
    String string(long stringId) {
        long body = strings.get(stringId);
        if (body == OffsetTable.NONE) {
            return null;
        }
        long textBytes = Integer.toUnsignedLong(bytes.u4(body - 4)) - bytes.idBytes();
        return ModifiedUtf8.decode(bytes.copy(body + bytes.idBytes(), (int) Math.min(textBytes, MAX_TEXT_BYTES)));
    }

    /// Name of the class with that serial number as the dump writes it.
    @Nullable
    String classNameBySerial(int classSerial) {
        long body = classesBySerial.get(Integer.toUnsignedLong(classSerial));
        return body == OffsetTable.NONE ? null : string(nameIdOf(body));
    }

    private long nameIdOf(long body) {
        return bytes.id(body + 8 + bytes.idBytes());
    }
}
