package dev.holdup.analysis.heap;

import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapStackTrace;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.ParseWarning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A heap dump that counts how often its objects are walked over.
///
/// @param sequential bytes of whole regions that were walked
/// @param searched bytes of parts of regions that were walked in search of single objects, at most
record CountedDump(HeapDump dump, AtomicLong sequential, AtomicLong searched) implements HeapDump {

    static CountedDump of(HeapDump dump) {
        return new CountedDump(dump, new AtomicLong(), new AtomicLong());
    }

    @Override
    public @Nullable ParseWarning accept(HeapRegion region, HeapVisitor visitor) {
        (visitor instanceof QuickPass ? sequential : searched).addAndGet(region.bytes());
        return dump.accept(region, visitor);
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
    public List<ParseWarning> warnings() {
        return dump.warnings();
    }
}
