package dev.holdup.dumps.dialect;

import dev.holdup.dumps.model.JvmThread;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Numbers in the middle of a line, read without copying them out. What is no number is [JvmThread#UNKNOWN_ID] or null.
public final class Numbers {
    private Numbers() {}

    /// Digits only, at most 18 of them.
    public static long decimal(String line, int start, int end) {
        if (start >= end || end - start > 18) {
            return JvmThread.UNKNOWN_ID;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return JvmThread.UNKNOWN_ID;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// At most 16 hexadecimal digits, with or without `0x`.
    public static long hexadecimal(String line, int start, int end) {
        int first = line.startsWith("0x", start) || line.startsWith("0X", start) ? start + 2 : start;
        if (first >= end || end - first > 16) {
            return JvmThread.UNKNOWN_ID;
        }
        long value = 0;
        for (int i = first; i < end; i++) {
            int digit = hexDigit(line.charAt(i));
            if (digit < 0) {
                return JvmThread.UNKNOWN_ID;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        char lower = (char) (c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /// `37.01ms` or `5.46s`; digits past the nanosecond are dropped.
    public static @Nullable Duration duration(String line, int start, int end) {
        int unit = end;
        while (unit > start && !isDigit(line.charAt(unit - 1))) {
            unit--;
        }
        long nanosOfUnit = switch (line.substring(unit, end)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            default -> 0L;
        };
        int point = start;
        while (point < unit && isDigit(line.charAt(point))) {
            point++;
        }
        long whole = decimal(line, start, point);
        boolean fractionBegins = point < unit && (line.charAt(point) == '.' || line.charAt(point) == ',');
        if (nanosOfUnit == 0
                || whole < 0
                || whole > Long.MAX_VALUE / nanosOfUnit - 1
                || (point < unit && !fractionBegins)) {
            return null;
        }
        long nanos = whole * nanosOfUnit;
        long scale = nanosOfUnit;
        for (int i = point + 1; i < unit; i++) {
            if (!isDigit(line.charAt(i))) {
                return null;
            }
            scale /= 10;
            nanos += (line.charAt(i) - '0') * scale;
        }
        return Duration.ofNanos(nanos);
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
