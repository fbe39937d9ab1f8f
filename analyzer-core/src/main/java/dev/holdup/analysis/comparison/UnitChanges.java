package dev.holdup.analysis.comparison;

import dev.holdup.analysis.comparison.Comparison.ActivityChange;
import dev.holdup.analysis.comparison.Comparison.UnitChange;
import dev.holdup.analysis.comparison.Comparison.UnitsChange;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.findings.Units;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Threads or processes then and now, by name.
///
/// Processes without a name go by a number that another start of the node hands out anew: they are counted by what they
/// do, and not looked for one by one.
final class UnitChanges {
    private static final Comparator<UnitChange> MOST_FIRST = Comparator.comparingLong(
                    (UnitChange row) -> -row.retainedBytes().size())
            .thenComparing(UnitChange::trend)
            .thenComparing(UnitChange::unit);

    private UnitChanges() {}

    /// @param memory whether both know what their units keep alive
    static UnitsChange of(IncidentReport before, IncidentReport after, boolean memory) {
        List<Matching.Pair<UnitRow>> pairs = Matching.byName(named(before), named(after), UnitRow::unit);
        List<UnitChange> rows = new ArrayList<>();
        int stayed = 0;
        for (Matching.Pair<UnitRow> pair : pairs) {
            String was = pair.ofBefore(UnitRow::blockedFrame);
            String is = pair.ofAfter(UnitRow::blockedFrame);
            if (was != null && is != null && StableNames.of(was).equals(StableNames.of(is))) {
                stayed++;
            } else {
                Change retained = memory ? pair.change(UnitRow::retainedBytes) : Change.UNKNOWN;
                Trend trend = was == null ? Trend.NEW : is == null ? Trend.GONE : Trend.SAME;
                rows.add(new UnitChange(pair.either().unit(), trend, was, is, retained));
            }
        }
        rows.sort(MOST_FIRST);
        return new UnitsChange(
                Change.of(before.units().total(), after.units().total()),
                Change.of(before.units().idle(), after.units().idle()),
                byActivity(before.units(), after.units()),
                stayed,
                count(rows, Trend.SAME),
                count(rows, Trend.NEW),
                count(rows, Trend.GONE),
                rows);
    }

    private static List<UnitRow> named(IncidentReport report) {
        return report.unitTable().stream()
                .filter(row -> !row.unit().isBlank() && !row.unit().startsWith("<"))
                .toList();
    }

    private static int count(List<UnitChange> rows, Trend trend) {
        return (int) rows.stream().filter(row -> row.trend() == trend).count();
    }

    private static List<ActivityChange> byActivity(Units before, Units after) {
        SortedSet<String> activities = new TreeSet<>(before.byActivity().keySet());
        activities.addAll(after.byActivity().keySet());
        return activities.stream()
                .map(activity -> new ActivityChange(
                        activity, Change.of(of(before.byActivity(), activity), of(after.byActivity(), activity))))
                .toList();
    }

    private static long of(Map<String, Integer> byActivity, String activity) {
        return byActivity.getOrDefault(activity, 0);
    }
}
