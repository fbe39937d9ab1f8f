package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToLongFunction;

/// The part of the report that only an Erlang node has.
final class FactsOfNode {
    private static final int MOST_PROCESSES = 25;
    private static final int MOST_MAILBOXES = 5;
    private static final int MOST_PORTS = 25;
    private static final long MAILBOX = 20;

    private final ErlangIncident incident;

    FactsOfNode(ErlangIncident incident) {
        this.incident = incident;
    }

    ErlangFacts of(Slogan slogan, Origins origins, RuntimeLimits limits, LargeTables tables) {
        String meaning = slogan.meaning();
        return new ErlangFacts(
                LastWords.of(incident.dump().node()),
                meaning.isEmpty() ? null : meaning,
                MemoryOnNode.byKind(incident.dump().node()),
                limits.toFacts(),
                top(incident.memory()::ofProcess, 0),
                top(index -> incident.process(index).messageQueueLength(), 1),
                top(index -> incident.process(index).reductions(), ErlangProcess.UNKNOWN),
                origins.toFacts(),
                mailboxes(),
                tables.toFacts(),
                ports());
    }

    /// The processes with the largest figures, among equals the first of the dump. One look at each: they come by the
    /// hundred thousand.
    ///
    /// @param least for one to be in the list
    private List<ErlangFacts.ProcessRow> top(IntToLongFunction figure, long least) {
        record Ranked(long figure, int index) {}
        Comparator<Ranked> worst =
                Comparator.comparingLong(Ranked::figure).thenComparing(Ranked::index, Comparator.reverseOrder());
        PriorityQueue<Ranked> kept = new PriorityQueue<>(worst);
        for (int index = 0; index < incident.processes().size(); index++) {
            long value = figure.applyAsLong(index);
            boolean full = kept.size() == MOST_PROCESSES;
            // An equal one comes later in the dump.
            if (value < least || (full && value <= kept.element().figure())) {
                continue;
            }
            if (full) {
                kept.remove();
            }
            kept.add(new Ranked(value, index));
        }
        return kept.stream()
                .sorted(worst.reversed())
                .map(ranked -> process(ranked.index()))
                .toList();
    }

    private ErlangFacts.ProcessRow process(int index) {
        ErlangProcess process = incident.process(index);
        return new ErlangFacts.ProcessRow(
                process.name(),
                process.pid(),
                incident.initialCallByProcess()[index],
                ErlangWords.place(process),
                process.state().label(),
                process.messageQueueLength(),
                process.reductions() == ErlangProcess.UNKNOWN ? null : process.reductions(),
                process.memoryBytes(),
                incident.memory().binaryBytesByProcess()[index]);
    }

    private List<ErlangFacts.Mailbox> mailboxes() {
        return incident.processes().stream()
                .filter(process -> process.messageQueueLength() >= MAILBOX)
                .sorted(Comparator.comparingLong(ErlangProcess::messageQueueLength)
                        .reversed())
                .limit(MOST_MAILBOXES)
                .map(process -> {
                    List<ErlangFacts.Shape> shapes = MessageShapes.of(incident.dump(), process);
                    int sampled =
                            shapes.isEmpty() ? 0 : (int) Math.min(MessageShapes.SAMPLED, process.messageQueueLength());
                    return new ErlangFacts.Mailbox(process.name(), process.messageQueueLength(), sampled, shapes);
                })
                .toList();
    }

    private List<ErlangFacts.Port> ports() {
        return incident.dump().ports().stream()
                .filter(port -> port.queuedBytes() > 0 || port.busy())
                .sorted(Comparator.comparingLong(ErlangPort::queuedBytes).reversed())
                .limit(MOST_PORTS)
                .map(port -> {
                    ErlangProcess owner = incident.dump().process(port.owner());
                    return new ErlangFacts.Port(
                            port.id(),
                            owner == null ? port.owner() : ErlangWords.fullName(owner),
                            ErlangWords.other(port),
                            port.queuedBytes() == ErlangPort.UNKNOWN ? null : port.queuedBytes(),
                            port.busy(),
                            port.suspended().size());
                })
                .toList();
    }
}
