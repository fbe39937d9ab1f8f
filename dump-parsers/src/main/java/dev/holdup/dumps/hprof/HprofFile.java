package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.HeapRegion;
import dev.holdup.dumps.model.HeapStackTrace;
import dev.holdup.dumps.model.HeapVisitor;
import dev.holdup.dumps.model.KeptContent;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ReadExtent;
import dev.holdup.dumps.model.RecordCount;
import dev.holdup.dumps.model.SourceLocation;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An HPROF heap dump, mapped as one segment until it is closed; any thread may read it.
public final class HprofFile implements HeapDump, AutoCloseable {
    private final String input;
    private final Arena arena;
    private final HprofHeader header;
    private final HeapBytes bytes;
    private final Damage damage;
    private final List<HeapRegion> regions;
    private final Names names;
    private final Stacks stacks;
    private final List<RecordCount> recordCounts;

    private HprofFile(String input, Arena arena, MemorySegment file, List<ParseWarning> unpackingDamage)
            throws MalformedDumpException {
        this.input = input;
        this.arena = arena;
        DumpInFile dump = DumpInFile.lastOf(file, input, unpackingDamage);
        this.header = dump.header();
        this.bytes = dump.bytes();
        this.damage = dump.damage();
        this.regions = dump.records().regions();
        this.names = dump.records().names();
        this.stacks = dump.records().stacks();
        this.recordCounts = dump.records().counts();
    }

    /// Maps the file and reads its top-level records.
    ///
    /// @param input the name that warnings and reports show
    /// @param unpackingDamage what was lost before the file was written, if it was unpacked from another
    /// @throws MalformedDumpException if this is no HPROF or its header is unusable; lesser damage becomes warnings
    public static HprofFile open(Path file, String input, List<ParseWarning> unpackingDamage)
            throws IOException, MalformedDumpException {
        try (FileChannel channel = FileChannel.open(file)) {
            return open(channel, input, unpackingDamage);
        }
    }

    /// As above; the channel may be closed afterwards.
    @SuppressWarnings("MustBeClosedChecker") // the dump closes it, or this method if there is no dump
    public static HprofFile open(FileChannel file, String input, List<ParseWarning> unpackingDamage)
            throws IOException, MalformedDumpException {
        Arena arena = Arena.ofShared();
        boolean mapped = false;
        try {
            MemorySegment whole = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
            mapped = true;
            return of(arena, whole, input, unpackingDamage);
        } finally {
            if (!mapped) {
                arena.close();
            }
        }
    }

    /// A dump that lies in memory.
    ///
    /// @param arena of the segment; the dump closes it, also if there turns out to be none
    public static HprofFile of(Arena arena, MemorySegment file, String input, List<ParseWarning> unpackingDamage)
            throws MalformedDumpException {
        boolean opened = false;
        try {
            HprofFile dump = new HprofFile(input, arena, file, unpackingDamage);
            opened = true;
            return dump;
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    /// Whether the content begins with a header's text.
    public static boolean beginsLikeOne(MemorySegment content) {
        return HprofHeader.startsAt(new HeapBytes(content, 4), 0);
    }

    @Override
    public String input() {
        return input;
    }

    @Override
    public String format() {
        return header.format();
    }

    @Override
    public int idBytes() {
        return header.idBytes();
    }

    @Override
    public @Nullable Instant capturedAt() {
        return header.capturedAt();
    }

    @Override
    public long fileBytes() {
        return bytes.size();
    }

    @Override
    public boolean complete() {
        return damage.complete();
    }

    @Override
    public ReadExtent extent() {
        return damage.extent(bytes.size());
    }

    @Override
    public List<ParseWarning> warnings() {
        return damage.warnings();
    }

    @Override
    public List<HeapRegion> regions() {
        return regions;
    }

    @Override
    public HeapBytes bytes() {
        return bytes;
    }

    @Override
    public @Nullable String string(long stringId) {
        return names.string(stringId);
    }

    @Override
    public Map<Long, String> classNames() {
        return names.classNames();
    }

    @Override
    public @Nullable HeapStackTrace stackTrace(int stackSerial) {
        return stacks.trace(stackSerial);
    }

    @Override
    public @Nullable ParseWarning accept(HeapRegion region, HeapVisitor visitor) {
        long end = Math.min(region.end(), bytes.size());
        if (region.offset() < header.recordsOffset() || region.offset() > end) {
            throw new IllegalArgumentException("no region of this file: " + region);
        }
        long stopped = HeapSegment.walk(bytes, region.offset(), end, visitor);
        return stopped == end ? null : stopped(stopped, end);
    }

    @Override
    public boolean valuesBlanked() {
        return BlankedCopy.isOne(names, header.idBytes());
    }

    @Override
    public void writeBlanked(OutputStream out, KeptContent kept) throws IOException {
        new BlankedCopy(bytes, header, regions, kept, valuesBlanked()).write(out);
    }

    private ParseWarning stopped(long offset, long end) {
        int tag = bytes.u1(offset);
        long recordEnd = new SubRecords(bytes).endOf(offset, end);
        String what = recordEnd == SubRecords.NO_RECORD
                ? String.format(Locale.ROOT, "No heap record can begin here (first byte 0x%02X).", tag)
                : "A heap record here (" + SubRecordTag.name(tag) + ") reaches at least " + (recordEnd - end)
                        + " bytes past the end of its segment.";
        return new ParseWarning(
                new SourceLocation.InFile(input, offset),
                what,
                "The objects in the last " + (end - offset) + " bytes of this heap segment are missing.");
    }

    @Override
    public void close() {
        arena.close();
    }

    @Override
    public List<RecordCount> recordCounts() {
        return recordCounts;
    }
}
