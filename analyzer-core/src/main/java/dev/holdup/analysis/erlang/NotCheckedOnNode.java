package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.IncidentReport.NotChecked;
import java.util.ArrayList;
import java.util.List;

/// What a crash dump cannot tell, and the command that would.
final class NotCheckedOnNode {
    private NotCheckedOnNode() {}

    static List<NotChecked> of(ErlangIncident incident) {
        List<NotChecked> list = new ArrayList<>();
        boolean stacks = incident.processes().stream().anyMatch(process -> process.stackDumped());
        if (!incident.dump().showsAllProcesses()) {
            list.add(new NotChecked(
                    "processes beyond those that are listed",
                    "the dump does not hold the whole list of processes",
                    "ERL_CRASH_DUMP_SECONDS=-1, and no ERL_CRASH_DUMP_BYTES, before the node is started"));
        } else if (!stacks && !incident.processes().isEmpty()) {
            list.add(new NotChecked(
                    "who called whom: the stacks",
                    "the dump ends before them",
                    "ERL_CRASH_DUMP_SECONDS=-1, and no ERL_CRASH_DUMP_BYTES, before the node is started"));
        }
        list.add(new NotChecked(
                "whether the processes are stuck or only slow",
                "a crash dump shows one moment",
                "holdup capture --erlang, on a node that still runs, twice, ten seconds apart"));
        if (!incident.dump().etsTables().isEmpty()) {
            list.add(new NotChecked(
                    "what is in the tables, and which binaries their rows refer to",
                    "a crash dump holds no rows",
                    "ets:tab2list(Name), on a node that still runs"));
        }
        list.add(new NotChecked(
                "how many processes and ports the node may have",
                "a crash dump does not say",
                "erlang:system_info(process_limit)"));
        return List.copyOf(list);
    }
}
