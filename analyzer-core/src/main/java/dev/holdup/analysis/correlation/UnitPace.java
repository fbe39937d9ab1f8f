package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.waits.BlockedFrame;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.dumps.model.JvmThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One unit over all thread dumps: whether it moved, and what processor time it used.
///
/// @param pace as [UnitRow#pace]
/// @param moments null unless it moved
record UnitPace(
        @Nullable String pace,
        @Nullable Long cpuMillis,
        @Nullable Long elapsedMillis,
        @Nullable List<UnitRow.Moment> moments) {
    private static final UnitPace UNKNOWN = new UnitPace(null, null, null, null);

    static UnitPace of(Unit unit, Incident incident) {
        List<@Nullable JvmThread> sightings = unit.sightings();
        JvmThread first = null;
        JvmThread last = null;
        for (JvmThread sighting : sightings) {
            first = first == null ? sighting : first;
            last = sighting == null ? last : sighting;
        }
        if (sightings.size() < 2 || first == null || last == null) {
            return UNKNOWN;
        }
        String pace = pace(unit, incident);
        boolean moved = !pace.equals("stuck") && !pace.equals("idle");
        return new UnitPace(
                pace,
                millis(first.cpu(), last.cpu(), first == last),
                millis(first.elapsed(), last.elapsed(), first == last),
                moved ? moments(unit, incident) : null);
    }

    private static String pace(Unit unit, Incident incident) {
        List<@Nullable JvmThread> sightings = unit.sightings();
        if (unit.latest() == null) {
            return "gone";
        }
        if (sightings.getFirst() == null) {
            return "new";
        }
        boolean idle = incident.groups().groupOf(unit).idle();
        return GroupHistory.isMotionless(unit) ? idle ? "idle" : "stuck" : "moving";
    }

    private static List<UnitRow.Moment> moments(Unit unit, Incident incident) {
        List<UnitRow.Moment> moments = new ArrayList<>();
        for (int dump = 0; dump < unit.sightings().size(); dump++) {
            JvmThread sighting = unit.sightings().get(dump);
            BlockedFrame frame = incident.history().frameByDump()[dump][unit.index()];
            moments.add(new UnitRow.Moment(
                    sighting == null ? "absent" : sighting.activity().label(),
                    frame.frameIndex() < 0 ? null : frame.name()));
        }
        return moments;
    }

    /// What passed from one to the other; null if one of them does not say, or it is one and the same dump.
    static @Nullable Long millis(@Nullable Duration before, @Nullable Duration after, boolean same) {
        return same || before == null || after == null || after.compareTo(before) < 0
                ? null
                : after.minus(before).toMillis();
    }
}
