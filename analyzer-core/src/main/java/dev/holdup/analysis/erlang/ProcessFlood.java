package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Verdict.Remedy;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Very many processes that were started for the same function, and that together take much of the memory.
final class ProcessFlood {
    private static final int FEWEST = 1000;
    private static final double SMALLEST_SHARE = 0.4;

    private final ErlangIncident incident;
    private final Origins origins;

    ProcessFlood(ErlangIncident incident, Origins origins) {
        this.incident = incident;
        this.origins = origins;
    }

    /// They are the story themselves only if they do not wait for somebody: then that one is.
    List<ErlangExplanation> find() {
        List<ErlangExplanation> explanations = new ArrayList<>();
        for (Origins.Started started : origins.bySize()) {
            double share = incident.share(started.memoryBytes());
            if (started.processes().size() >= FEWEST
                    && share >= SMALLEST_SHARE
                    && started.blocked() * 2 < started.processes().size()) {
                explanations.add(explain(started, share));
            }
        }
        return explanations;
    }

    private ErlangExplanation explain(Origins.Started started, double share) {
        int count = started.processes().size();
        ProcessGroup group = started.processes().stream()
                .map(index -> incident.groups().of(index))
                .distinct()
                .max(Comparator.comparingInt(ProcessGroup::size))
                .orElseThrow();
        ErlangProcess first = incident.process(started.processes().getFirst());
        return new ErlangExplanation(
                0.25 + 0.65 * share,
                "thread-flood",
                ErlangWords.processes(count) + " were started for " + started.initialCall() + " and take "
                        + ErlangWords.bytes(started.memoryBytes()) + ", " + ErlangWords.percent(share)
                        + " of the node's memory.",
                "medium",
                "They do not wait for one another; whether there are too many of them " + incident.source()
                        + " cannot tell.",
                ErlangExplanation.ERLANG,
                "leak",
                group.blockedFrame(),
                count,
                started.memoryBytes(),
                group,
                null,
                List.of(
                        "On average each takes " + ErlangWords.bytes(started.memoryBytes() / count) + ".",
                        "They are now at " + CountFormat.count(started.places())
                                + (started.places() == 1 ? " place." : " places.")),
                List.of(new Evidence(
                        "One of them, " + ErlangWords.fullName(first) + ", is in " + ErlangWords.place(first) + ".",
                        ErlangIncident.source(first.location()))),
                List.of(
                        new Remedy(
                                "Bound how many may be at work at once, and refuse or queue what comes beyond.",
                                null,
                                null,
                                null),
                        new Remedy(
                                "Let processes that only wait hibernate: a waiting one then takes a few hundred bytes.",
                                "hibernate_after",
                                "infinity",
                                "https://www.erlang.org/doc/apps/stdlib/gen_server.html#start_link/3")));
    }
}
