package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.rules.Role;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.KnownBy;
import dev.holdup.analysis.waits.Resource;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitReason;
import org.jspecify.annotations.Nullable;

/// What a group waits for, in words, also where no rule names it.
final class WaitWords {
    private static final Subsystem EXECUTOR = new Subsystem("executor", "Executor", "executor");

    private WaitWords() {}

    /// To stand behind "threads wait".
    static String waits(StackGroup group, Incident incident) {
        Rule rule = group.rule();
        if (rule != null && !rule.waits().isEmpty()) {
            return rule.fallback() ? rule.waits() + " in " + place(group) : rule.waits();
        }
        String what = what(group, incident);
        return what == null ? "at " + place(group) : what + " in " + place(group);
    }

    /// Where a group stands, also if nobody knows.
    static String place(StackGroup group) {
        return group.blockedFrame().equals(StackGroup.NO_STACK) ? "a place that no stack tells" : group.blockedFrame();
    }

    /// By what most dumps say of the first member that they say something of; null if nothing says more than that it
    /// waits.
    private static @Nullable String what(StackGroup group, Incident incident) {
        for (Unit member : group.members()) {
            WaitReason reason = incident.waits().reason(member);
            if (reason != null) {
                return switch (reason) {
                    case WaitReason.ThreadEnd _ -> "for another thread to end";
                    case WaitReason.Result _ -> "for the result of a task";
                    case WaitReason.Synchronizer lock
                    when lock.className().endsWith("CountDownLatch$Sync") -> "for a latch to open";
                    case WaitReason.Monitor _,
                            WaitReason.Synchronizer _,
                            WaitReason.Notification _,
                            WaitReason.ClassInitialization _ -> null;
                };
            }
        }
        return null;
    }

    /// One of the report's causes.
    static String cause(StackGroup group, Incident incident) {
        Rule rule = group.rule();
        if (rule != null && isExplained(rule)) {
            return rule.cause();
        }
        Resource resource = incident.resourceOf(group);
        if (resource != null && resource.knownBy() == KnownBy.WORKER_OF_POOL) {
            return "pool-exhausted";
        }
        return what(group, incident) == null ? "lock-contention" : "none";
    }

    static Subsystem subsystem(StackGroup group, Incident incident) {
        Resource resource = incident.resourceOf(group);
        boolean executor =
                !isExplained(group.rule()) && resource != null && resource.knownBy() == KnownBy.WORKER_OF_POOL;
        return executor ? EXECUTOR : group.subsystem();
    }

    /// Whether a rule says why they wait; one for owners only says what such threads do.
    private static boolean isExplained(@Nullable Rule rule) {
        return rule != null && rule.role() == Role.VICTIM;
    }
}
