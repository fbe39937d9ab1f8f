package dev.holdup.analysis.correlation;

import dev.holdup.analysis.correlation.Explanation.Confidence;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.GroupOwner;
import dev.holdup.analysis.waits.Resource;
import dev.holdup.analysis.waits.StackGroup;

/// How sure it is that a group is held up by what it is said to be, and why.
///
/// @param memoryShare what the group keeps of the reachable memory, 0 to 1
record BlockedConfidence(StackGroup group, Incident incident, double memoryShare) {
    private static final int FEW_UNITS = 10;

    Confidence confidence() {
        GroupOwner owner = incident.ownerOf(group);
        Rule rule = group.rule();
        Resource resource = incident.resourceOf(group);
        boolean heldBy = resource != null
                && !resource.holders().isEmpty()
                && !resource.knownBy().isInferred()
                && 2 * resource.waiters() >= group.size();
        boolean known =
                heldBy || (owner != null && !owner.knownBy().isInferred() && 2 * owner.waiters() >= group.size());
        boolean named = rule != null && !rule.fallback();
        boolean lasting = incident.history().dumps() > 1;
        if (group.size() < FEW_UNITS && !lasting && memoryShare < BlockedGroups.SMALLEST_SHARE) {
            return Confidence.LOW;
        }
        boolean guessed = resource != null
                && !resource.holders().isEmpty()
                && resource.knownBy().isInferred();
        boolean poolWithoutOwner = named && owner == null && !guessed && rule != null && hasNoOwner(rule);
        boolean farAway = named && owner == null && !guessed && lasting && rule != null && isFarAway(rule);
        return known || poolWithoutOwner || farAway ? Confidence.HIGH : Confidence.MEDIUM;
    }

    /// One sentence.
    String because() {
        GroupOwner owner = incident.ownerOf(group);
        Rule rule = group.rule();
        boolean lasting = incident.history().dumps() > 1;
        if (group.size() < FEW_UNITS && !lasting && memoryShare < BlockedGroups.SMALLEST_SHARE) {
            return "Only " + group.size() + " threads are affected, at one moment: it may have passed a second later.";
        }
        String named = rule != null && !rule.fallback()
                ? "The stacks are those of a known cause"
                : "All of them wait at the same place";
        Resource resource = incident.resourceOf(group);
        if (owner == null && resource != null && !resource.holders().isEmpty()) {
            return resource.knownBy().isInferred()
                    ? named + ", but who holds what they wait for is only inferred."
                    : named + ", and those who hold what they wait for are known ("
                            + resource.knownBy().label() + ").";
        }
        if (owner == null) {
            if (rule != null && isFarAway(rule)) {
                return named + ", and what they wait for is outside of this JVM"
                        + (lasting ? ", in several dumps." : "; only one moment shows it.");
            }
            return rule != null && hasNoOwner(rule)
                    ? named + "; what they wait for has no owner that could be named."
                    : named + ", but who holds what they wait for could not be found.";
        }
        if (owner.knownBy().isInferred()) {
            return named + ", but the owner is only inferred from its stack.";
        }
        return named + ", and the owner is known (" + owner.knownBy().label() + ").";
    }

    /// Pools and permits are held by many, none of which is the owner.
    static boolean hasNoOwner(Rule rule) {
        return switch (rule.cause()) {
            case "pool-exhausted", "permits-exhausted" -> true;
            default -> false;
        };
    }

    /// The answer comes from elsewhere: nobody in this JVM holds it.
    private static boolean isFarAway(Rule rule) {
        return switch (rule.cause()) {
            case "remote-wait", "row-lock" -> !rule.fallback();
            default -> false;
        };
    }
}
