package dev.holdup.analysis.comparison;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Owner;
import dev.holdup.analysis.findings.Subsystem;
import dev.holdup.analysis.findings.Units;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `comparison.json`, schema version 1: two analyses beside each other.
///
/// Things are the same by their names, never by address. Lists are ranked by what changed the most, and capped; what a
/// cap left out is counted in `leftOut`. The same inputs give the same values.
///
/// @param document always `comparison`: tells the file from a report
/// @param memory null unless both have memory of one kind
/// @param units null if one of the two knows none
/// @param erlang null unless both are Erlang nodes
public record Comparison(
        int schemaVersion,
        String document,
        IncidentReport.Tool tool,
        Side before,
        Side after,
        Outcome outcome,
        @Nullable MemoryChange memory,
        @Nullable UnitsChange units,
        List<GroupChange> groups,
        List<SuspectChange> suspects,
        List<ClassChange> classes,
        @Nullable ErlangChange erlang,
        LeftOut leftOut,
        List<NotCompared> notCompared) {
    public static final int SCHEMA_VERSION = 1;

    public static final String DOCUMENT = "comparison";

    /// One of the two analyses in short.
    ///
    /// @param name as the user gave it
    public record Side(
            String name,
            List<IncidentReport.Input> inputs,
            IncidentReport.@Nullable RuntimeInfo runtime,
            Units units,
            Told verdict) {}

    /// @param units threads or processes it covers
    /// @param retainedBytes null without a heap dump
    public record Told(
            String kind,
            String headline,
            String confidence,
            Subsystem subsystem,
            String cause,
            @Nullable String blockedFrame,
            int units,
            @Nullable Long retainedBytes,
            @Nullable Owner owner) {}

    /// @param kind one of [Outcome#KINDS]
    /// @param sentence what changed, in one sentence
    public record Outcome(String kind, String sentence) {
        /// `new`: nothing was wrong before; `changed`: another cause; `healthy`: nothing was and is wrong.
        public static final List<String> KINDS =
                List.of("worse", "better", "same", "cured", "new", "changed", "healthy", "unclear", "not-comparable");
    }

    public record MemoryChange(
            Change totalBytes, Change reachableBytes, Change objects, Change classes, List<HolderChange> byHolder) {}

    public record HolderChange(String holder, Trend trend, Change bytes) {}

    /// @param stayed units of one name in both, where they were
    /// @param moved units of one name in both, elsewhere now
    /// @param begun units that only the analysis after has
    /// @param ended units that only the analysis before has
    /// @param rows those that moved, began or ended, the ones that keep the most first
    public record UnitsChange(
            Change total,
            Change idle,
            List<ActivityChange> byActivity,
            int stayed,
            int moved,
            int begun,
            int ended,
            List<UnitChange> rows) {}

    public record ActivityChange(String activity, Change units) {}

    /// @param was frame where it was, null if it had not begun
    /// @param is frame where it is, null if it has ended
    public record UnitChange(
            String unit,
            Trend trend,
            @Nullable String was,
            @Nullable String is,
            Change retainedBytes) {}

    /// @param role of the later one: `victim`, `owner`, `idle`, `running` or `unexplained`
    public record GroupChange(
            Subsystem subsystem,
            String blockedFrame,
            boolean idle,
            String role,
            Trend trend,
            Change units,
            Change retainedBytes) {}

    /// @param path fields by name, such as `com.acme.Registry.SESSIONS`
    public record SuspectChange(
            String className, String root, List<String> path, Trend trend, Change objects, Change retainedBytes) {}

    /// @param unlistedBelow where one of the two does not list the class, it kept less than this there; null if both do
    public record ClassChange(
            String className,
            Trend trend,
            Change objects,
            Change shallowBytes,
            Change retainedBytes,
            @Nullable Long unlistedBelow) {}

    /// What only Erlang nodes have.
    public record ErlangChange(
            List<KindChange> memoryByKind,
            List<OriginChange> initialCalls,
            List<MailboxChange> mailboxes,
            List<TableChange> tables) {}

    public record KindChange(String kind, Trend trend, Change bytes) {}

    /// Processes that were started for the same function.
    public record OriginChange(String initialCall, Trend trend, Change processes, Change memoryBytes) {}

    public record MailboxChange(String unit, Trend trend, Change messages) {}

    public record TableChange(String table, Trend trend, Change objects, Change bytes) {}

    /// How many of each the caps left out.
    public record LeftOut(int units, int groups, int suspects, int classes) {}

    public record NotCompared(String what, String because) {}
}
