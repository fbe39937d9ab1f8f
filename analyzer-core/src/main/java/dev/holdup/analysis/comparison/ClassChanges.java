package dev.holdup.analysis.comparison;

import dev.holdup.analysis.comparison.Comparison.ClassChange;
import dev.holdup.analysis.findings.HistogramRow;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Classes by what they keep alive, then and now.
///
/// Histograms are capped: a class that one of them does not list may have been there, and kept less than the last one
/// that is listed.
final class ClassChanges {
    /// Who keeps less may as well not be there.
    private static final long NOTHING = 1_000;

    private static final Comparator<ClassChange> MOST_FIRST = Comparator.comparing(
                    (ClassChange row) -> row.trend() == Trend.UNKNOWN)
            .thenComparing(row -> -row.retainedBytes().size())
            .thenComparing(row -> -row.shallowBytes().size())
            .thenComparing(ClassChange::className);

    private ClassChanges() {}

    static List<ClassChange> of(List<HistogramRow> before, List<HistogramRow> after) {
        long lastBefore = last(before);
        long lastAfter = last(after);
        return Matching.byName(merged(before), merged(after), HistogramRow::className).stream()
                .map(pair -> row(pair, pair.before() == null ? lastBefore : lastAfter))
                .filter(row -> row.trend() != Trend.SAME || row.objects().tells())
                .sorted(MOST_FIRST)
                .toList();
    }

    /// One row a name: each lambda of a class has a class of its own, named by an address.
    private static List<HistogramRow> merged(List<HistogramRow> rows) {
        Map<String, HistogramRow> rowByName = new LinkedHashMap<>();
        for (HistogramRow row : rows) {
            String name = StableNames.of(row.className());
            rowByName.merge(
                    name,
                    new HistogramRow(name, row.objects(), row.shallowBytes(), row.retainedBytes()),
                    (one, other) -> new HistogramRow(
                            name,
                            one.objects() + other.objects(),
                            one.shallowBytes() + other.shallowBytes(),
                            one.retainedBytes() + other.retainedBytes()));
        }
        return List.copyOf(rowByName.values());
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
