package dev.holdup.dumps.hprof;

import dev.holdup.dumps.model.HeapBytes;
import dev.holdup.dumps.model.MalformedDumpException;
import dev.holdup.dumps.model.SourceLocation;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The file's first bytes: `format text · 0 · u4 idBytes · u8 milliseconds since 1970`.
///
/// @param recordsOffset where the first top-level record begins
record HprofHeader(String format, int idBytes, @Nullable Instant capturedAt, long recordsOffset) {
    static final String MAGIC = "JAVA PROFILE 1.0";
    private static final Set<String> FORMATS = Set.of(MAGIC, MAGIC + ".1", MAGIC + ".2", MAGIC + ".3");
    private static final int LONGEST_FORMAT = MAGIC.length() + 2;
    private static final Instant FIRST_JAVA = Instant.parse("1995-01-01T00:00:00Z");

    /// @throws MalformedDumpException if this is no HPROF, the header is cut short or the id size is neither 4 nor 8
    static HprofHeader read(MemorySegment file, String input) throws MalformedDumpException {
        SourceLocation start = new SourceLocation.InFile(input, 0);
        HeapBytes bytes = new HeapBytes(file, 4);
        if (!startsAt(bytes, 0)) {
            throw new MalformedDumpException(
                    start,
                    bytes.size() == 0
                            ? "the file is empty"
                            : "not an HPROF heap dump: it does not begin with JAVA PROFILE");
        }
        int formatBytes = MAGIC.length();
        while (formatBytes <= LONGEST_FORMAT && formatBytes < bytes.size() && bytes.u1(formatBytes) != 0) {
            formatBytes++;
        }
        long recordsOffset = formatBytes + 13L;
        if (recordsOffset > bytes.size()) {
            throw new MalformedDumpException(
                    start, "the heap dump is cut off within its header: only " + bytes.size() + " bytes are there");
        }
        String format = new String(bytes.copy(0, formatBytes), StandardCharsets.ISO_8859_1);
        if (!FORMATS.contains(format)) {
            throw new MalformedDumpException(
                    start, "this HPROF version is unknown; holdup reads 1.0.1, 1.0.2 and 1.0.3");
        }
        int idBytes = bytes.u4(formatBytes + 1L);
        if (idBytes != 4 && idBytes != 8) {
            throw new MalformedDumpException(
                    new SourceLocation.InFile(input, formatBytes + 1L),
                    "the heap dump's id size is " + Integer.toUnsignedString(idBytes)
                            + ", only 4 and 8 exist: the header is damaged");
        }
        return new HprofHeader(format, idBytes, believable(bytes.u8(formatBytes + 5L)), recordsOffset);
    }

    /// Whether a header's text begins at `offset`.
    static boolean startsAt(HeapBytes bytes, long offset) {
        if (offset > bytes.size() - MAGIC.length()) {
            return false;
        }
        for (int i = 0; i < MAGIC.length(); i++) {
            if (bytes.u1(offset + i) != MAGIC.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Instant believable(long millis) {
        Instant latest = Instant.now().plus(Duration.ofDays(1));
        if (millis < FIRST_JAVA.toEpochMilli() || millis > latest.toEpochMilli()) {
            return null;
        }
        return Instant.ofEpochMilli(millis);
    }
}
