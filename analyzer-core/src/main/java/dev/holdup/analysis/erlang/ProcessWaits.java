package dev.holdup.analysis.erlang;

import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangEvidence;
import dev.holdup.dumps.model.ErlangFrame;
import dev.holdup.dumps.model.ErlangPort;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.ErlangTerm;
import dev.holdup.dumps.model.ErlangTerms;
import dev.holdup.dumps.model.ProcessMonitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who waits for whom on a node.
///
/// A process inside a `gen` call watches the one it has called, and has the watch's reference among the first terms
/// that its stack reaches. `waitByProcess[process]` is null for one that waits for nobody.
final class ProcessWaits {
    private static final int MOST_SLOTS = 64;

    private final ErlangCrashDump dump;
    private final List<ErlangProcess> processes;
    private final Map<String, Integer> indexByPid = new HashMap<>();
    private final Map<String, Integer> portById = new HashMap<>();
    private final Map<String, Integer> portBySuspended = new HashMap<>();
    private final @Nullable ProcessWait[] waitByProcess;
    private final int[] waitersByProcess;

    private ProcessWaits(ErlangCrashDump dump) {
        this.dump = dump;
        this.processes = dump.processes();
        this.waitByProcess = new ProcessWait[processes.size()];
        this.waitersByProcess = new int[processes.size()];
    }

    static ProcessWaits of(ErlangCrashDump dump) {
        ProcessWaits waits = new ProcessWaits(dump);
        for (int process = 0; process < waits.processes.size(); process++) {
            waits.indexByPid.putIfAbsent(waits.processes.get(process).pid(), process);
        }
        for (int port = 0; port < dump.ports().size(); port++) {
            ErlangPort told = dump.ports().get(port);
            waits.portById.putIfAbsent(told.id(), port);
            for (String pid : told.suspended()) {
                waits.portBySuspended.putIfAbsent(pid, port);
            }
        }
        for (int process = 0; process < waits.waitByProcess.length; process++) {
            waits.waitByProcess[process] = waits.find(waits.processes.get(process));
        }
        waits.assume();
        for (ProcessWait wait : waits.waitByProcess) {
            if (wait instanceof ProcessWait.Answer answer) {
                waits.waitersByProcess[answer.process()]++;
            }
        }
        return waits;
    }

    /// Those with the calls of another one, which was looked at in their place, wait for what that one does.
    private void assume() {
        Map<List<ErlangFrame>, ProcessWait> waitByStack = new HashMap<>();
        for (int process = 0; process < waitByProcess.length; process++) {
            ProcessWait wait = waitByProcess[process];
            if (wait instanceof ProcessWait.Answer && processes.get(process).stackDumped()) {
                waitByStack.putIfAbsent(processes.get(process).frames(), wait);
            }
        }
        for (int process = 0; process < waitByProcess.length; process++) {
            ErlangProcess waiting = processes.get(process);
            boolean unknown = waitByProcess[process] instanceof ProcessWait.Absent
                    && waiting.monitors().isEmpty();
            // A stack in a shell's text may be without variables, so that it tells no more than a current function.
            boolean silent = !waiting.stackDumped() || dump.evidence() == ErlangEvidence.SHELL_TEXT;
            ProcessWait same = unknown && silent ? waitByStack.get(waiting.frames()) : null;
            if (same instanceof ProcessWait.Answer(int called, String target, boolean _) && called != process) {
                waitByProcess[process] = new ProcessWait.Answer(called, target, false);
            }
        }
    }

    private @Nullable ProcessWait find(ErlangProcess process) {
        Integer busy = portBySuspended.get(process.pid());
        if (busy != null) {
            return port(busy);
        }
        if (process.activity() != Activity.WAITING && process.activity() != Activity.BLOCKED) {
            return null;
        }
        if (WaitingCalls.forAPort(process.frames())) {
            return linkedPort(process);
        }
        String name = WaitingCalls.name(process.frames());
        if (!name.isEmpty()) {
            return named(name, false);
        }
        if (!WaitingCalls.forAnAnswer(process.frames())) {
            return null;
        }
        ProcessMonitor monitor = monitorOfCall(process);
        return monitor == null ? onStack(process) : target(monitor.target());
    }

