package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.dumps.model.ErlangNode;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is worth knowing beside the verdict.
final class SideFindingsOfNode {
    private static final double FRAGMENTED = 0.3;
    private static final long MUCH_LOST = 100_000_000;
    private static final long MANY_TIMERS = 100_000;

    private final ErlangIncident incident;
    private final List<Finding> findings = new ArrayList<>();

    private SideFindingsOfNode(ErlangIncident incident) {
        this.incident = incident;
    }

    static List<Finding> of(ErlangIncident incident, Slogan slogan) {
        SideFindingsOfNode side = new SideFindingsOfNode(incident);
        if (!slogan.meaning().isEmpty()) {
            side.add("erlang-slogan", "info", slogan.meaning());
        }
        side.busyPorts();
        side.fragmentation();
        side.collecting();
        side.timers();
        return List.copyOf(side.findings);
    }

    private void add(String rule, String severity, String text) {
        findings.add(new Finding(rule, severity, text, List.of(new Evidence(text, incident.whole()))));
    }

    private void busyPorts() {
        incident.dump().ports().stream()
                .filter(ErlangPort::busy)
                .sorted(Comparator.comparingInt(
                                (ErlangPort port) -> port.suspended().size())
                        .reversed())
                .limit(5)
                .forEach(port -> {
                    String text = "The port " + port.id() + " (" + ErlangWords.other(port)
                            + ") is busy: it does not get rid of what"
                            + " is written to it; "
                            + ErlangWords.processes(port.suspended().size())
                            + (port.suspended().size() == 1 ? " is" : " are") + " suspended until it does.";
                    findings.add(new Finding(
                            "erlang-busy-port",
                            "medium",
                            text,
                            List.of(new Evidence(text, ErlangIncident.source(port.location())))));
                });
    }

    private void fragmentation() {
        long carriers = 0;
        long blocks = 0;
        for (ErlangNode.Allocator allocator : incident.dump().node().allocators()) {
            carriers += allocator.carrierBytes();
            blocks += allocator.blockBytes();
        }
        long lost = carriers - blocks;
        boolean much = lost >= MUCH_LOST && incident.share(lost) >= FRAGMENTED;
        if (much && lost >= FRAGMENTED * carriers) {
            add(
                    "erlang-fragmentation",
                    "medium",
                    "The allocators have taken " + ErlangWords.bytes(carriers) + " from the system and use "
                            + ErlangWords.bytes(blocks) + " of it: " + ErlangWords.bytes(lost)
                            + " lie idle between blocks, and are in no figure of the node's memory.");
        }
    }

    private void collecting() {
        List<ErlangProcess> garbing = incident.processes().stream()
                .filter(process -> process.state() == ErlangState.GARBING)
                .toList();
        if (!garbing.isEmpty()) {
            ErlangProcess largest = garbing.stream()
                    .max(Comparator.comparingLong(ErlangProcess::memoryBytes))
                    .orElseThrow();
            add(
                    "erlang-collecting",
                    "info",
                    ErlangWords.processes(garbing.size()) + (garbing.size() == 1 ? " was" : " were")
                            + " collecting garbage; the largest is " + ErlangWords.fullName(largest) + " with "
                            + ErlangWords.bytes(largest.memoryBytes()) + ".");
        }
    }

    private void timers() {
        long timers = incident.dump().node().timers().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (timers >= MANY_TIMERS) {
            add("erlang-timers", "low", CountFormat.count(timers) + " timers are running.");
        }
    }
}
