package dev.holdup.report.text;

import dev.holdup.analysis.comparison.Change;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.comparison.Trend;
import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The words of a comparison, shared by all its outputs.
public final class ComparisonWords {
    private ComparisonWords() {}

    public static String outcome(String kind) {
        return switch (kind) {
            case "worse" -> "Worse";
            case "better" -> "Better, not cured";
            case "same" -> "Unchanged";
            case "cured" -> "Cured";
            case "new" -> "New";
            case "changed" -> "Another cause";
            case "healthy" -> "Healthy";
            case "unclear" -> "Unclear";
            case "not-comparable" -> "Not comparable";
            default -> Wording.words(kind);
        };
    }

    public static Tone tone(Comparison comparison) {
        return switch (comparison.outcome().kind()) {
            case "worse", "new", "changed" -> Tone.ALARM;
            case "better", "same" -> Tone.WARNING;
            case "cured", "healthy" -> Tone.CALM;
            default -> Tone.UNSURE;
        };
    }

    public static String trend(Trend trend) {
        return switch (trend) {
            case GREW, SHRANK, SAME, NEW, GONE -> trend.toString();
            case UNKNOWN -> "not listed";
        };
    }

    /// Of a thread: it is in the list since it is elsewhere.
    public static String unitTrend(Trend trend) {
        return trend == Trend.SAME ? "moved" : trend(trend);
    }

    public static String figure(@Nullable Long value, boolean bytes) {
        return value == null ? "–" : format(bytes).apply(value);
    }

    /// `+4.2 MB`, `-12`, `0`; `–` if there is no telling.
    public static String difference(Change change, Trend trend, boolean bytes) {
        boolean known = change.known() || ((trend == Trend.NEW || trend == Trend.GONE) && isThere(change));
        if (!known) {
            return "–";
        }
        long difference = change.difference();
        return difference == 0
                ? "0"
                : (difference > 0 ? "+" : "") + format(bytes).apply(difference);
    }

    /// `120 → 219`, or the one figure if nothing changed.
    public static String thenAndNow(Change change, boolean bytes) {
        Long before = change.before();
        return before != null && before.equals(change.after())
                ? figure(before, bytes)
                : figure(before, bytes) + " → " + figure(change.after(), bytes);
    }

    private static boolean isThere(Change change) {
        return change.before() != null || change.after() != null;
    }

    private static LongFunction<String> format(boolean bytes) {
        return bytes ? ByteFormat::bytes : CountFormat::count;
    }
}
