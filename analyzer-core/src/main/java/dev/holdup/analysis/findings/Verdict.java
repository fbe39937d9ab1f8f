package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The explanation that covers the most.
///
/// @param kind one of [Vocabulary#KINDS]
/// @param headline one sentence
/// @param confidence `high`, `medium` or `low`
/// @param confidenceBecause the reason for it, one sentence
/// @param cause one of [Vocabulary#CAUSES]
/// @param units threads or processes it covers
/// @param retainedBytes what they (or the object) alone keep alive; null without a heap dump
/// @param retainedShare by [Memory#share]; null without a heap dump
/// @param group index into `groups` of what it is about, null if it is about no group
public record Verdict(
        String kind,
        String headline,
        String confidence,
        String confidenceBecause,
        Subsystem subsystem,
        String cause,
        @Nullable String blockedFrame,
        int units,
        @Nullable Long retainedBytes,
        @Nullable Double retainedShare,
        @Nullable Integer group,
        @Nullable Owner owner,
        List<String> explanation,
        List<Evidence> evidence,
        List<Remedy> remedies,
        List<Secondary> secondary) {

    /// A further explanation, ranked below the verdict: another incident in the same dumps, or another side of it.
    ///
    /// @param owner who holds what its units wait for; null if nobody is known to, or none of them waits
    public record Secondary(
            String kind,
            String headline,
            String confidence,
            String confidenceBecause,
            Subsystem subsystem,
            String cause,
            @Nullable String blockedFrame,
            int units,
            @Nullable Long retainedBytes,
            @Nullable Double retainedShare,
            @Nullable Integer group,
            @Nullable Owner owner) {}

    /// @param key the configuration key to set, null if the cure is none
    /// @param defaultValue what it is when nobody sets it, with its unit
    public record Remedy(
            String text,
            @Nullable String key,
            @Nullable String defaultValue,
            @Nullable String reference) {}
}
