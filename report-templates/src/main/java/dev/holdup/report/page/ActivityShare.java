package dev.holdup.report.page;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How many units do what, idle ones apart from those that wait for something.
///
/// @param cssClass its colour, the same everywhere
public record ActivityShare(String label, int units, String cssClass) {
    private static final List<String> ORDER = List.of("blocked", "waiting", "sleeping", "running", "ended");

    static List<ActivityShare> of(Units units) {
        return of(units.byActivity(), units.idle());
    }

    /// @param idle counted within `waiting`, and taken out of it here
    static List<ActivityShare> of(Map<String, Integer> byActivity, int idle) {
        Map<String, Integer> left = new TreeMap<>(byActivity);
        List<ActivityShare> shares = new ArrayList<>();
        for (String activity : ORDER) {
            Integer count = left.remove(activity);
            if (count != null) {
                int idleHere = activity.equals("waiting") ? Math.clamp(idle, 0, Math.max(0, count)) : 0;
                add(shares, activity, count - idleHere, "activity-" + activity);
            }
        }
        left.forEach((activity, count) -> add(shares, activity, count, "activity-other"));
        Integer waiting = byActivity.get("waiting");
        add(shares, "idle", Math.clamp(idle, 0, waiting == null ? 0 : Math.max(0, waiting)), "activity-idle");
        return shares;
    }

    private static void add(List<ActivityShare> shares, String label, int units, String cssClass) {
        if (units > 0) {
            shares.add(new ActivityShare(label, units, cssClass));
        }
    }

    static StackedBar bar(List<ActivityShare> shares) {
        return StackedBar.of(shares.stream()
                .map(share -> new StackedBar.Part(share.label(), share.figure(), share.units(), share.cssClass()))
                .toList());
    }

    public String figure() {
        return CountFormat.count(units);
    }
}
