package dev.holdup.analysis.findings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thread dump on the axis of time.
///
/// @param capturedAt null if the dump does not say
/// @param groups units in each group at that moment, by index into `groups`; those with none are left out
/// @param owner of what the verdict's group waits for at that moment, null if unknown
/// @param begun units that the dump before does not show; null for the first
/// @param ended units of the dump before that this one does not show; null for the first
/// @param busiest units by processor time used since the dump before, most first, capped; null if the dumps do not say
public record TimelineEntry(
        String input,
        @Nullable String capturedAt,
        int units,
        Map<String, Integer> byActivity,
        List<GroupCount> groups,
        @Nullable String owner,
        @Nullable Integer begun,
        @Nullable Integer ended,
        @Nullable List<Busy> busiest) {

    public record GroupCount(int group, int units) {}

    /// @param cpuMillis processor time used since the dump before
    /// @param elapsedMillis time since the dump before
    /// @param frame where it stands
    public record Busy(
            String unit,
            @Nullable String id,
            long cpuMillis,
            long elapsedMillis,
            @Nullable String frame) {}
}
