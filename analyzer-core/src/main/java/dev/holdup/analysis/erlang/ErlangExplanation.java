package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way to explain what became of the node; the one with the most weight becomes the verdict.
///
/// @param weight 0 to 1 for what is likely, above 1 for what is certain
/// @param confidence `high`, `medium` or `low`
/// @param retainedBytes null if it is about no memory
/// @param group null if it is about none
record ErlangExplanation(
        double weight,
        String kind,
        String headline,
        String confidence,
        String confidenceBecause,
        Subsystem subsystem,
        String cause,
        @Nullable String blockedFrame,
        int units,
        @Nullable Long retainedBytes,
        @Nullable ProcessGroup group,
        @Nullable Owner owner,
        List<String> explanation,
        List<Evidence> evidence,
        List<Verdict.Remedy> remedies) {

    /// What no rule of a library names.
    static final Subsystem ERLANG = new Subsystem("erlang", "Erlang", "erlang");

    /// @param rankByGroup place of a group in the report; null if it was left out
    Verdict asVerdict(ErlangIncident incident, @Nullable Integer[] rankByGroup, List<ErlangExplanation> others) {
        return new Verdict(
                kind,
                headline,
                confidence,
                confidenceBecause,
                subsystem,
                cause,
                blockedFrame,
                units,
                retainedBytes,
                share(incident),
                rank(rankByGroup),
                owner,
                explanation,
                evidence,
                remedies,
                others.stream()
                        .map(other -> other.asSecondary(incident, rankByGroup))
                        .toList());
    }

    private Verdict.Secondary asSecondary(ErlangIncident incident, @Nullable Integer[] rankByGroup) {
        return new Verdict.Secondary(
                kind,
                headline,
                confidence,
                confidenceBecause,
                subsystem,
                cause,
                blockedFrame,
                units,
                retainedBytes,
                share(incident),
                rank(rankByGroup),
                owner);
    }

    private @Nullable Double share(ErlangIncident incident) {
        return retainedBytes == null || incident.totalBytes() <= 0 ? null : incident.share(retainedBytes);
    }

    private @Nullable Integer rank(@Nullable Integer[] rankByGroup) {
        return group == null ? null : rankByGroup[group.index()];
    }
}
