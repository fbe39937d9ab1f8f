package dev.holdup.analysis.erlang;

import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangNode;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.SourceLocation;
import java.util.Arrays;
import java.util.List;

/// One node's dump with everything that was worked out of it, for those who explain it.
///
/// @param initialCallByProcess function that each was really started with
/// @param totalBytes all memory of the node
record ErlangIncident(
        ErlangCrashDump dump,
        ErlangRules rules,
        ProcessWaits waits,
        ProcessGroups groups,
        ProcessMemory memory,
        String[] initialCallByProcess,
        long totalBytes) {

    static ErlangIncident of(ErlangCrashDump given, RuleBook book) {
        ErlangCrashDump dump = SampledStacks.of(given);
        ErlangRules rules = new ErlangRules(book);
        ProcessWaits waits = ProcessWaits.of(dump);
        ProcessGroups groups = ProcessGroups.of(dump.processes(), waits, rules);
        ProcessMemory memory = ProcessMemory.of(dump, groups);
        String[] calls = new String[dump.processes().size()];
        Arrays.parallelSetAll(
                calls, process -> InitialCalls.of(dump, dump.processes().get(process)));
        return new ErlangIncident(dump, rules, waits, groups, memory, calls, total(dump));
    }

    private static long total(ErlangCrashDump dump) {
        long told = dump.node().memoryOf("total");
        return told != ErlangNode.UNKNOWN
                ? told
                : dump.processes().stream()
                        .mapToLong(ErlangProcess::memoryBytes)
                        .sum();
    }

    List<ErlangProcess> processes() {
        return dump.processes();
    }

    ErlangProcess process(int index) {
        return dump.processes().get(index);
    }

    /// Share of all memory, 0 to 1.
    double share(long bytes) {
        return totalBytes <= 0 ? 0 : Math.min(1, (double) bytes / totalBytes);
    }

    /// Such as `the dump`.
    String source() {
        return dump.evidence().label();
    }

    /// Processes that do not merely wait for work.
    int active() {
        return processes().size()
                - groups.all().stream()
                        .filter(ProcessGroup::idle)
                        .mapToInt(ProcessGroup::size)
                        .sum();
    }

    static Source source(SourceLocation location) {
        return switch (location) {
            case SourceLocation.InFile(String input, long offset) -> new Source(input, null, offset);
            case SourceLocation.InText(String input, int line) -> new Source(input, line, null);
        };
    }

    /// The input as a whole.
    Source whole() {
        return new Source(dump.input(), null, null);
    }
}
