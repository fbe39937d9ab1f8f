package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.ErlangFacts.Shape;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A process that is sent more than it receives: its mailbox grows, and nobody waits for it.
final class FullMailboxes {
    private static final long LONG_QUEUE = 1000;
    /// So long a queue is a finding whatever it weighs.
    private static final long VERY_LONG_QUEUE = 50_000;

    private static final double SMALLEST_SHARE = 0.05;

    private final ErlangIncident incident;
    private final OwnerOfCalls owners;

    FullMailboxes(ErlangIncident incident, OwnerOfCalls owners) {
        this.incident = incident;
        this.owners = owners;
    }

    List<ErlangExplanation> find() {
        List<ErlangExplanation> explanations = new ArrayList<>();
        for (int index = 0; index < incident.processes().size(); index++) {
            ErlangProcess process = incident.process(index);
            long queue = process.messageQueueLength();
            if (queue < LONG_QUEUE) {
                continue;
            }
            // Callers that wait are another story, as long as they are what fills the mailbox.
            boolean fromCallers = incident.waits().waiters(index) >= queue / 4;
            double share = incident.share(incident.memory().ofProcess(index));
            if (!fromCallers && (share >= SMALLEST_SHARE || queue >= VERY_LONG_QUEUE)) {
                explanations.add(explain(index, process, share));
            }
        }
        return explanations;
    }

    private ErlangExplanation explain(int index, ErlangProcess process, double share) {
        long bytes = incident.memory().ofProcess(index);
        Rule rule = owners.rule(index);
        boolean searching = process.activity() == Activity.WAITING;
        List<Shape> shapes = MessageShapes.of(incident.dump(), process);
        List<String> sentences = new ArrayList<>();
        if (rule != null) {
            sentences.addAll(rule.explanation());
        }
        sentences.add(
                searching
                        ? "It waits although its mailbox is full: what it waits for is not among its messages, and each"
                                + " new one makes it look."
                        : "It is at work, and messages come faster than it takes them.");
        sentences.add("Sending does not wait in Erlang: nothing slows the senders down, so that the mailbox grows until"
                + " memory is used up.");
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                ErlangWords.fullName(process) + " has " + ErlangWords.messages(process.messageQueueLength())
                        + " queued, "
                        + ErlangWords.bytes(process.memoryBytes()) + " of memory, and is in "
                        + ErlangWords.place(process) + ".",
                ErlangIncident.source(process.location())));
        if (!shapes.isEmpty()) {
            evidence.add(new Evidence(
                    "Of its first messages the commonest are "
                            + shapes.getFirst().shape() + " ("
                            + CountFormat.count(shapes.getFirst().messages()) + ").",
                    ErlangIncident.source(process.location())));
        }
        return new ErlangExplanation(
                0.3 + 0.7 * Math.max(share, Math.min(0.6, process.messageQueueLength() / 500_000.0)),
                "mailbox",
                ErlangWords.name(process) + " has " + ErlangWords.messages(process.messageQueueLength())
                        + " in its mailbox and takes " + ErlangWords.bytes(bytes) + ", "
                        + ErlangWords.percent(share) + " of the node's memory; it is "
                        + (searching
                                ? "waiting in " + ErlangWords.place(process) + " for a message that is not among them"
                                : owners.doing(index))
                        + ".",
                "high",
                "The length of the queue and what the process does are in " + incident.source() + ".",
                rule == null ? ErlangExplanation.ERLANG : asErlang(rule.subsystem()),
                "mailbox-overload",
                place(process),
                1,
                bytes,
                incident.groups().of(index),
                owner(index, process),
                List.copyOf(sentences),
                List.copyOf(evidence),
                remedies(process, rule));
    }

    private static Subsystem asErlang(Subsystem subsystem) {
        return subsystem.category().equals("none")
                ? new Subsystem(subsystem.id(), subsystem.name(), "erlang")
                : subsystem;
    }

    private static String place(ErlangProcess process) {
        return process.frames().isEmpty()
                ? ProcessGroups.NO_STACK
                : process.frames().getFirst().enclosing().qualifiedName();
    }

    private Owner owner(int index, ErlangProcess process) {
        return new Owner(
                process.name(),
                process.pid(),
                process.frames().isEmpty() ? null : process.frames().getFirst().qualifiedName(),
                process.activity().label(),
                owners.doing(index),
                "its own message queue",
                process.frames().stream()
                        .limit(100)
                        .map(ErlangFrame::qualifiedName)
                        .toList());
    }

    private static List<Remedy> remedies(ErlangProcess process, @Nullable Rule rule) {
        List<Remedy> remedies = new ArrayList<>();
        if (rule != null) {
            remedies.addAll(rule.remedies());
        }
        remedies.add(new Remedy(
                "Let senders feel it: use a call instead of a cast or a bare message, or drop when the queue is long"
                        + " (process_info(Pid, message_queue_len)).",
                null,
                null,
                null));
        if (!process.flags().contains("OFF_HEAP_MSGQ")) {
            remedies.add(new Remedy(
                    "Keep its mailbox off its heap, so that collections do not copy it again and again.",
                    "{message_queue_data, off_heap}",
                    "on_heap",
                    "https://www.erlang.org/doc/apps/erts/erlang.html#process_flag_message_queue_data"));
        }
        return List.copyOf(remedies);
    }
}
