package dev.holdup.analysis.findings;

import java.util.Locale;

/// Counts with thin groups of three (`12 345`, U+202F), shares in percent, counted nouns.
public final class CountFormat {
    private static final char NARROW_NO_BREAK_SPACE = '\u202F';

    private CountFormat() {}

    public static String count(long count) {
        String grouped = String.format(Locale.ROOT, "%,d", count);
        // Four digits read well without a gap.
        return grouped.length() <= 5 ? grouped.replace(",", "") : grouped.replace(',', NARROW_NO_BREAK_SPACE);
    }

    /// `count(n) + noun`, with the plural in English: `1 thread`, `200 threads`, `2 processes`, `3 classes`.
    public static String counted(long count, String singular) {
        String noun = count == 1 ? singular : singular.endsWith("s") ? singular + "es" : singular + "s";
        return count(count) + " " + noun;
    }

    /// @param share 0 to 1; values outside are shown as they are
    public static String percent(double share) {
        if (!Double.isFinite(share)) {
            return "–";
        }
        double percent = share * 100;
        if (percent > 0 && percent < 0.1) {
            return "< 0.1 %";
        }
        if (percent > 99.9 && percent < 100) {
            return "> 99.9 %";
        }
        return String.format(Locale.ROOT, percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
    }

    public static String percent(long part, long whole) {
        return whole <= 0 ? "–" : percent((double) part / whole);
    }

    /// Exact bytes, for a tooltip: `38 112 044 bytes`.
    public static String bytes(long bytes) {
        return count(bytes) + (bytes == 1 ? " byte" : " bytes");
    }
}
