package dev.holdup.dumps.jstack;

import dev.holdup.dumps.dialect.Numbers;
import dev.holdup.dumps.dialect.TextPosition;
import dev.holdup.dumps.dialect.WrittenTime;
import dev.holdup.dumps.model.JvmThread;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands right before a dump: `12345:` as jcmd writes it and the time, `2026-11-23 10:11:12`.
final class Preamble {
    private static final String ATTACHING = "Attaching to process ID ";
    private static final String VERSION = "JVM version is ";
    private static final int AGENT_LINES = 5;

    private Preamble() {}

    /// Whether the line can only be the beginning of a dump.
    static boolean isPart(String stripped) {
        return !stripped.isEmpty()
                && ((stripped.length() == WrittenTime.CHARS && WrittenTime.at(stripped, 0) != null)
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
        Instant before = WrittenTime.at(line, line.length() - WrittenTime.CHARS);
        return before == null ? WrittenTime.at(banner.prefix(), 0) : before;
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
}
