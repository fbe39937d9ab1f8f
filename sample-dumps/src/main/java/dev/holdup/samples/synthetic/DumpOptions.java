package dev.holdup.samples.synthetic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the same heap is written to a file: version, date, one record or many.
public final class DumpOptions {

    record ExtraRecord(int tag, byte[] body) {}

    private HprofVersion version = HprofVersion.V1_0_2;
    private long writtenAtMillis = 1_767_225_600_000L; // 2026-01-01T00:00:00Z
    private @Nullable Integer segmentBytes = Integer.MAX_VALUE;
    private boolean rootsLast;
    private boolean dottedNames;
    private final List<ExtraRecord> extraRecords = new ArrayList<>();

    public DumpOptions version(HprofVersion hprofVersion) {
        this.version = hprofVersion;
        return this;
    }

    public DumpOptions writtenAtMillis(long millisSinceEpoch) {
        this.writtenAtMillis = millisSinceEpoch;
        return this;
    }

    /// One `HEAP_DUMP` record instead of segments, as JDK 5 wrote it.
    public DumpOptions inOneHeapDump() {
        this.segmentBytes = null;
        return this;
    }

    /// Segments closed by an end record, each begun anew once it has `bytes` or more. Without this there
    /// is one segment.
    public DumpOptions inSegmentsOf(int bytes) {
        this.segmentBytes = bytes;
        return this;
    }

    /// Roots behind the objects, as up to JDK 16; otherwise between classes and objects.
    public DumpOptions rootsLast() {
        this.rootsLast = true;
        return this;
    }

    /// Class names with dots, as Android writes them, instead of HotSpot's slashes.
    public DumpOptions dottedClassNames() {
        this.dottedNames = true;
        return this;
    }

    /// A further top-level record in front of the heap, such as one that readers have to skip.
    public DumpOptions extraRecord(int tag, byte... body) {
        extraRecords.add(new ExtraRecord(tag, body.clone()));
        return this;
    }

    byte[] magic() {
        return version.magic().getBytes(StandardCharsets.US_ASCII);
    }

    long writtenAtMillis() {
        return writtenAtMillis;
    }

    /// Null for one `HEAP_DUMP` record.
    @Nullable
    Integer segmentBytes() {
        return segmentBytes;
    }

    boolean areRootsLast() {
        return rootsLast;
    }

    String nameInFile(String dotted) {
        return dottedNames ? dotted : dotted.replace('.', '/');
    }

    List<ExtraRecord> extraRecords() {
        return extraRecords;
    }
}
