package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapStackTrace;
import dev.holdup.dumps.model.JvmFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Stack traces and their frames: where they stand in the file, read when asked for.
///
/// `TRACE`: `u4 stackSerial · u4 threadSerial · u4 frames · frames × id`, innermost first.
/// `FRAME`: `id frameId · id methodNameId · id signatureId · id sourceFileId · u4 classSerial · u4 line`.
final class Stacks {
    private static final String UNKNOWN_NAME = "unknown";
    /// The code that the format has for a native method's line.
    private static final int NATIVE_LINE = -3;

    private final HeapBytes bytes;
    private final Names names;
    private final OffsetTable frames = new OffsetTable();
    private final OffsetTable traces = new OffsetTable();
    /// By the place of its record: threads that wait for the same share most of their frames.
    private final Map<Long, JvmFrame> frameByBody = new ConcurrentHashMap<>();

    Stacks(HeapBytes bytes, Names names) {
        this.bytes = bytes;
        this.names = names;
    }

    void addFrame(long body) {
        frames.put(bytes.id(body), body);
    }

    /// The record must be as long as its number of frames says.
    void addTrace(long body) {
        traces.put(Integer.toUnsignedLong(bytes.u4(body)), body);
    }

    @Nullable
    HeapStackTrace trace(int stackSerial) {
        long body = traces.get(Integer.toUnsignedLong(stackSerial));
        if (body == OffsetTable.NONE) {
            return null;
        }
        int count = bytes.u4(body + 8);
        List<JvmFrame> calls = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long frame = frames.get(bytes.id(body + 12 + (long) i * bytes.idBytes()));
            calls.add(
                    frame == OffsetTable.NONE
                            ? new JvmFrame(UNKNOWN_NAME, UNKNOWN_NAME, null, JvmFrame.UNKNOWN)
                            : frameByBody.computeIfAbsent(frame, this::frameAt));
        }
        return new HeapStackTrace(stackSerial, bytes.u4(body + 4), List.copyOf(calls));
    }

    private JvmFrame frameAt(long body) {
        int idBytes = bytes.idBytes();
        String method = names.string(bytes.id(body + idBytes));
        String sourceFile = names.string(bytes.id(body + 3L * idBytes));
        String className = names.classNameBySerial(bytes.u4(body + 4L * idBytes));
        int line = bytes.u4(body + 4L * idBytes + 4);
        return new JvmFrame(
                className == null ? UNKNOWN_NAME : binaryName(className),
                method == null ? UNKNOWN_NAME : method,
                sourceFile == null || sourceFile.isEmpty() ? null : sourceFile,
                line > 0 ? line : line == NATIVE_LINE ? JvmFrame.NATIVE : JvmFrame.UNKNOWN);
    }

    /// As a thread dump prints it; the address of a hidden class stands after a slash there, after a
    /// plus in the heap dump.
    private static String binaryName(String className) {
        return className.replace('/', '.').replace("+0x", "/0x");
    }
}
