package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One way to explain the incident; the best becomes the verdict, the others follow it.
///
/// @param weight 0 to 1 for what is likely, above 1 for what is certain; the largest wins
/// @param share of the reachable memory, 0 to 1; null without a heap dump
/// @param group index into the report's groups; null if it is about none
record Explanation(
        double weight,
        String kind,
        String headline,
        Confidence confidence,
        String confidenceBecause,
        Subsystem subsystem,
        String cause,
        @Nullable String blockedFrame,
        int units,
        @Nullable Long retainedBytes,
        @Nullable Double share,
        @Nullable Integer group,
        @Nullable Owner owner,
        List<String> explanation,
        List<Evidence> evidence,
        List<Verdict.Remedy> remedies) {

    private static final double AHEAD = 1e-6;

    enum Confidence {
        HIGH("high"),
        MEDIUM("medium"),
        LOW("low");

        final String label;

        Confidence(String label) {
            this.label = label;
        }
    }

    /// The same, ahead of another one whose threads wait for what the threads of this one have.
    ///
    /// @param said what those wait for, one sentence
    Explanation before(Explanation other, String said) {
        List<String> sentences = new ArrayList<>(explanation);
        sentences.add(said);
        return with(Math.max(weight, other.weight + AHEAD), confidence, confidenceBecause, List.copyOf(sentences));
    }

    /// Whether both tell of threads that wait for the same unit at the head of the queue.
    boolean isSameQueueAs(Explanation other) {
        return kind.equals("blocked")
                && other.kind.equals("blocked")
                && owner != null
                && other.owner != null
                && owner.unit().equals(other.owner.unit())
                && Objects.equals(owner.id(), other.owner.id());
    }

    /// The same, with one kind of evidence only: less sure, unless it is a deadlock, which no further dump could
    /// refute.
    ///
    /// @param said that it is, one sentence
    Explanation lessSure(String said) {
        boolean isLess = confidence == Confidence.HIGH && !kind.equals("deadlock");
        return with(weight, isLess ? Confidence.MEDIUM : confidence, confidenceBecause + " " + said, explanation);
    }

    private Explanation with(
            double newWeight, Confidence newConfidence, String newBecause, List<String> newExplanation) {
        return new Explanation(
                newWeight,
                kind,
                headline,
                newConfidence,
                newBecause,
                subsystem,
                cause,
                blockedFrame,
                units,
                retainedBytes,
                share,
                group,
                owner,
                newExplanation,
                evidence,
                remedies);
    }

    Verdict asVerdict(List<Explanation> others) {
        return new Verdict(
                kind,
                headline,
                confidence.label,
                confidenceBecause,
                subsystem,
                cause,
                blockedFrame,
                units,
                retainedBytes,
                share,
                group,
                owner,
                explanation,
                evidence,
                remedies,
                others.stream().map(Explanation::asSecondary).toList());
    }

    private Verdict.Secondary asSecondary() {
        return new Verdict.Secondary(
                kind,
                headline,
                confidence.label,
                confidenceBecause,
                subsystem,
                cause,
                blockedFrame,
                units,
                retainedBytes,
                share,
                group,
                owner);
    }
}
