package dev.holdup.analysis.findings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thread dump on the axis of time.
///
/// @param capturedAt null if the dump does not say
/// @param groups units in each group at that moment, by index into `groups`; those with none are left out
/// @param owner of what the verdict's group waits for at that moment, null if unknown
public record TimelineEntry(
        String input,
        @Nullable String capturedAt,
        int units,
        Map<String, Integer> byActivity,
        List<GroupCount> groups,
        @Nullable String owner) {
    public record GroupCount(int group, int units) {}
}
