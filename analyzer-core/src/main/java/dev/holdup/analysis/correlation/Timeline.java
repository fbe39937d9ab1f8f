package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.TimelineEntry;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.dumps.model.JvmThread;
import dev.holdup.dumps.model.ThreadDump;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The groups and the owner from dump to dump.
final class Timeline {
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
                    owner == null ? null : owner.name()));
        }
        return entries;
    }
}
