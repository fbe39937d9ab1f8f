package dev.holdup.dumps.jstack;

import dev.holdup.dumps.model.JvmThread;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What stands right before a dump: `12345:` as jcmd writes it and the time, `2026-11-23 10:11:12`.
///
/// The time is local to the machine that ran the JVM and names no zone; it is taken as UTC, so that differences between
/// dumps of one machine are right even where the moment is not.
final class Preamble {
    private static final int TIME_CHARS = "2026-11-23 10:11:12".length();

    private String last = "";
    private String secondLast = "";

    /// Whether the line can only be the beginning of a dump.
    static boolean isPart(String stripped) {
        return (stripped.length() == TIME_CHARS && time(stripped, 0) != null) || pid(stripped) >= 0;
    }

    /// Takes any line: a preamble is told only by the banner after it.
    void add(String line) {
        if (!line.isBlank()) {
            secondLast = last;
            last = line;
        }
    }

    /// The time may also end the last line of the dump before, where files were put together without a line end,
    /// or stand before the banner on its own line.
    @Nullable
    Instant capturedAt(BannerLine banner) {
        String line = last.stripTrailing();
        Instant before = time(line, line.length() - TIME_CHARS);
        return before == null ? time(banner.prefix(), 0) : before;
    }

    long pid() {
        long pid = pid(secondLast.strip());
        return pid >= 0 ? pid : pid(last.strip());
    }

    private static long pid(String stripped) {
        return stripped.endsWith(":") ? Numbers.decimal(stripped, 0, stripped.length() - 1) : JvmThread.UNKNOWN_ID;
    }

    private static @Nullable Instant time(String text, int start) {
        if (start < 0 || start + TIME_CHARS > text.length()) {
            return null;
        }
        char between = text.charAt(start + 10);
        boolean shaped = text.charAt(start + 4) == '-'
                && text.charAt(start + 7) == '-'
                && (between == ' ' || between == 'T')
                && text.charAt(start + 13) == ':'
                && text.charAt(start + 16) == ':';
        if (!shaped) {
            return null;
        }
        try {
            return LocalDateTime.of(
                            part(text, start, 4),
                            part(text, start + 5, 2),
                            part(text, start + 8, 2),
                            part(text, start + 11, 2),
                            part(text, start + 14, 2),
                            part(text, start + 17, 2))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /// −1, which is no part of a time, if it is no number.
    private static int part(String text, int start, int digits) {
        return (int) Numbers.decimal(text, start, start + digits);
    }
}
