package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import java.util.List;
import java.util.Locale;

/// Figures as a person reads them.
final class Words {
    /// In code points.
    private static final int MAX_NAME = 60;

    private Words() {}

    /// `38.1 MB`.
    static String bytes(long bytes) {
        return ByteFormat.bytes(bytes);
    }

    /// `41 %`; below one per cent with a decimal.
    static String percent(double share) {
        double percent = share * 100;
        return percent > 0 && percent < 1
                ? String.format(Locale.ROOT, "%.1f %%", percent)
                : String.format(Locale.ROOT, "%.0f %%", percent);
    }

    /// `1 thread`, `2 threads`.
    static String threads(int count) {
        return CountFormat.counted(count, "thread");
    }

    /// A thread's name within a sentence: some servers put the whole request into it.
    static String brief(String name) {
        if (name.codePointCount(0, name.length()) <= MAX_NAME) {
            return name;
        }
        return name.substring(0, name.offsetByCodePoints(0, MAX_NAME - 1)).strip() + "…";
    }

    static String address(long address) {
        return "0x" + Long.toHexString(address);
    }

    /// `a`, `a and b`, `a, b and c`.
    static String list(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.getLast();
    }
}
