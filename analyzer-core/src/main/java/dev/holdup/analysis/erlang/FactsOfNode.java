package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
                incident.dump().node().slogan(),
                meaning.isEmpty() ? null : meaning,
                MemoryOnNode.byKind(incident.dump().node()),
                limits.toFacts(),
                top(Comparator.comparingLong(index -> -incident.memory().ofProcess(index)), 0),
                top(Comparator.comparingLong(index -> -incident.process(index).messageQueueLength()), 1),
                top(Comparator.comparingLong(index -> -incident.process(index).reductions()), 0),
                origins.toFacts(),
                mailboxes(),
                tables.toFacts(),
                ports());
    }

    /// @param fewestMessages for one to be in the list
    private List<ErlangFacts.ProcessRow> top(Comparator<Integer> order, long fewestMessages) {
        return IntStream.range(0, incident.processes().size())
                .filter(index -> incident.process(index).messageQueueLength() >= fewestMessages)
                .boxed()
                .sorted(order.thenComparing(Comparator.naturalOrder()))
                .limit(MOST_PROCESSES)
                .map(this::process)
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
                            port.what(),
                            port.queuedBytes() == ErlangPort.UNKNOWN ? null : port.queuedBytes(),
                            port.busy(),
                            port.suspended().size());
                })
                .toList();
    }
}
