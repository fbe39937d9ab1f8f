package dev.holdup.analysis.redaction;

import dev.holdup.analysis.heap.ClassTable;
import dev.holdup.analysis.heap.HeapClass;
import dev.holdup.dumps.model.FieldType;
import dev.holdup.dumps.model.HeapClassRecord;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.KeptContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A heap dump without its values: every object, reference and size, the names of classes, fields and methods, those of
/// threads, and the figures that an analysis needs.
public final class Redaction {
    private static final int[] NOTHING = {};

    private final HeapDump dump;
    private final ClassTable classes;
    private final KeptFigures figures;
    private final Map<Long, byte[]> contentByArray;

    private Redaction(HeapDump dump, ClassTable classes, KeptFigures figures, Map<Long, byte[]> contentByArray) {
        this.dump = dump;
        this.classes = classes;
        this.figures = figures;
        this.contentByArray = contentByArray;
    }

    /// Reads the dump four times: for its classes, and for the names of its threads, which may stand anywhere.
    public static Redaction of(HeapDump dump, KeptFigures figures, ThreadNames threadNames) {
        ClassTable classes = ClassTable.of(dump);
        return new Redaction(dump, classes, figures, KeptTexts.of(dump, classes).contentByArray(threadNames));
    }

    /// Reads the dump twice more.
    public void write(OutputStream out) throws IOException {
        dump.writeBlanked(out, new Kept());
    }

    private final class Kept implements KeptContent {
        private final Map<Long, int[]> partsByClass = new HashMap<>();

        @Override
        public int[] keptFieldBytes(long classId) {
            return partsByClass.computeIfAbsent(classId, this::parts);
        }

        private int[] parts(long classId) {
            int classIndex = classes.indexOf(classId);
            if (classIndex < 0) {
                return NOTHING;
            }
            List<Integer> parts = new ArrayList<>();
            for (HeapClass.Field field : classes.get(classIndex).fields()) {
                if (field.type() == FieldType.OBJECT
                        || figures.keeps(field.declaringClass(), field.name(), field.type())) {
                    parts.add(field.offset());
                    parts.add(field.offset() + field.type().bytes(dump.idBytes()));
                }
            }
            return parts.stream().mapToInt(Integer::intValue).toArray();
        }

        @Override
        public boolean keepsStatic(HeapClassRecord declaring, HeapClassRecord.StaticField field) {
            int classIndex = classes.indexOf(declaring.classId());
            String name = dump.string(field.nameId());
            return classIndex >= 0
                    && name != null
                    && figures.keepsStatic(classes.get(classIndex).name(), name);
        }

        @Override
        public byte @Nullable [] arrayContent(long objectId) {
            return contentByArray.get(objectId);
        }
    }
}
