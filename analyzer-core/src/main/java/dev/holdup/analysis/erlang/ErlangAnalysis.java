package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.Deadlock;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.ErlangFacts;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport.NotChecked;
import dev.holdup.analysis.findings.Memory;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.analysis.findings.UnitRow;
import dev.holdup.analysis.findings.Units;
import dev.holdup.analysis.findings.Verdict;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.model.Activity;
import dev.holdup.dumps.model.ErlangCrashDump;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A crash dump → the parts of a report: waits and groups first, memory second, then the explanation that covers the
/// most.
///
/// @param release of the runtime; empty if unknown
public record ErlangAnalysis(
        String release,
        Memory memory,
        Units units,
        Verdict verdict,
        List<Group> groups,
        List<Deadlock> deadlocks,
        List<Suspect> suspects,
        List<Finding> findings,
        List<UnitRow> unitTable,
        List<NotChecked> notChecked,
        ErlangFacts facts) {
    private static final int MAX_SECONDARY = 10;

    public static ErlangAnalysis of(ErlangCrashDump dump, RuleBook book) {
        return of(dump, book, Detail.NORMAL);
    }

    /// The same with longer or shorter lists.
    public static ErlangAnalysis of(ErlangCrashDump dump, RuleBook book, Detail detail) {
        ErlangIncident incident = ErlangIncident.of(dump, book);
        OwnerOfCalls owners = new OwnerOfCalls(incident);
        RankedProcessGroups ranked = new RankedProcessGroups(incident, owners, detail);
        Slogan slogan = Slogan.of(dump.node());
        Origins origins = new Origins(incident);
        CallDeadlocks deadlocks = new CallDeadlocks(incident);
        LargeTables tables = new LargeTables(incident);
        PinnedBinaries binaries = new PinnedBinaries(incident);
        RuntimeLimits limits = new RuntimeLimits(incident, slogan);

        List<ErlangExplanation> explanations = new ArrayList<>(deadlocks.find());
        explanations.addAll(limits.find());
        explanations.addAll(new BlockedCallers(incident, owners).find());
        explanations.addAll(new FullMailboxes(incident, owners).find());
        explanations.addAll(tables.find());
        explanations.addAll(binaries.find());
        explanations.addAll(new LargeProcesses(incident).find());
        explanations.addAll(new ProcessFlood(incident, origins).find());
        explanations.sort(Comparator.comparingDouble(ErlangExplanation::weight).reversed());
        ErlangExplanation best =
                explanations.isEmpty() ? new NothingOnNode(incident, slogan).explain() : explanations.getFirst();
        List<Suspect> suspects = new ArrayList<>(limits.suspects());
        suspects.addAll(tables.suspects());
        suspects.addAll(binaries.suspects());
        suspects.sort(Comparator.comparingLong(Suspect::retainedBytes).reversed());
        return new ErlangAnalysis(
                dump.node().release(),
                MemoryOnNode.memory(incident),
                units(incident),
                best.asVerdict(
                        incident,
                        ranked.rankByGroup(),
                        explanations.stream().skip(1).limit(MAX_SECONDARY).toList()),
                ranked.toFindings(),
                deadlocks.toFindings(),
                List.copyOf(suspects),
                SideFindingsOfNode.of(incident, slogan),
                ranked.unitTable(),
                NotCheckedOnNode.of(incident),
                new FactsOfNode(incident).of(slogan, origins, limits, tables));
    }

    private static Units units(ErlangIncident incident) {
        Map<String, Integer> byActivity = new LinkedHashMap<>();
        for (Activity activity : Activity.values()) {
            int count = (int) incident.processes().stream()
                    .filter(process -> process.activity() == activity)
                    .count();
            if (count > 0) {
                byActivity.put(activity.label(), count);
            }
        }
        int total = incident.processes().size();
        return new Units("process", total, null, 0, total - incident.active(), byActivity);
    }
}
