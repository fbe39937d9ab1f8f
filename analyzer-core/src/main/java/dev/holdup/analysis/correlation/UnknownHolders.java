package dev.holdup.analysis.correlation;

import dev.holdup.analysis.findings.IncidentReport.NotChecked;
import dev.holdup.analysis.rules.HolderSearch;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.JoinedUnits;
import dev.holdup.analysis.waits.Resource;
import dev.holdup.analysis.waits.StackGroup;
import dev.holdup.analysis.waits.Unit;
import dev.holdup.analysis.waits.WaitReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// For what threads wait without anybody known to hold it, and which dump would have told.
final class UnknownHolders {
    private static final String ONLY_WRITERS = "a thread dump lists a lock's writer, never its readers";
    private static final String NOT_RECORDED = "a thread dump does not record it";

    private final Incident incident;
    private final String heapDump;

    /// @param heapDump command that takes one
    UnknownHolders(Incident incident, String heapDump) {
        this.incident = incident;
        this.heapDump = heapDump;
    }

    /// What a heap dump would tell; empty with one.
    List<NotChecked> withoutHeap() {
        List<NotChecked> list = new ArrayList<>();
        if (incident.memory() != null) {
            return list;
        }
        add(
                list,
                "who holds the locks for reading that %s for",
                ONLY_WRITERS,
                reason -> reason instanceof WaitReason.Synchronizer
                        && reason.className().contains("ReentrantReadWriteLock"));
        if (incident.waits().joined().dumps().stream()
                .anyMatch(dump -> dump.listsOwnableSynchronizers() || JoinedUnits.listsVirtualThreads(dump))) {
            add(
                    list,
                    "who owns the locks that %s for",
                    "thread dumps list the locks of platform threads, not those of virtual ones",
                    reason -> reason instanceof WaitReason.Synchronizer
                            && reason.className().contains("ReentrantLock$"));
        }
        add(
                list,
                "which threads those are that %s for to end",
                NOT_RECORDED,
                reason -> reason instanceof WaitReason.ThreadEnd);
        add(
                list,
                "who runs or queues the tasks whose results %s for",
                NOT_RECORDED,
                reason -> reason instanceof WaitReason.Result);
        add(
                list,
                "whether those who seem to hold a semaphore or latch reach the one that %s for",
                NOT_RECORDED,
                reason -> reason instanceof WaitReason.Synchronizer
                        && (reason.className().startsWith("java.util.concurrent.Semaphore$")
                                || reason.className().startsWith("java.util.concurrent.CountDownLatch$")));
        for (StackGroup group : incident.groups().groups()) {
            Rule rule = group.rule();
            HolderSearch holders = rule == null ? null : rule.holders();
            if (rule != null && holders != null && !group.idle()) {
                list.add(new NotChecked(
                        "to which threads " + rule.subsystem().name() + " has handed out its " + holders.noun(),
                        NOT_RECORDED,
                        heapDump));
            }
        }
        return list;
    }

    private void add(List<NotChecked> list, String what, String because, Predicate<WaitReason> kind) {
        int waiting = 0;
        for (StackGroup group : incident.groups().groups()) {
            Resource resource = group.idle() ? null : incident.resourceOf(group);
            boolean certain = resource != null
                    && !resource.knownBy().isInferred()
                    && !resource.holders().isEmpty();
            if (!group.idle() && !certain) {
                waiting += (int) group.members().stream()
                        .filter(unit -> isOpen(unit, kind))
                        .count();
            }
        }
        if (waiting > 0) {
            list.add(new NotChecked(
                    what.formatted(Words.threads(waiting) + (waiting == 1 ? " waits" : " wait")), because, heapDump));
        }
    }

    private boolean isOpen(Unit unit, Predicate<WaitReason> kind) {
        @Nullable WaitReason reason = incident.waits().reason(unit);
        return reason != null && incident.waits().edge(unit) == null && kind.test(reason);
    }
}
