package dev.holdup.dumps.dialect;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A time as JVMs and logs write it, `2026-11-23 10:11:12` or with a `T` between.
///
/// It is local to the machine and names no zone; it is taken as UTC, so that differences between
/// dumps of one machine are right even where the moment is not.
public final class WrittenTime {
    public static final int CHARS = "2026-11-23 10:11:12".length();

    private WrittenTime() {}

    /// The time that begins at a place in a text; null if none does.
    public static @Nullable Instant at(String text, int start) {
        if (start < 0 || start + CHARS > text.length()) {
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
        return of(
                part(text, start, 4),
                part(text, start + 5, 2),
                part(text, start + 8, 2),
                part(text, start + 11, 2),
                part(text, start + 14, 2),
                part(text, start + 17, 2));
    }

    /// Null if there is no such time.
    public static @Nullable Instant of(int year, int month, int day, int hour, int minute, int second) {
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /// −1, which is no part of a time, if it is no number.
    private static int part(String text, int start, int digits) {
        return (int) Numbers.decimal(text, start, start + digits);
    }
}
