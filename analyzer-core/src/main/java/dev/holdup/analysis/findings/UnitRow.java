package dev.holdup.analysis.findings;

import org.jspecify.annotations.Nullable;

/// @param id such as `#41`, null if unknown
/// @param state as dumped, null if no dump says
/// @param group index into `groups`
/// @param retainedBytes null without a heap dump
public record UnitRow(
        String unit,
        @Nullable String id,
        String activity,
        @Nullable String state,
        String blockedFrame,
        int group,
        @Nullable Long retainedBytes) {}
