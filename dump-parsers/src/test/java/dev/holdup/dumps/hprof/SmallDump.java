package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.samples.synthetic.ClassBuilder;
import dev.holdup.samples.synthetic.FieldKind;
import dev.holdup.samples.synthetic.HeapDumpWriter;
import dev.holdup.samples.synthetic.IdSize;
import dev.holdup.samples.synthetic.RootKind;
import dev.holdup.samples.synthetic.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Small dumps to be damaged in every way.
final class SmallDump {
    private SmallDump() {}

    /// A few records of every kind that HotSpot writes, in several segments.
    static HeapDumpWriter inSegments(IdSize idSize) {
        HeapDumpWriter writer = HeapDumpWriter.bare(idSize);
        writer.options().inSegmentsOf(120);
        ClassBuilder type = writer.clazz("a.B")
                .field("next", FieldKind.OBJECT)
                .field("size", FieldKind.INT)
                .staticField("S", Value.of(7L));
        long array = writer.byteArray((byte) 1, (byte) 2, (byte) 3);
        long first = writer.instance(type, Value.ref(array), Value.of(-1));
        long second = writer.instance(type, Value.ref(first), Value.of(2));
        long both = writer.objectArray(writer.clazz("[La.B;"), first, second, 0);
        writer.root(RootKind.STICKY_CLASS, type.id());
        writer.root(RootKind.JNI_GLOBAL, both);
        writer.threadOf(second).frame("a.B", "run", "B.java", 12).local(array).live();
        return writer;
    }

    /// The same in one record, as JDK 5 to 7 wrote it.
    static HeapDumpWriter inOneRecord(IdSize idSize) {
        HeapDumpWriter writer = inSegments(idSize);
        writer.options().inOneHeapDump();
        return writer;
    }

    static HprofFile open(Path file, byte[] content) throws IOException, MalformedDumpException {
        Files.write(file, content);
        return HprofFile.open(file, "small.hprof", List.of());
    }
}
