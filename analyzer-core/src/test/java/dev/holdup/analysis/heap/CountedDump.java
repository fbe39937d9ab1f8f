package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapStackTrace;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.KeptContent;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ReadExtent;
import dev.holdup.dumps.model.RecordCount;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A heap dump that counts how many bytes of its objects each kind of visitor walks over.
///
/// @param bytesByVisitor by simple name of the visitor's class
record CountedDump(HeapDump dump, ConcurrentHashMap<String, AtomicLong> bytesByVisitor) implements HeapDump {

    static CountedDump of(HeapDump dump) {
        return new CountedDump(dump, new ConcurrentHashMap<>());
    }

    /// Bytes that visitors of the class walked over.
    long bytes(Class<? extends HeapVisitor> visitor) {
        AtomicLong bytes = bytesByVisitor.get(visitor.getSimpleName());
        return bytes == null ? 0 : bytes.get();
    }

    /// Bytes that were walked over by all others: in search of single objects, or in samples.
    @SafeVarargs
    final long bytesBeside(Class<? extends HeapVisitor>... visitors) {
        long all = bytesByVisitor.values().stream().mapToLong(AtomicLong::get).sum();
        for (Class<? extends HeapVisitor> visitor : visitors) {
            all -= bytes(visitor);
        }
        return all;
    }

    @Override
    public @Nullable ParseWarning accept(HeapRegion region, HeapVisitor visitor) {
        bytesByVisitor
                .computeIfAbsent(visitor.getClass().getSimpleName(), first -> new AtomicLong())
                .addAndGet(region.bytes());
        return dump.accept(region, visitor);
    }

    @Override
    public ReadExtent extent() {
        return dump.extent();
    }

    @Override
    public String input() {
        return dump.input();
    }

    @Override
    public String format() {
        return dump.format();
    }

    @Override
    public int idBytes() {
        return dump.idBytes();
    }

    @Override
    public @Nullable Instant capturedAt() {
        return dump.capturedAt();
    }

    @Override
    public long fileBytes() {
        return dump.fileBytes();
    }

    @Override
    public boolean complete() {
        return dump.complete();
    }

    @Override
    public List<HeapRegion> regions() {
        return dump.regions();
    }

    @Override
    public HeapBytes bytes() {
        return dump.bytes();
    }

    @Override
    public @Nullable String string(long stringId) {
        return dump.string(stringId);
    }

    @Override
    public Map<Long, String> classNames() {
        return dump.classNames();
    }

    @Override
    public @Nullable HeapStackTrace stackTrace(int stackSerial) {
        return dump.stackTrace(stackSerial);
    }

    @Override
    public List<RecordCount> recordCounts() {
        return dump.recordCounts();
    }

    @Override
    public List<ParseWarning> warnings() {
        return dump.warnings();
    }

    @Override
    public boolean valuesBlanked() {
        return dump.valuesBlanked();
    }

    @Override
    public void writeBlanked(OutputStream out, KeptContent kept) throws IOException {
        dump.writeBlanked(out, kept);
    }
}
