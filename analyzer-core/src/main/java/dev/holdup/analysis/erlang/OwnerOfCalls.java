package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.rules.Role;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.ErlangProcess;
import org.jspecify.annotations.Nullable;

/// The process that others wait for, told with what it does itself.
final class OwnerOfCalls {
    private static final int MAX_STACK = 100;

    private final ErlangIncident incident;

    OwnerOfCalls(ErlangIncident incident) {
        this.incident = incident;
    }

    /// @param waiting index of one that waits for it
    Owner owner(int head, int waiting) {
        ErlangProcess process = incident.process(head);
        int chain = 0;
        for (int at = waiting; at != head && chain < incident.processes().size(); chain++) {
            at = incident.waits().of(at) instanceof ProcessWait.Answer answer ? answer.process() : head;
        }
        boolean watched = incident.waits().of(waiting) instanceof ProcessWait.Answer(int _, String _, boolean by) && by;
        String via =
                watched ? "a monitor that the waiting process has set on it" : "the call that the process waits in";
        return new Owner(
                process.name(),
                process.pid(),
                process.frames().isEmpty() ? null : process.frames().getFirst().qualifiedName(),
                process.activity().label(),
                doing(head),
                chain > 1 ? via + ", over a chain of " + chain + " processes" : via,
                process.frames().stream()
                        .limit(MAX_STACK)
                        .map(ErlangFrame::qualifiedName)
                        .toList());
    }

    /// To stand after "it is".
    String doing(int index) {
        ErlangProcess process = incident.process(index);
        ProcessWait wait = incident.waits().of(index);
        Rule rule = rule(index);
        String place = ErlangWords.place(process);
        if (wait instanceof ProcessWait.Port(int port, String _)) {
            return (rule == null ? "waiting until its port takes what it writes" : rule.doing()) + " (" + port(port)
                    + ")";
        }
        // What it is for says little once it waits itself.
        if (rule != null && (wait == null || rule.threadNames().isEmpty())) {
            return rule.doing();
        }
        return switch (wait) {
            case ProcessWait.Answer answer -> "itself waiting for " + answer.target() + " in " + place;
            case ProcessWait.Absent absent -> "itself waiting for " + absent.target() + " in " + place;
            case ProcessWait.Port port -> "waiting for " + port.target();
            case null ->
                switch (process.activity()) {
                    case RUNNING -> "working in " + place;
                    case BLOCKED -> "suspended in " + place;
                    case WAITING, SLEEPING -> "waiting for a message in " + place;
                    case ENDED -> "ending";
                };
        };
    }

    /// What it does, or else what a process of its name is for.
    @Nullable
    Rule rule(int index) {
        ErlangProcess process = incident.process(index);
        Rule rule = incident.groups().of(index).rule();
        if (rule == null || rule.role() != Role.OWNER) {
            rule = incident.rules().owner(process.frames(), process.activity());
        }
        return rule == null ? incident.rules().named(process.registeredName()) : rule;
    }

    private String port(int index) {
        ErlangPort port = incident.dump().ports().get(index);
        String what = port.what().isEmpty() ? "" : ", " + ErlangWords.other(port);
        String queued =
                port.queuedBytes() > 0 ? ", with " + ErlangWords.bytes(port.queuedBytes()) + " not yet taken" : "";
        return port.id() + what + queued;
    }
}
