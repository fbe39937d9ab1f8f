package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// @param id such as `#41`, null if unknown
/// @param state as dumped, null if no dump says
/// @param group index into `groups`
/// @param retainedBytes null without a heap dump
/// @param pace over all thread dumps: `stuck` (the same stack in all), `idle` (the same, waiting for work), `moving`,
/// `new`
/// (not in the first), `gone` (not in the last); null with fewer than two thread dumps, or if none shows it
/// @param cpuMillis processor time used from the first thread dump that shows it to the last; null if they do not say
/// @param elapsedMillis time between these two; null if they do not say
/// @param moments one a thread dump, in the order of the timeline, for units that moved; null for others, and beyond a
/// cap
/// @param stack node of [IncidentReport#stacks] that is its innermost frame; null if it has none there
/// @param locals what its frames keep alive, largest first, for the units that keep the most; null for others
public record UnitRow(
        String unit,
        @Nullable String id,
        String activity,
        @Nullable String state,
        String blockedFrame,
        int group,
        @Nullable Long retainedBytes,
        @Nullable String pace,
        @Nullable Long cpuMillis,
        @Nullable Long elapsedMillis,
        @Nullable List<Moment> moments,
        @Nullable Integer stack,
        @Nullable List<Local> locals) {

    /// A unit of which time says nothing.
    public UnitRow(
            String unit,
            @Nullable String id,
            String activity,
            @Nullable String state,
            String blockedFrame,
            int group,
            @Nullable Long retainedBytes) {
        this(unit, id, activity, state, blockedFrame, group, retainedBytes, null, null, null, null, null, null);
    }

    /// A local variable.
    ///
    /// @param frame of the stack, 0 is the innermost
    /// @param className of the object it refers to
    /// @param retainedBytes what that object keeps alive
    /// @param shared whether the unit's group keeps it, and not the unit alone
    public record Local(int frame, String className, long retainedBytes, boolean shared) {}

    /// A unit in one thread dump.
    ///
    /// @param activity `absent` if the dump does not show it
    /// @param blockedFrame null if it has no stack there
    public record Moment(String activity, @Nullable String blockedFrame) {}
}
