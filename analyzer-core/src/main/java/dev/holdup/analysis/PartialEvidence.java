package dev.holdup.analysis;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Coverage;
import dev.holdup.analysis.findings.IncidentReport.Input;
import dev.holdup.analysis.findings.Verdict;
import java.util.ArrayList;
import java.util.List;

/// What it does to a verdict's confidence that an input was not read whole: the one rule for all kinds of verdict.
///
/// What is seen in a part is there, so a circle of waits stays as sure as it is. That *only this* holds something, or
/// that *nothing* stands out, is said of what is missing as well: such a verdict goes one step down, from high to
/// medium or from medium to low. A verdict about threads does so only if threads may be missing. What becomes healthy
/// and what inconclusive is decided where evidence is looked at; see docs/damaged.md.
final class PartialEvidence {
    private static final List<String> STEPS = List.of("high", "medium", "low");

    private final List<Input> partial;
    private final boolean heapIsPartial;
    private final boolean allUnits;
    private final boolean stacksAreMissing;
    private final String unit;

    private PartialEvidence(List<Input> inputs) {
        this.partial = inputs.stream().filter(input -> !input.complete()).toList();
        this.heapIsPartial = partial.stream().anyMatch(input -> !isOfThreads(input));
        this.allUnits = inputs.stream().anyMatch(PartialEvidence::showsAllUnits);
        this.stacksAreMissing = partial.stream()
                .map(Input::coverage)
                .anyMatch(coverage -> coverage != null && coverage.missingStacks() > 0);
        this.unit = inputs.stream().anyMatch(input -> input.kind().startsWith("erlang")) ? "process" : "thread";
    }

    /// The verdict as sure as the inputs allow.
    static Verdict weighed(Verdict verdict, List<Input> inputs) {
        PartialEvidence evidence = new PartialEvidence(inputs);
        if (evidence.partial.isEmpty() || verdict.kind().equals("inconclusive")) {
            return verdict;
        }
        Effect effect = evidence.effect(verdict.kind());
        return new Verdict(
                verdict.kind(),
                verdict.headline(),
                effect.on(verdict.confidence()),
                verdict.confidenceBecause() + " " + effect.said(verdict.confidence(), evidence.what()),
                verdict.subsystem(),
                verdict.cause(),
                verdict.blockedFrame(),
                verdict.units(),
                verdict.retainedBytes(),
                verdict.retainedShare(),
                verdict.group(),
                verdict.owner(),
                verdict.explanation(),
                verdict.evidence(),
                verdict.remedies(),
                verdict.secondary().stream().map(evidence::weighed).toList());
    }

    private Verdict.Secondary weighed(Verdict.Secondary other) {
        Effect effect = effect(other.kind());
        return new Verdict.Secondary(
                other.kind(),
                other.headline(),
                effect.on(other.confidence()),
                other.confidenceBecause() + " " + effect.said(other.confidence(), what()),
                other.subsystem(),
                other.cause(),
                other.blockedFrame(),
                other.units(),
                other.retainedBytes(),
                other.retainedShare(),
                other.group(),
                other.owner());
    }

    /// @param lowers whether the confidence goes one step down
    /// @param reason what the missing part may hold, or why that does not matter; ends a sentence
    private record Effect(boolean lowers, String reason) {

        String on(String confidence) {
            return lowers ? STEPS.get(Math.min(STEPS.indexOf(confidence) + 1, STEPS.size() - 1)) : confidence;
        }

        String said(String before, String what) {
            String after = on(before);
            return after.equals(before)
                    ? what + (lowers ? ", so it is no surer: " : ", which does not lower it: ") + reason
                    : what + ", so it is " + after + " rather than " + before + ": " + reason;
        }
    }

    private Effect effect(String kind) {
        return switch (kind) {
            case "deadlock" -> new Effect(false, "a circle that is seen is there, whatever is missing.");
            case "blocked", "thread-flood", "mailbox" ->
                allUnits
                        ? new Effect(false, "no " + unit + " is missing, and it rests on these.")
                        : stacksAreMissing
                                ? new Effect(true, "stacks are missing, and with them what waits for what.")
                                : new Effect(
                                        true,
                                        "there may be more such " + unit + (unit.endsWith("s") ? "es" : "s")
                                                + ", and what they wait for may be held by one that is missing.");
            case "healthy" -> new Effect(true, "what stands out may be in the part that is missing.");
            default ->
                heapIsPartial
                        ? new Effect(true, "what is missing may hold this memory as well, or hold more.")
                        : new Effect(false, "the heap was read whole, and it rests on that.");
        };
    }

    private String what() {
        long ofThreads = partial.stream().filter(PartialEvidence::isOfThreads).count();
        List<String> names = new ArrayList<>();
        partial.stream()
                .filter(input -> !isOfThreads(input))
                .map(input -> input.kind().equals("hprof") ? "the heap dump" : "what the node left")
                .distinct()
                .forEach(names::add);
        if (ofThreads > 0) {
            names.add(ofThreads == 1 ? "a thread dump" : CountFormat.count(ofThreads) + " thread dumps");
        }
        String all = String.join(" and ", names);
        return Character.toUpperCase(all.charAt(0)) + all.substring(1) + (partial.size() == 1 ? " was" : " were")
                + " not read whole";
    }

    private static boolean isOfThreads(Input input) {
        return input.kind().equals("thread-dump");
    }

    private static boolean showsAllUnits(Input input) {
        Coverage coverage = input.coverage();
        return input.complete() || (coverage != null && coverage.allUnits());
    }
}
