package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.dumps.model.ErlangEvidence;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Processes that wait for one process: explained by the one at the end of the chain and what that one does.
final class BlockedCallers {
    /// Fewer that wait are everyday life.
    private static final int FEWEST = 5;
    /// Share of the processes at work, or of the memory, that makes an explanation.
    private static final double SMALLEST_SHARE = 0.1;
    private static final long LONG_QUEUE = 100;

    private final ErlangIncident incident;
    private final OwnerOfCalls owners;

    /// Those who wait for one, directly or over others.
    ///
    /// @param head index of the one at the end; −1 if the dump does not have it
    private record Queue(int head, String target, List<ProcessGroup> groups) {
        int size() {
            return groups.stream().mapToInt(ProcessGroup::size).sum();
        }
    }

    BlockedCallers(ErlangIncident incident, OwnerOfCalls owners) {
        this.incident = incident;
        this.owners = owners;
    }

    List<ErlangExplanation> find() {
        Map<String, Queue> queues = new LinkedHashMap<>();
        for (ProcessGroup group : incident.groups().all()) {
            if (group.role() == GroupRole.VICTIM) {
                int head = group.waitsFor() instanceof ProcessWait.Answer answer
                        ? incident.waits().head(answer.process())
                        : -1;
                String target = head < 0
                        ? group.waitsFor() == null ? "" : group.waitsFor().target()
                        : incident.process(head).pid();
                queues.computeIfAbsent(target, told -> new Queue(head, told, new ArrayList<>()))
                        .groups()
                        .add(group);
            }
        }
        List<ErlangExplanation> explanations = new ArrayList<>();
        for (Queue queue : queues.values()) {
            ErlangExplanation explanation = queue.size() < FEWEST ? null : explain(queue);
            if (explanation != null) {
                explanations.add(explanation);
            }
        }
        return explanations;
    }

    private @Nullable ErlangExplanation explain(Queue queue) {
        ProcessGroup group = queue.groups().stream()
                .max(Comparator.comparingInt(ProcessGroup::size))
                .orElseThrow();
        long bytes = incident.memory().ofGroup(group);
        double unitShare = (double) queue.size() / Math.max(1, incident.active());
        double share = Math.max(unitShare, incident.share(bytes));
        if (share < SMALLEST_SHARE) {
            return null;
        }
        Rule rule = group.rule();
        Rule ownerRule = queue.head() < 0 ? null : owners.rule(queue.head());
        Owner owner = queue.head() < 0 ? null : owners.owner(queue.head(), group.members()[0]);
        Subsystem subsystem =
                rule != null ? rule.subsystem() : ownerRule != null ? ownerRule.subsystem() : ErlangExplanation.ERLANG;
        boolean stacks = owner != null && incident.process(group.members()[0]).stackDumped();
        boolean sure = stacks && incident.process(queue.head()).stackDumped() && !assumed(group);
        String confidence = owner == null ? "low" : sure ? "high" : "medium";
        String because = owner == null
                ? "The process that they wait for is not in " + incident.source() + "."
                : known(group, queue.head());
        return new ErlangExplanation(
                0.3 + 0.7 * share,
                "blocked",
                headline(queue, group, bytes, owner),
                confidence,
                because,
                subsystem,
                cause(queue, rule, ownerRule),
                group.blockedFrame(),
                group.size(),
                bytes,
                group,
                owner,
                sentences(queue, group, rule, ownerRule),
                evidence(queue, group),
                remedies(rule, ownerRule, queue));
    }

    /// Whether some of them have the calls of another one that was looked at in their place.
    private boolean assumed(ProcessGroup group) {
        return Arrays.stream(group.members())
                .anyMatch(member -> !incident.process(member).stackDumped());
    }

    /// How it is known what they wait for.
    private String known(ProcessGroup group, int head) {
        boolean headsStack = incident.process(head).stackDumped();
        long lookedAt = Arrays.stream(group.members())
                .filter(member -> incident.process(member).stackDumped())
                .count();
        if (incident.dump().evidence() == ErlangEvidence.SHELL_TEXT && lookedAt < group.size()) {
            return CountFormat.count(lookedAt) + (lookedAt == 1 ? " of them was" : " of them were")
                    + " looked at; the others stand in the same function and were started for the same one"
                    + (headsStack ? "." : ", and of the process that they wait for the calls are not in the text.");
        }
        return lookedAt < group.size()
                ? "Each caller watches the process that it waits for, but the dump ends before the stacks."
                : "Each caller watches the process that it waits for"
                        + (headsStack
                                ? ", and that one's own stack is in " + incident.source() + "."
                                : "; that one's own calls are not in " + incident.source() + ".");
    }

    private String headline(Queue queue, ProcessGroup group, long bytes, @Nullable Owner owner) {
        Rule rule = group.rule();
        StringBuilder text = new StringBuilder(ErlangWords.processes(group.size()))
                .append(group.size() == 1 ? " waits " : " wait ")
                .append(rule == null ? "for an answer of " + queueTarget(queue) : rule.waits());
        if (owner != null) {
            ErlangProcess head = incident.process(queue.head());
            text.append("; ").append(ErlangWords.name(head)).append(" is ").append(owner.doing());
            if (head.messageQueueLength() > 0) {
                text.append(", with ")
                        .append(ErlangWords.messages(head.messageQueueLength()))
                        .append(" queued");
            }
        }
        return text.append(". They keep ")
                .append(ErlangWords.bytes(bytes))
                .append(" alive, ")
                .append(ErlangWords.percent(incident.share(bytes)))
                .append(" of the node's memory.")
                .toString();
    }

