package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.IncidentReport.NotChecked;
import dev.holdup.analysis.waits.GroupRole;
import dev.holdup.dumps.model.ErlangNode;
import dev.holdup.dumps.model.ErlangProcess;
import java.util.ArrayList;
import java.util.List;

/// What was left of a node cannot tell, and the command that would.
final class NotCheckedOnNode {
    private static final String WHOLE_DUMP =
            "ERL_CRASH_DUMP_SECONDS=-1, and no ERL_CRASH_DUMP_BYTES, before the node is started";

    private static final String CRASH_DUMP = "erlang:halt(\"looked into\").";

    private final ErlangIncident incident;
    private final List<NotChecked> list = new ArrayList<>();

    private NotCheckedOnNode(ErlangIncident incident) {
        this.incident = incident;
    }

    static List<NotChecked> of(ErlangIncident incident) {
        NotCheckedOnNode missing = new NotCheckedOnNode(incident);
        switch (incident.dump().evidence()) {
            case CRASH_DUMP -> missing.inCrashDump();
            case CAPTURE -> missing.inCapture();
            case SHELL_TEXT -> missing.inShellText();
        }
        return List.copyOf(missing.list);
    }

    private void add(String what, String because, String command) {
        list.add(new NotChecked(what, because, command));
    }

    private void inCrashDump() {
        boolean stacks = incident.processes().stream().anyMatch(ErlangProcess::stackDumped);
        if (!incident.dump().showsAllProcesses()) {
            add(
                    "processes beyond those that are listed",
                    "the dump does not hold the whole list of processes",
                    WHOLE_DUMP);
        } else if (!stacks && !incident.processes().isEmpty()) {
            add("who called whom: the stacks", "the dump ends before them", WHOLE_DUMP);
        }
        add(
                "whether the processes are stuck or only slow",
                "a crash dump shows one moment",
                "holdup capture --erlang, on a node that still runs, twice, ten seconds apart");
        if (!incident.dump().etsTables().isEmpty()) {
            add(
                    "what is in the tables, and which binaries their rows refer to",
                    "a crash dump holds no rows",
                    "ets:tab2list(Name), on a node that still runs");
        }
        limits("a crash dump does not say");
    }

    private void inCapture() {
        if (!incident.dump().showsAllProcesses()) {
            add(
                    "processes beyond those that are listed",
                    "the capture was cut before its last line",
                    "holdup_capture:to(\"/tmp/node-2.jsonl\"), to a disk with room");
        }
        add(
                "whether the processes are stuck or only slow",
                "a capture shows one moment",
                "holdup_capture:to(\"/tmp/node-2.jsonl\"), ten seconds later, and a look at both");
        add(
                "calls beyond the innermost eight, messages, and what heaps hold",
                "a capture leaves them out, so that it is quick and holds no users' data; a crash dump has them, but the"
                        + " node ends with it",
                CRASH_DUMP);
        add("tables, ports and timers", "a capture asks processes only", "ets:i(). inet:i().");
    }

    private void inShellText() {
        if (incident.dump().node().memory().isEmpty()) {
            add(
                    "where the node's memory is",
                    "the text has no answer to this command; shares are of the processes' memory",
                    "erlang:memory().");
        }
        if (!incident.dump().showsAllProcesses()) {
            add(
                    "how many processes there are, in which functions",
                    incident.dump().complete()
                            ? "the text has no list of all processes"
                            : "the list of processes is not there to its end",
                    "i().");
        }
        callsOfWaiting();
        callsOfOwners();
        if (incident.processes().stream().anyMatch(ErlangProcess::memoryEstimated)) {
            add(
                    "what each process takes in all",
                    "the list of processes tells the young heap and the stack only",
                    "holdup capture --erlang, on this node");
        }
        add(
                "whether the processes are stuck or only slow",
                "the text shows one moment",
                "the same commands, ten seconds later");
        add(
                "tables, ports, timers and refc binaries",
                "the text does not tell of them; a crash dump does, but the node ends with it",
                CRASH_DUMP);
        limits("the text does not say");
    }

    /// Of one in each large group that nobody has looked at.
    private void callsOfWaiting() {
        incident.groups().all().stream()
                .filter(group -> group.role() == GroupRole.VICTIM)
                .filter(group -> incident.process(group.members()[0]).frames().size() <= 1)
                .limit(3)
                .forEach(group -> {
                    ErlangProcess first = incident.process(group.members()[0]);
                    add(
                            "what " + ErlangWords.processes(group.size()) + " in " + ErlangWords.place(first)
                                    + (group.size() == 1 ? " waits for" : " wait for"),
                            "the text has the calls of none of them",
                            "erlang:process_info(" + pid(first) + ", backtrace).");
                });
    }

    private void callsOfOwners() {
        for (int index = 0; index < incident.processes().size(); index++) {
            ErlangProcess process = incident.process(index);
            if (incident.waits().waiters(index) > 0 && !process.stackDumped() && list.size() < 10) {
                add(
                        "what " + ErlangWords.fullName(process) + " does, for which others wait",
                        "the text does not have its calls",
                        "erlang:process_info(" + pid(process) + ", backtrace).");
            }
        }
    }

    /// As a shell takes it: `pid(0,89,0)`.
    private static String pid(ErlangProcess process) {
        return process.pid().matches("<\\d+\\.\\d+\\.\\d+>")
                ? "pid("
                        + process.pid().substring(1, process.pid().length() - 1).replace('.', ',') + ")"
                : "whereis(" + process.registeredName() + ")";
    }

    private void limits(String because) {
        if (incident.dump().node().processLimit() == ErlangNode.UNKNOWN) {
            add(
                    "how many processes and ports the node may have",
                    because,
                    "erlang:system_info(process_limit). erlang:system_info(port_limit).");
        }
    }
}