    /// Without monitors: the calls that wait have the process, or its name, among their variables.
    private ProcessWait onStack(ErlangProcess process) {
        for (ErlangTerms.Slot slot : dump.terms().stack(process, MOST_SLOTS)) {
            if (slot.frame() >= process.frames().size()
                    || !WaitingCalls.belongsTo(process.frames().get(slot.frame()))) {
                break;
            }
            String called = switch (slot.term()) {
                case ErlangTerm.Atom(String name) when dump.registered(name) != null -> name;
                case ErlangTerm.Identifier(String pid) when indexByPid.containsKey(pid) -> pid;
                default -> "";
            };
            if (!called.isEmpty() && !called.equals(process.pid()) && !called.equals(process.registeredName())) {
                return called.startsWith("<") ? target(called) : named(called, false);
            }
        }
        return new ProcessWait.Absent("an unknown process");
    }

    private @Nullable ProcessMonitor monitorOfCall(ErlangProcess process) {
        List<ProcessMonitor> monitors = process.monitors();
        if (monitors.size() == 1) {
            return monitors.getFirst();
        }
        if (monitors.size() > 1) {
            List<String> references = dump.terms().firstReferences(process);
            for (ProcessMonitor monitor : monitors) {
                if (references.contains(monitor.reference())) {
                    return monitor;
                }
            }
        }
        // Of several whose reference is not in the dump, the newest has the highest number.
        return monitors.stream()
                .max(Comparator.comparingLong(monitor -> lastNumber(monitor.reference())))
                .orElse(null);
    }

    private static long lastNumber(String reference) {
        String digits = reference.replaceFirst(".*\\.", "").replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    /// @param target pid, or `{name,'node@host'}`
    private ProcessWait target(String target) {
        Integer index = indexByPid.get(target);
        if (index != null) {
            return new ProcessWait.Answer(index, processes.get(index).name(), true);
        }
        if (target.startsWith("{") && target.contains(",")) {
            return named(target.substring(1, target.indexOf(',')), true);
        }
        return new ProcessWait.Absent(target);
    }

    private ProcessWait named(String name, boolean watched) {
        ErlangProcess process = dump.registered(name);
        Integer index = process == null ? null : indexByPid.get(process.pid());
        return index == null ? new ProcessWait.Absent(name) : new ProcessWait.Answer(index, name, watched);
    }

    /// Of the ports that it owns, the one with the most that is not yet written.
    private ProcessWait linkedPort(ErlangProcess process) {
        int fullest = -1;
        for (String link : process.links()) {
            Integer port = portById.get(link);
            if (port != null && (fullest < 0 || queued(port) > queued(fullest))) {
                fullest = port;
            }
        }
        return fullest < 0 ? new ProcessWait.Absent("a port") : port(fullest);
    }

    private long queued(int port) {
        return dump.ports().get(port).queuedBytes();
    }

    private ProcessWait port(int port) {
        return new ProcessWait.Port(port, dump.ports().get(port).id());
    }

    @Nullable
    ProcessWait of(int process) {
        return waitByProcess[process];
    }

    /// How many wait for it directly.
    int waiters(int process) {
        return waitersByProcess[process];
    }

    /// The one at the end of the chain that begins with `process`: it waits for no other process, or the chain turns
    /// back.
    int head(int process) {
        int head = process;
        for (int step = 0; step < waitByProcess.length; step++) {
            if (!(waitByProcess[head] instanceof ProcessWait.Answer answer)) {
                return head;
            }
            head = answer.process();
        }
        return head;
    }

    /// Circles of processes of which each waits for the next, each circle once.
    List<List<Integer>> cycles() {
        List<List<Integer>> cycles = new ArrayList<>();
        // 0 not visited, otherwise the number of the walk that came by first.
        int[] walkByProcess = new int[waitByProcess.length];
        for (int start = 0; start < waitByProcess.length; start++) {
            int at = start;
            while (walkByProcess[at] == 0 && waitByProcess[at] instanceof ProcessWait.Answer answer) {
                walkByProcess[at] = start + 1;
                at = answer.process();
            }
            if (walkByProcess[at] == start + 1 && waitByProcess[at] instanceof ProcessWait.Answer) {
                cycles.add(cycle(at));
            }
        }
        return cycles;
    }

    private List<Integer> cycle(int first) {
        List<Integer> members = new ArrayList<>();
        int at = first;
        do {
            members.add(at);
            at = waitByProcess[at] instanceof ProcessWait.Answer answer ? answer.process() : first;
        } while (at != first);
        return members;
    }
}
