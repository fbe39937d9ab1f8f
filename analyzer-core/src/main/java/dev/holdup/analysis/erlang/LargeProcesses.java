package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.analysis.rules.Rule;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangState;
import java.util.ArrayList;
import java.util.List;

/// One process that takes much of the memory by its own heap.
final class LargeProcesses {
    private static final double SMALLEST_SHARE = 0.3;
    private static final long FULL_MAILBOX = 1000;

    private final ErlangIncident incident;

    LargeProcesses(ErlangIncident incident) {
        this.incident = incident;
    }

    List<ErlangExplanation> find() {
        List<ErlangExplanation> explanations = new ArrayList<>();
        for (int index = 0; index < incident.processes().size(); index++) {
            double share = incident.share(incident.memory().ofProcess(index));
            if (share >= SMALLEST_SHARE && incident.process(index).messageQueueLength() < FULL_MAILBOX) {
                explanations.add(explain(index, share));
            }
        }
        return explanations;
    }

    private ErlangExplanation explain(int index, double share) {
        ErlangProcess process = incident.process(index);
        long bytes = incident.memory().ofProcess(index);
        long live = incident.dump().terms().liveBytes(process);
        long used = process.heap().usedBytes();
        boolean collecting = process.state() == ErlangState.GARBING;
        List<String> sentences = new ArrayList<>();
        Rule rule = incident.rules().named(process.registeredName());
        List<Remedy> remedies = new ArrayList<>(rule == null ? List.of() : rule.remedies());
        if (rule != null) {
            sentences.addAll(rule.explanation());
        } else {
            remedies.add(new Remedy(
                    "Bound what one process may take: it is then killed instead of the node.",
                    "max_heap_size",
                    "0 (no limit)",
                    "https://www.erlang.org/doc/apps/erts/erlang.html#process_flag_max_heap_size"));
            remedies.add(new Remedy("Work through such data in pieces, as a stream or in a table.", null, null, null));
        }
        sentences.add("Of its heap " + ErlangWords.bytes(used) + " are in use and "
                + ErlangWords.bytes(Math.max(0, process.heap().allocatedBytes() - used)) + " are free"
                + (live >= 0 && live <= used
                        ? "; " + ErlangWords.bytes(live)
                                + " are reachable, the rest is garbage that is not collected yet."
                        : "."));
        sentences.add("A heap that grows is copied into a larger one: for that moment it needs its size twice.");
        return new ErlangExplanation(
                0.25 + 0.65 * share,
                "single-thread",
                ErlangWords.name(process) + " takes " + ErlangWords.bytes(bytes) + ", " + ErlangWords.percent(share)
                        + " of the node's memory, by itself; it is "
                        + (collecting
                                ? "collecting its garbage"
                                : process.activity().label()) + " in "
                        + ErlangWords.place(process) + ".",
                "high",
                "Heaps are private: what is in it belongs to this process alone.",
                rule == null ? ErlangExplanation.ERLANG : rule.subsystem(),
                "large-request",
                process.frames().isEmpty()
                        ? ProcessGroups.NO_STACK
                        : process.frames().getFirst().enclosing().qualifiedName(),
                1,
                bytes,
                incident.groups().of(index),
                null,
                List.copyOf(sentences),
                List.of(new Evidence(
                        ErlangWords.fullName(process) + ", started for " + incident.initialCallByProcess()[index]
                                + ", has " + ErlangWords.bytes(process.memoryBytes()) + " of memory.",
                        ErlangIncident.source(process.location()))),
                List.copyOf(remedies));
    }
}
