package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.dumps.model.ErlangEvidence;
import java.util.List;

/// No culprit: healthy if enough could be looked at, inconclusive otherwise.
final class NothingOnNode {
    private final ErlangIncident incident;
    private final Slogan slogan;

    NothingOnNode(ErlangIncident incident, Slogan slogan) {
        this.incident = incident;
        this.slogan = slogan;
    }

    ErlangExplanation explain() {
        String lacking = lacking();
        int idle = incident.processes().size() - incident.active();
        return lacking.isEmpty()
                ? explanation(
                        "healthy",
                        "No culprit found: of "
                                + ErlangWords.processes(incident.processes().size()) + " "
                                + CountFormat.count(idle) + (idle == 1 ? " waits" : " wait")
                                + " for work, none waits long for another, and no mailbox"
                                + (tables() ? ", table" : "") + " or process stands out.",
                        tables() ? "medium" : "low",
                        "Processes, mailboxes" + (tables() ? ", tables" : "")
                                + " and memory were looked at, but at one moment only.",
                        List.of("Idle processes, however many, hold nothing up."))
                : explanation(
                        "inconclusive",
                        ended().isEmpty()
                                ? capital(incident.source()) + " does not tell what was wrong with the node: " + lacking
                                        + "."
                                : ended() + " Nothing waits, and nothing fills its memory.",
                        "low",
                        "Evidence is lacking: " + lacking + ".",
                        List.of("See what was not checked, and how to get it."));
    }

    /// Whether tables are in it, so that not one stands out.
    private boolean tables() {
        return incident.dump().evidence() == ErlangEvidence.CRASH_DUMP;
    }

    /// How it ended, where its last words say so; empty otherwise.
    private String ended() {
        return !incident.processes().isEmpty()
                        && (slogan instanceof Slogan.BootFailed || slogan instanceof Slogan.KernelEnded)
                ? slogan.meaning()
                : "";
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// What is missing for a verdict, to stand after a colon; empty if nothing is.
    private String lacking() {
        if (incident.processes().isEmpty()) {
            return "it shows no process";
        }
        return switch (slogan) {
            case Slogan.BootFailed _ -> "a node that ended while it was starting has not done anything yet";
            case Slogan.KernelEnded _ -> "what made that process end is past, and the dump shows what came after it";
            case Slogan.OutOfMemory _ ->
                "memory was used up, but no process, table or binary has enough of it to explain it";
            case Slogan.TableFull table -> "the runtime's table " + table.table() + " is full";
            case Slogan.AskedFor _, Slogan.Other _ ->
                incident.dump().showsAllProcesses()
                        ? incident.dump().complete()
                                        || incident.processes().stream().anyMatch(process -> process.stackDumped())
                                ? ""
                                : "it ends before the stacks"
                        : "it does not show all processes";
        };
    }

    private ErlangExplanation explanation(
            String kind, String headline, String confidence, String because, List<String> sentences) {
        String words = LastWords.of(incident.dump().node());
        return new ErlangExplanation(
                0,
                kind,
                headline,
                confidence,
                because,
                Subsystem.NONE,
                "none",
                null,
                0,
                null,
                null,
                null,
                sentences,
                words.isEmpty()
                        ? List.of()
                        : List.of(new Evidence("The node's last words: " + words, incident.whole())),
                List.of());
    }
}