    private String queueTarget(Queue queue) {
        return queue.head() < 0 ? queue.target() : ErlangWords.fullName(incident.process(queue.head()));
    }

    private String cause(Queue queue, @Nullable Rule rule, @Nullable Rule ownerRule) {
        if (rule != null && !rule.cause().equals("none")) {
            return rule.cause();
        }
        if (queue.head() < 0) {
            return "remote-wait";
        }
        boolean writes = incident.waits().of(queue.head()) instanceof ProcessWait.Port;
        if (writes || (ownerRule != null && ownerRule.subsystem().category().equals("file-io"))) {
            return "slow-output";
        }
        return incident.process(queue.head()).messageQueueLength() >= LONG_QUEUE ? "mailbox-overload" : "backlog";
    }

    private List<String> sentences(Queue queue, ProcessGroup group, @Nullable Rule rule, @Nullable Rule ownerRule) {
        List<String> sentences = new ArrayList<>();
        if (rule != null) {
            sentences.addAll(rule.explanation());
        } else {
            sentences.add("A call waits until the process that it calls answers, and that one handles its messages one"
                    + " after the other.");
        }
        if (ownerRule != null && ownerRule != rule) {
            sentences.addAll(ownerRule.explanation());
        }
        if (queue.head() >= 0) {
            ErlangProcess head = incident.process(queue.head());
            if (head.messageQueueLength() >= LONG_QUEUE && incident.waits().of(queue.head()) != null) {
                sentences.add("While it waits for an answer of its own, it looks through all "
                        + ErlangWords.messages(head.messageQueueLength())
                        + " in its mailbox for it: the longer the queue, the slower it gets.");
            }
        }
        if (queue.groups().size() > 1) {
            sentences.add("In all " + ErlangWords.processes(queue.size()) + " wait for it, directly or over others, at "
                    + queue.groups().size() + " places.");
        }
        long shared = incident.memory().sharedBinariesOf(group);
        sentences.add(
                "Their own heaps are " + ErlangWords.bytes(incident.memory().heapsOf(group))
                        + "; refc binaries that only they hold come on top"
                        + (shared > 0 ? ", " + ErlangWords.bytes(shared) + " of them shared by several." : "."));
        return List.copyOf(sentences);
    }

    private List<Evidence> evidence(Queue queue, ProcessGroup group) {
        List<Evidence> evidence = new ArrayList<>();
        ErlangProcess first = incident.process(group.members()[0]);
        evidence.add(new Evidence(
                "One of them, " + ErlangWords.fullName(first) + ", is in " + ErlangWords.place(first)
                        + " and waits for "
                        + (group.waitsFor() == null
                                ? "nobody"
                                : group.waitsFor().target()) + ".",
                ErlangIncident.source(first.location())));
        if (queue.head() >= 0) {
            ErlangProcess head = incident.process(queue.head());
            evidence.add(new Evidence(
                    ErlangWords.fullName(head) + " is in " + ErlangWords.place(head) + ", has "
                            + ErlangWords.messages(head.messageQueueLength()) + " queued and "
                            + ErlangWords.bytes(head.memoryBytes()) + " of memory"
                            + watchers(head) + ".",
                    ErlangIncident.source(head.location())));
            if (incident.waits().of(queue.head()) instanceof ProcessWait.Port(int port, String id)) {
                evidence.add(new Evidence(
                        id + ", " + ErlangWords.other(incident.dump().ports().get(port)) + ", holds "
                                + ErlangWords.bytes(Math.max(
                                        0, incident.dump().ports().get(port).queuedBytes()))
                                + " that the other side has not taken.",
                        ErlangIncident.source(incident.dump().ports().get(port).location())));
            }
        }
        return List.copyOf(evidence);
    }

    /// Empty where nothing says who watches it.
    private String watchers(ErlangProcess head) {
        return incident.dump().evidence() != ErlangEvidence.CRASH_DUMP
                ? ""
                : "; " + ErlangWords.processes(head.monitoredBy()) + (head.monitoredBy() == 1 ? " watches" : " watch")
                        + " it";
    }

    private List<Remedy> remedies(@Nullable Rule rule, @Nullable Rule ownerRule, Queue queue) {
        List<Remedy> remedies = new ArrayList<>();
        if (rule != null) {
            remedies.addAll(rule.remedies());
        }
        if (ownerRule != null && ownerRule != rule) {
            remedies.addAll(ownerRule.remedies());
        }
        if (remedies.isEmpty()) {
            String name = queueTarget(queue);
            remedies.add(new Remedy(
                    "Let " + name + " do less in one process: answer before the slow part, or share its work out over"
                            + " several processes.",
                    null,
                    null,
                    null));
            remedies.add(new Remedy(
                    "Give the call a timeout that the caller survives, so that callers do not pile up.",
                    "Timeout of gen_server:call/3",
                    "5000 ms",
                    "https://www.erlang.org/doc/apps/stdlib/gen_server.html#call/3"));
        }
        return List.copyOf(remedies);
    }
}
