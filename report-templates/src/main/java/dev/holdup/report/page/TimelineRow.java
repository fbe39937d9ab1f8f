package dev.holdup.report.page;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thread dump in the course of the incident.
///
/// @param verdictUnits units in the verdict's group at that moment, `–` if the verdict is about no group
public record TimelineRow(TimelineEntry entry, StackedBar bar, String verdictUnits) {
    private static final int ROWS = 60;

    static Capped<TimelineRow> of(List<TimelineEntry> timeline, @Nullable Integer verdictGroup) {
        List<TimelineRow> rows = timeline.stream()
                .limit(ROWS)
                .map(entry -> new TimelineRow(
                        entry,
                        ActivityShare.bar(ActivityShare.of(entry.byActivity(), 0)),
                        inGroup(entry, verdictGroup)))
                .toList();
        return new Capped<>(rows, timeline.size() - rows.size());
    }

    private static String inGroup(TimelineEntry entry, @Nullable Integer verdictGroup) {
        if (verdictGroup == null) {
            return "–";
        }
        int units = 0;
        for (TimelineEntry.GroupCount count : entry.groups()) {
            units += count.group() == verdictGroup ? count.units() : 0;
        }
        return CountFormat.count(units);
    }
}
