package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.TimelineEntry;
import dev.holdup.analysis.waits.BlockedFrame;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ThreadDump;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The groups and the owner from dump to dump.
final class Timeline {
    private static final int MOST_BUSY = 10;
    private static final long FEWEST_MILLIS = 5;

    private Timeline() {}

    /// @param verdictGroup the one whose owner is followed; null for none
    static List<TimelineEntry> of(Incident incident, RankedGroups ranked, @Nullable StackGroup verdictGroup) {
        List<ThreadDump> dumps = incident.waits().joined().dumps();
        List<TimelineEntry> entries = new ArrayList<>();
        if (dumps.size() < 2) {
            return entries;
        }
        for (int dump = 0; dump < dumps.size(); dump++) {
            Map<String, Integer> byActivity = new TreeMap<>();
            int units = 0;
            for (Unit unit : incident.units()) {
                JvmThread sighting = unit.sightings().get(dump);
                if (sighting != null) {
                    units++;
                    byActivity.merge(sighting.activity().label(), 1, Integer::sum);
                }
            }
            List<TimelineEntry.GroupCount> counts = new ArrayList<>();
            for (int rank = 0; rank < ranked.inOrder().size(); rank++) {
                int count = incident.history()
                        .countByDump()[dump][ranked.inOrder().get(rank).index()];
                if (count > 0) {
                    counts.add(new TimelineEntry.GroupCount(rank, count));
                }
            }
            Unit owner = verdictGroup == null
                    ? null
                    : GroupHistory.ownerIn(
                            dump, verdictGroup, incident.ownerOf(verdictGroup), incident.waits(), incident.history());
            Instant capturedAt = dumps.get(dump).capturedAt();
            entries.add(new TimelineEntry(
                    dumps.get(dump).location().input(),
                    capturedAt == null ? null : capturedAt.toString(),
                    units,
                    byActivity,
                    counts,
                    owner == null ? null : owner.name(),
                    dump == 0 ? null : missing(incident, dump - 1, dump),
                    dump == 0 ? null : missing(incident, dump, dump - 1),
                    dump == 0 ? null : busiest(incident, dump)));
        }
        return entries;
    }

    /// Units that the dump `in` shows and the dump `notIn` does not.
    private static int missing(Incident incident, int notIn, int in) {
        int missing = 0;
        for (Unit unit : incident.units()) {
            missing += unit.sightings().get(notIn) == null && unit.sightings().get(in) != null ? 1 : 0;
        }
        return missing;
    }

    private static @Nullable List<TimelineEntry.Busy> busiest(Incident incident, int dump) {
        List<TimelineEntry.Busy> busy = new ArrayList<>();
        boolean told = false;
        for (Unit unit : incident.units()) {
            JvmThread before = unit.sightings().get(dump - 1);
            JvmThread now = unit.sightings().get(dump);
            if (before == null || now == null) {
                continue;
            }
            Long cpu = UnitPace.millis(before.cpu(), now.cpu(), false);
            Long elapsed = UnitPace.millis(before.elapsed(), now.elapsed(), false);
            told |= cpu != null && elapsed != null;
            if (cpu != null && elapsed != null && cpu >= FEWEST_MILLIS) {
                BlockedFrame frame = incident.history().frameByDump()[dump][unit.index()];
                busy.add(new TimelineEntry.Busy(
                        unit.name(), unit.id(), cpu, elapsed, frame.frameIndex() < 0 ? null : frame.name()));
            }
        }
        busy.sort(Comparator.comparingLong(TimelineEntry.Busy::cpuMillis)
                .reversed()
                .thenComparing(TimelineEntry.Busy::unit));
        return told ? List.copyOf(busy.subList(0, Math.min(MOST_BUSY, busy.size()))) : null;
    }
}
