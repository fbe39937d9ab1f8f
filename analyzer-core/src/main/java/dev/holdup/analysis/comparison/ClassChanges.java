package dev.holdup.analysis.comparison;

import dev.holdup.analysis.comparison.Comparison.ClassChange;
import dev.holdup.analysis.findings.HistogramRow;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Classes by what they keep alive, then and now.
///
/// Histograms are capped: a class that one of them does not list may have been there, and kept less than the last one
/// that is listed.
final class ClassChanges {
    /// Who keeps less may as well not be there.
    private static final long NOTHING = 1_000;

    private static final Comparator<ClassChange> MOST_FIRST = Comparator.comparingLong(
                    (ClassChange row) -> -row.retainedBytes().size())
            .thenComparing(row -> -row.shallowBytes().size())
            .thenComparing(ClassChange::className);

    private ClassChanges() {}

    static List<ClassChange> of(List<HistogramRow> before, List<HistogramRow> after) {
        long lastBefore = last(before);
        long lastAfter = last(after);
        return Matching.byName(before, after, HistogramRow::className).stream()
                .map(pair -> row(pair, pair.before() == null ? lastBefore : lastAfter))
                .filter(row -> row.trend() != Trend.SAME || row.objects().tells())
                .sorted(MOST_FIRST)
                .toList();
    }

    private static ClassChange row(Matching.Pair<HistogramRow> pair, long last) {
        Change objects = pair.change(HistogramRow::objects);
        Change retained = pair.change(HistogramRow::retainedBytes);
        boolean both = retained.known();
        return new ClassChange(
                pair.either().className(),
                both || last <= NOTHING ? pair.trend(retained, objects) : unlisted(pair, last),
                objects,
                pair.change(HistogramRow::shallowBytes),
                retained,
                both ? null : Long.valueOf(last));
    }

    private static Trend unlisted(Matching.Pair<HistogramRow> pair, long last) {
        Long before = pair.ofBefore(HistogramRow::retainedBytes);
        Long after = pair.ofAfter(HistogramRow::retainedBytes);
        if (surelyMore(after, last)) {
            return Trend.GREW;
        }
        return surelyMore(before, last) ? Trend.SHRANK : Trend.UNKNOWN;
    }

    private static boolean surelyMore(@Nullable Long listed, long last) {
        return listed != null && listed > last && new Change(last, listed).tells();
    }

    private static long last(List<HistogramRow> rows) {
        return rows.isEmpty() ? 0 : rows.getLast().retainedBytes();
    }
}
