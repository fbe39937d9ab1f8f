package dev.holdup.analysis.findings;

import java.util.Locale;

/// Bytes for people, decimal: 1 kB = 1,000 bytes, 1 MB = 1,000,000 bytes.
///
/// Three significant digits, so that figures compare at a glance: `512 B`, `38.1 MB`, `1.04 GB`.
public final class ByteFormat {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private ByteFormat() {}

    public static String bytes(long bytes) {
        if (bytes < 0) {
            return "-" + bytes(bytes == Long.MIN_VALUE ? Long.MAX_VALUE : -bytes);
        }
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = 0;
        // 999.5 of a unit would print as 1000 of it.
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f %s", value, UNITS[unit]);
    }
}
