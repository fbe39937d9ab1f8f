package dev.holdup.batch.discovery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What file names say of a dump: the process's number, the time.
final class NameClues {
    private static final Pattern PID = Pattern.compile("(?i)pid[-_.=]?(\\d{1,10})");
    private static final Pattern TIME = Pattern.compile(
            "(?<!\\d)(20\\d\\d)[-_.]?([01]\\d)[-_.]?([0-3]\\d)(?:[-_.T ]?([0-2]\\d)[-_.:h]?([0-5]\\d)(?:[-_.:m]?([0-5]\\d))?)?(?!\\d)");
    private static final Pattern EPOCH = Pattern.compile("(?<!\\d)(1[4-9]\\d{8}|2[0-3]\\d{8})(\\d{3})?(?!\\d)");

    private NameClues() {}

    /// Empty if it says none.
    static String pid(String fileName) {
        Matcher pid = PID.matcher(fileName);
        return pid.find() ? pid.group(1) : "";
    }

    /// Taken as UTC, as times within dumps are; a day alone is its beginning. Null if there is none.
    static @Nullable Instant time(String text) {
        Matcher written = TIME.matcher(text);
        while (written.find()) {
            try {
                return LocalDateTime.of(
                                number(written.group(1)),
                                number(written.group(2)),
                                number(written.group(3)),
                                number(written.group(4)),
                                number(written.group(5)),
                                number(written.group(6)))
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException noTime) {
                // Digits that only look like one.
            }
        }
        Matcher epoch = EPOCH.matcher(text);
        return epoch.find() ? Instant.ofEpochSecond(Long.parseLong(epoch.group(1))) : null;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
