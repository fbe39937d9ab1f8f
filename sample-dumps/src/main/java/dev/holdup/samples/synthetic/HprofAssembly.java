package dev.holdup.samples.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Puts the records of a file together, in HotSpot's order: strings, classes, frames and traces, heap.
///
/// A record is `u1 tag · u4 microseconds since the header's date · u4 length · length × u1`.
final class HprofAssembly {

    private static final int STRING_IN_UTF8 = 0x01;
    private static final int LOAD_CLASS = 0x02;
    private static final int STACK_FRAME = 0x04;
    private static final int STACK_TRACE = 0x05;
    private static final int HEAP_DUMP = 0x0C;
    private static final int HEAP_DUMP_SEGMENT = 0x1C;
    private static final int HEAP_DUMP_END = 0x2C;

    private final IdSize idSize;
    private final DumpOptions options;
    private final ToLongFunction<String> stringId;
    private final HprofBuffer file;

    HprofAssembly(IdSize idSize, DumpOptions options, ToLongFunction<String> stringId) {
        this.idSize = idSize;
        this.options = options;
        this.stringId = stringId;
        this.file = new HprofBuffer(idSize);
    }

    /// @param stringIds filled while the other records are made, hence written from a view that sees all of them
    byte[] assemble(
            Map<String, Long> stringIds,
            List<ClassBuilder> classes,
            List<StackTraceEntry> traces,
            List<GcRoot> roots,
            Collection<HeapObject> objects) {
        HprofBuffer tables = tables(classes, traces);
        List<byte[]> subRecords = subRecords(classes, roots, objects);

        file.raw(options.magic()).u1(0).u4(idSize.bytes()).u8(options.writtenAtMillis());
        stringIds.forEach((text, id) -> record(
                file,
                STRING_IN_UTF8,
                body().id(id).raw(text.getBytes(StandardCharsets.UTF_8)).toByteArray()));
        file.raw(tables.toByteArray());
        options.extraRecords().forEach(extra -> record(file, extra.tag(), extra.body()));
        writeHeap(subRecords);
        return file.toByteArray();
    }

    private HprofBuffer tables(List<ClassBuilder> classes, List<StackTraceEntry> traces) {
        HprofBuffer tables = body();
        for (ClassBuilder type : classes) {
            long name = stringId.applyAsLong(type.name().replace('.', '/'));
            record(
                    tables,
                    LOAD_CLASS,
                    body().u4(type.serial())
                            .id(type.id())
                            .u4(type.stackSerial())
                            .id(name)
                            .toByteArray());
        }
        for (StackTraceEntry trace : traces) {
            HprofBuffer frameIds = body();
            for (StackTraceEntry.Frame frame : trace.frames()) {
                record(tables, STACK_FRAME, frameBody(frame));
                frameIds.id(frame.id());
            }
            record(
                    tables,
                    STACK_TRACE,
                    body().u4(trace.serial())
                            .u4(trace.threadSerial())
                            .u4(trace.frames().size())
                            .raw(frameIds.toByteArray())
                            .toByteArray());
        }
        return tables;
    }

    private byte[] frameBody(StackTraceEntry.Frame frame) {
        String source = frame.sourceFile();
        return body().id(frame.id())
                .id(stringId.applyAsLong(frame.method()))
                .id(stringId.applyAsLong(frame.signature()))
                .id(source == null ? 0 : stringId.applyAsLong(source))
                .u4(frame.type().serial())
                .u4(frame.line())
                .toByteArray();
    }

    private List<byte[]> subRecords(List<ClassBuilder> classes, List<GcRoot> roots, Collection<HeapObject> objects) {
        HeapSubRecords subRecords = new HeapSubRecords(idSize, stringId);
        List<byte[]> all = new ArrayList<>();
        classes.forEach(type -> all.add(subRecords.classDump(type)));
        if (!options.areRootsLast()) {
            roots.forEach(root -> all.add(subRecords.root(root)));
        }
        objects.forEach(object -> all.add(object.subRecord(subRecords)));
        if (options.areRootsLast()) {
            roots.forEach(root -> all.add(subRecords.root(root)));
        }
        return all;
    }

    private void writeHeap(List<byte[]> subRecords) {
        @Nullable Integer segmentBytes = options.segmentBytes();
        HprofBuffer segment = body();
        for (byte[] subRecord : subRecords) {
            segment.raw(subRecord);
            if (segmentBytes != null && segment.length() >= segmentBytes) {
                record(file, HEAP_DUMP_SEGMENT, segment.toByteArray());
                segment = body();
            }
        }
        if (segmentBytes == null) {
            record(file, HEAP_DUMP, segment.toByteArray());
            return;
        }
        if (segment.length() > 0) {
            record(file, HEAP_DUMP_SEGMENT, segment.toByteArray());
        }
        record(file, HEAP_DUMP_END, new byte[0]);
    }

    private static void record(HprofBuffer out, int tag, byte[] body) {
        out.u1(tag).u4(0).u4(body.length).raw(body);
    }

    private HprofBuffer body() {
        return new HprofBuffer(idSize);
    }
}
