package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.dialect.TextPosition;
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
    private static final String ATTACHING = "Attaching to process ID ";
    private static final String VERSION = "JVM version is ";
    private static final int AGENT_LINES = 5;

    private Preamble() {}

    /// Whether the line can only be the beginning of a dump.
    static boolean isPart(String stripped) {
        return !stripped.isEmpty()
                && ((stripped.length() == TIME_CHARS && time(stripped, 0) != null)
                        || pid(stripped) >= 0
                        || stripped.startsWith(ATTACHING)
                        || stripped.startsWith(VERSION)
                        || stripped.equals("Debugger attached successfully.")
                        || stripped.endsWith(" compiler detected."));
    }

    /// The time may also end the last line of the dump before, where files were put together without a line end,
    /// or stand before the banner on its own line.
    static @Nullable Instant capturedAt(TextPosition position, BannerLine banner) {
        String line = position.before(1);
        Instant before = time(line, line.length() - TIME_CHARS);
        return before == null ? time(banner.prefix(), 0) : before;
    }

    static long pid(TextPosition position) {
        long pid = pid(position.before(2));
        return pid >= 0 ? pid : pid(position.before(1));
    }

    /// As `jhsdb` says it before it begins.
    static long attachedTo(TextPosition position) {
        String line = lineBefore(position, ATTACHING);
        int comma = line.indexOf(',');
        return comma < 0 ? JvmThread.UNKNOWN_ID : Numbers.decimal(line, ATTACHING.length(), comma);
    }

    /// As `jhsdb` says it before it begins; empty if it does not.
    static String version(TextPosition position) {
        String line = lineBefore(position, VERSION);
        return line.isEmpty() ? "" : line.substring(VERSION.length());
    }

    private static String lineBefore(TextPosition position, String start) {
        for (int back = 1; back <= AGENT_LINES; back++) {
            if (position.before(back).startsWith(start)) {
                return position.before(back);
            }
        }
        return "";
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
