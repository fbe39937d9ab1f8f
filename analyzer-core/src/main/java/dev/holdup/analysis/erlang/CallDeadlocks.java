package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.Deadlock;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.ArrayList;
import java.util.List;

/// Processes that have called each other in a circle: none of them will ever answer.
final class CallDeadlocks {
    private static final int MOST = 20;

    private final ErlangIncident incident;
    private final List<List<Integer>> cycles;

    CallDeadlocks(ErlangIncident incident) {
        this.incident = incident;
        this.cycles = incident.waits().cycles();
    }

    List<Deadlock> toFindings() {
        return cycles.stream().limit(MOST).map(this::deadlock).toList();
    }

    private Deadlock deadlock(List<Integer> cycle) {
        return new Deadlock(cycle.stream()
                .map(member -> {
                    ErlangProcess process = incident.process(member);
                    ProcessWait wait = incident.waits().of(member);
                    return new Deadlock.Member(
                            process.name(),
                            "its mailbox, with " + ErlangWords.messages(process.messageQueueLength()),
                            wait == null ? "nobody" : "an answer of " + wait.target(),
                            WaitingCalls.telling(process.frames()));
                })
                .toList());
    }

    List<ErlangExplanation> find() {
        List<ErlangExplanation> explanations = new ArrayList<>();
        for (List<Integer> cycle : cycles) {
            List<String> names = cycle.stream()
                    .map(member -> ErlangWords.name(incident.process(member)))
                    .toList();
            int behind = 0;
            for (int process = 0; process < incident.processes().size(); process++) {
                if (!cycle.contains(process)
                        && incident.waits().of(process) instanceof ProcessWait.Answer
                        && cycle.contains(incident.waits().head(process))) {
                    behind++;
                }
            }
            long bytes = cycle.stream()
                    .mapToLong(member -> incident.memory().ofProcess(member))
                    .sum();
            List<Evidence> evidence = cycle.stream()
                    .limit(20)
                    .map(member -> new Evidence(
                            ErlangWords.fullName(incident.process(member)) + " waits for "
                                    + target(member) + " in "
                                    + WaitingCalls.telling(
                                            incident.process(member).frames()) + ".",
                            ErlangIncident.source(incident.process(member).location())))
                    .toList();
            String who = String.join(", ", names.subList(0, Math.min(6, names.size())));
            explanations.add(new ErlangExplanation(
                    2 + cycle.size() / 1e6,
                    "deadlock",
                    (cycle.size() == 1
                                    ? who + " has called itself and waits for its own answer"
                                    : who + " have called each other in a circle and wait for each other's answers")
                            + (behind == 0 ? "." : "; " + ErlangWords.processes(behind) + " wait behind them."),
                    "high",
                    "Each watches the next one of the circle, and none can answer while it waits.",
                    ErlangExplanation.ERLANG,
                    "deadlock",
                    WaitingCalls.telling(incident.process(cycle.getFirst()).frames()),
                    cycle.size(),
                    bytes,
                    incident.groups().of(cycle.getFirst()),
                    null,
                    List.of(
                            "A process answers a call only when it comes back to its mailbox, and each of these is in the"
                                    + " middle of a call of its own.",
                            "Without a timeout they wait for ever; with one the calls fail together."),
                    evidence,
                    List.of(
                            new Remedy(
                                    "Let one of the two answer first and ask later (gen_server:reply/2, or a cast), so that"
                                            + " calls go one way only.",
                                    null,
                                    null,
                                    "https://www.erlang.org/doc/apps/stdlib/gen_server.html#reply/2"),
                            new Remedy(
                                    "Give the calls a timeout, so that a circle breaks up by itself.",
                                    "Timeout of gen_server:call/3",
                                    "5000 ms",
                                    "https://www.erlang.org/doc/apps/stdlib/gen_server.html#call/3"))));
        }
        return explanations;
    }

    private String target(int member) {
        ProcessWait wait = incident.waits().of(member);
        return wait == null ? "nobody" : wait.target();
    }
}
