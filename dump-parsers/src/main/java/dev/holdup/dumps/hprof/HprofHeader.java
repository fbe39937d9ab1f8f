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
    /// A zero, the size of ids, the time.
    private static final int AFTER_FORMAT = 13;

    private static final Instant FIRST_JAVA = Instant.parse("1995-01-01T00:00:00Z");

    /// Where the header begins in the file.
    long start() {
        return recordsOffset - format.length() - AFTER_FORMAT;
    }

    /// @param start where the header begins: 0, but for dumps written one after the other into one file
    /// @throws MalformedDumpException if this is no HPROF, the header is cut short, or ids are not of 4 or 8 bytes
    static HprofHeader read(MemorySegment file, String input, long start) throws MalformedDumpException {
        SourceLocation location = new SourceLocation.InFile(input, start);
        HeapBytes bytes = new HeapBytes(file, 4);
        if (bytes.size() == 0) {
            throw new MalformedDumpException(location, "the file is empty");
        }
        if (!startsAt(bytes, start)) {
            throw new MalformedDumpException(location, "not an HPROF heap dump: it does not begin with " + MAGIC);
        }
        long formatEnd = start + MAGIC.length();
        while (formatEnd <= start + LONGEST_FORMAT && formatEnd < bytes.size() && bytes.u1(formatEnd) != 0) {
            formatEnd++;
        }
        long recordsOffset = formatEnd + AFTER_FORMAT;
        if (recordsOffset > bytes.size()) {
            throw new MalformedDumpException(
                    location,
                    "the heap dump is cut off within its header: only " + (bytes.size() - start)
                            + " bytes of it are there");
        }
        String format = new String(bytes.copy(start, (int) (formatEnd - start)), StandardCharsets.ISO_8859_1);
        if (!FORMATS.contains(format)) {
            throw new MalformedDumpException(
                    location, "this HPROF version is unknown; holdup reads 1.0.1, 1.0.2 and 1.0.3");
        }
        int idBytes = bytes.u4(formatEnd + 1);
        if (idBytes != 4 && idBytes != 8) {
            throw new MalformedDumpException(
                    location,
                    "the heap dump's header is damaged: object ids of " + Integer.toUnsignedString(idBytes)
                            + " bytes do not exist, only of 4 and 8");
        }
        return new HprofHeader(format, idBytes, believable(bytes.u8(formatEnd + 5)), recordsOffset);
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
