package dev.holdup.report.page;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.TimelineEntry;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.report.text.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The course of the incident: how each group grew from dump to dump, and where the units that moved stood.
///
/// @param columns dumps side by side
/// @param lanes of the groups that were largest at any time, largest first
/// @param moved units that did not stay where they were
public record MovingUnits(int columns, Capped<Lane> lanes, Capped<Track> moved) {
    private static final int LANES = 12;
    private static final int TRACKS = 60;

    /// Dumps beyond this many do not fit beside each other.
    private static final int COLUMNS = 24;

    /// @param index of the group
    public record Lane(String frame, int index, @Nullable String href, boolean victim, List<Amount> amounts) {}

    /// @param width of its bar, in percent of the cell
    public record Amount(int units, String width) {}

    /// @param href of its group, null if there is no card
    public record Track(String unit, @Nullable String href, List<Stand> stands) {}

    /// @param letter of the activity, so that colour is not all there is
    /// @param frame where it stood, brief; empty if unknown
    public record Stand(String activity, String letter, String frame) {}

    /// Null with fewer than two dumps.
    static @Nullable MovingUnits of(IncidentReport report) {
        if (report.timeline().size() < 2) {
            return null;
        }
        List<TimelineEntry> entries =
                report.timeline().subList(0, Math.min(COLUMNS, report.timeline().size()));
        Map<Integer, int[]> unitsByGroup = new HashMap<>();
        for (int dump = 0; dump < entries.size(); dump++) {
            for (TimelineEntry.GroupCount count : entries.get(dump).groups()) {
                if (count.group() >= 0 && count.group() < report.groups().size()) {
                    unitsByGroup.computeIfAbsent(count.group(), group -> new int[entries.size()])[dump] = count.units();
                }
            }
        }
        int most = 1;
        for (int[] units : unitsByGroup.values()) {
            most = Math.max(most, largest(units));
        }
        List<Lane> lanes = new ArrayList<>();
        int scale = most;
        unitsByGroup.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<Integer, int[]> entry) -> -largest(entry.getValue()))
                        .thenComparingInt(Map.Entry::getKey))
                .forEach(entry -> lanes.add(lane(entry.getKey(), entry.getValue(), scale, report)));
        List<Track> tracks = new ArrayList<>();
        for (UnitRow row : report.unitTable()) {
            List<UnitRow.Moment> moments = row.moments();
            if (moments != null && new HashSet<>(moments).size() > 1) {
                tracks.add(track(row, moments, report));
            }
        }
        return new MovingUnits(entries.size(), Capped.of(lanes, LANES), Capped.of(tracks, TRACKS));
    }

    private static Lane lane(int index, int[] units, int scale, IncidentReport report) {
        Group group = report.groups().get(index);
        List<Amount> amounts = new ArrayList<>();
        for (int count : units) {
            amounts.add(new Amount(count, StackedBar.percentage((double) count / scale)));
        }
        return new Lane(
                group.blockedFrame(),
                index,
                GroupCard.href(index, report),
                group.role().equals("victim"),
                amounts);
    }

    private static Track track(UnitRow row, List<UnitRow.Moment> moments, IncidentReport report) {
        List<Stand> stands = new ArrayList<>();
        for (UnitRow.Moment moment : moments.subList(0, Math.min(COLUMNS, moments.size()))) {
            String frame = moment.blockedFrame();
            String letter =
                    moment.activity().equals("absent") || moment.activity().isEmpty()
                            ? "–"
                            : Wording.sentenceCase(moment.activity().substring(0, 1));
            stands.add(new Stand(moment.activity(), letter, frame == null ? "" : Wording.brief(frame)));
        }
        return new Track(row.unit(), GroupCard.href(row.group(), report), stands);
    }

    private static int largest(int[] units) {
        int largest = 0;
        for (int count : units) {
            largest = Math.max(largest, count);
        }
        return largest;
    }
}
