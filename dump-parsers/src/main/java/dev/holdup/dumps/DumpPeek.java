package dev.holdup.dumps;

import dev.holdup.dumps.dialect.WrittenTime;
import dev.holdup.dumps.unpack.Decompression;
import dev.holdup.dumps.unpack.Packing;
import dev.holdup.dumps.unpack.UnpackBudget;
import dev.holdup.dumps.unpack.UnpackLimits;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the beginning of a file says about it, without opening it for an analysis.
///
/// @param capturedAt null if it does not say
public record DumpPeek(Kind kind, @Nullable Instant capturedAt) {
    /// What a file is, as far as its beginning tells.
    public enum Kind {
        HEAP,
        /// A text in which a thread dump begins.
        THREADS,
        ERLANG,
        /// Several files in one.
        ARCHIVE,
        /// A text without a sign of a thread dump, or nothing that holdup reads.
        OTHER
    }

    /// A log may say much before the first thread dump in it.
    private static final int TEXT_BYTES = 1 << 20;

    private static final Pattern THREAD_DUMP = Pattern.compile(
            "Full thread dump|FULL THREAD DUMP|java\\.lang\\.Thread\\.State|\" #\\d+ |\\btid=0x|\"threadDump\"|\"threadState\"|\"threadContainers\""
                    + "|^(?:0SECTION|1TISIGINFO|3XMTHREADINFO)|^\"[^\"\\n]+\" Id=\\d+ ",
            Pattern.MULTILINE);
    private static final Pattern SHELL = Pattern.compile("erlang:memory\\(|process_info\\(|\\b\\d+> i\\(\\)");
    private static final Pattern WRITTEN = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d");
    private static final Pattern CRASHED =
            Pattern.compile("\\b[A-Z][a-z]{2} +([A-Z][a-z]{2}) +(\\d{1,2}) (\\d\\d:\\d\\d:\\d\\d) (\\d{4})\\b");
    private static final Instant FIRST_JAVA = Instant.parse("1995-01-01T00:00:00Z");

    /// Reads no more than it needs to; a file that is damaged from its first byte on is [Kind#OTHER].
    ///
    /// @param packedBytes size of the file, by which unpacking is bounded
    public static DumpPeek of(InputStream file, long packedBytes, UnpackLimits limits) throws IOException {
        UnpackBudget budget = new UnpackBudget(limits, packedBytes);
        BufferedInputStream content = Heads.buffered(file);
        for (int depth = 0; depth < limits.maxDepth(); depth++) {
            byte[] head = Heads.of(content);
            Packing packing = Packing.of(head);
            if (packing == null) {
                return ofPlain(head, content);
            }
            if (packing.isArchive()) {
                return new DumpPeek(Kind.ARCHIVE, null);
            }
            content = Heads.buffered(Decompression.of(packing, content, budget));
        }
        return new DumpPeek(Kind.OTHER, null);
    }

    private static DumpPeek ofPlain(byte[] head, InputStream content) throws IOException {
        return switch (ContentKind.of(head)) {
            case HPROF -> new DumpPeek(Kind.HEAP, heapTime(head));
            case ERLANG -> new DumpPeek(Kind.ERLANG, crashTime(new String(head, StandardCharsets.ISO_8859_1)));
            case ERLANG_CAPTURE -> new DumpPeek(Kind.ERLANG, writtenTime(new String(head, StandardCharsets.UTF_8)));
            case TEXT -> ofText(text(content.readNBytes(TEXT_BYTES)));
            case OTHER -> new DumpPeek(Kind.OTHER, null);
        };
    }

    private static DumpPeek ofText(String text) {
        Matcher dump = THREAD_DUMP.matcher(text);
        if (dump.find()) {
            return new DumpPeek(Kind.THREADS, timeNear(text, dump.start()));
        }
        return SHELL.matcher(text).find()
                ? new DumpPeek(Kind.ERLANG, writtenTime(text))
                : new DumpPeek(Kind.OTHER, null);
    }

    /// The last time before the dump's first sign, for it stands above it; otherwise the first one after.
    private static @Nullable Instant timeNear(String text, int sign) {
        Matcher written = WRITTEN.matcher(text);
        Instant before = null;
        while (written.find()) {
            Instant time = WrittenTime.at(text, written.start());
            if (written.start() > sign) {
                return before == null ? time : before;
            }
            before = time == null ? before : time;
        }
        return before;
    }

    private static @Nullable Instant writtenTime(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.find() ? WrittenTime.at(text, written.start()) : null;
    }

    private static @Nullable Instant crashTime(String head) {
        Matcher crashed = CRASHED.matcher(head);
        if (!crashed.find()) {
            return null;
        }
        try {
            return LocalDateTime.parse(
                            crashed.group(4) + " " + crashed.group(1) + " " + crashed.group(2) + " " + crashed.group(3),
                            DateTimeFormatter.ofPattern("yyyy MMM d HH:mm:ss", Locale.ENGLISH))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /// `format text · 0 · u4 idBytes · u8 milliseconds since 1970`.
    private static @Nullable Instant heapTime(byte[] head) {
        int end = 0;
        while (end < head.length && head[end] != 0) {
            end++;
        }
        if (end + 13 > head.length) {
            return null;
        }
        Instant time = Instant.ofEpochMilli(ByteBuffer.wrap(head).getLong(end + 5));
        return time.isBefore(FIRST_JAVA) || time.isAfter(FIRST_JAVA.plusSeconds(200L * 365 * 86_400)) ? null : time;
    }

    private static String text(byte[] bytes) {
        boolean twoBytes = bytes.length > 3 && (bytes[0] == 0 || bytes[1] == 0 || (bytes[0] & 0xFE) == 0xFE);
        boolean littleEndian = bytes.length > 3 && (bytes[1] == 0 || (bytes[0] & 0xFF) == 0xFF);
        return new String(
                bytes,
                !twoBytes
                        ? StandardCharsets.UTF_8
                        : littleEndian ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }
}
