package dev.holdup.analysis.findings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `report.json`, schema version 1: the one document that every other output is drawn from.
///
/// Sizes in bytes, times ISO-8601, a field is null only when unknown. The same inputs give the same values,
/// [Analysis] aside. Its size follows classes and caps, never objects.
///
/// @param memory null without a heap dump or Erlang crash dump
/// @param groups idle ones included, ranked: blocked before idle, then by retained bytes and units
/// @param histogram classes by retained bytes, capped
/// @param unitTable every unit up to the cap, in the order of the groups
/// @param timeline one entry a thread dump, in order of time; empty with fewer than two
/// @param erlang null for a JVM
/// @param contents null without a heap dump, and for an Erlang node
/// @param views null without a heap dump, and if none is asked for
/// @param stacks null for an Erlang node
/// @param waits null for an Erlang node
/// @param detail `low`, `normal` or `high`: how long lists may get; null means normal
public record IncidentReport(
        int schemaVersion,
        Tool tool,
        @Nullable Analysis analysis,
        List<Input> inputs,
        @Nullable RuntimeInfo runtime,
        @Nullable Memory memory,
        Units units,
        Verdict verdict,
        List<Group> groups,
        List<Deadlock> deadlocks,
        List<Suspect> suspects,
        List<Finding> findings,
        List<HistogramRow> histogram,
        List<UnitRow> unitTable,
        List<TimelineEntry> timeline,
        List<NotChecked> notChecked,
        @Nullable ErlangFacts erlang,
        @Nullable Contents contents,
        @Nullable HeapViews views,
        @Nullable StackTree stacks,
        @Nullable Waits waits,
        @Nullable String detail) {
    public static final int SCHEMA_VERSION = 1;

    /// Without merged stacks and waits.
    public IncidentReport(
            int schemaVersion,
            Tool tool,
            @Nullable Analysis analysis,
            List<Input> inputs,
            @Nullable RuntimeInfo runtime,
            @Nullable Memory memory,
            Units units,
            Verdict verdict,
            List<Group> groups,
            List<Deadlock> deadlocks,
            List<Suspect> suspects,
            List<Finding> findings,
            List<HistogramRow> histogram,
            List<UnitRow> unitTable,
            List<TimelineEntry> timeline,
            List<NotChecked> notChecked,
            @Nullable ErlangFacts erlang,
            @Nullable Contents contents,
            @Nullable HeapViews views) {
        this(
                schemaVersion,
                tool,
                analysis,
                inputs,
                runtime,
                memory,
                units,
                verdict,
                groups,
                deadlocks,
                suspects,
                findings,
                histogram,
                unitTable,
                timeline,
                notChecked,
                erlang,
                contents,
                views,
                null,
                null,
                null);
    }

    /// Of a JVM.
    public IncidentReport(
            int schemaVersion,
            Tool tool,
            @Nullable Analysis analysis,
            List<Input> inputs,
            @Nullable RuntimeInfo runtime,
            @Nullable Memory memory,
            Units units,
            Verdict verdict,
            List<Group> groups,
            List<Deadlock> deadlocks,
            List<Suspect> suspects,
            List<Finding> findings,
            List<HistogramRow> histogram,
            List<UnitRow> unitTable,
            List<TimelineEntry> timeline,
            List<NotChecked> notChecked) {
        this(
                schemaVersion,
                tool,
                analysis,
                inputs,
                runtime,
                memory,
                units,
                verdict,
                groups,
                deadlocks,
                suspects,
                findings,
                histogram,
                unitTable,
                timeline,
                notChecked,
                null,
                null,
                null);
    }

    /// The same, to be drawn with longer or shorter lists.
    public IncidentReport in(Detail other) {
        return with(analysis, other == Detail.NORMAL ? null : other.word());
    }

    /// The same without date and duration of its analysis, so that the same inputs give the same bytes.
    public IncidentReport withoutAnalysis() {
        return with(null, detail);
    }

    private IncidentReport with(@Nullable Analysis changedAnalysis, @Nullable String changedDetail) {
        return new IncidentReport(
                schemaVersion,
                tool,
                changedAnalysis,
                inputs,
                runtime,
                memory,
                units,
                verdict,
                groups,
                deadlocks,
                suspects,
                findings,
                histogram,
                unitTable,
                timeline,
                notChecked,
                erlang,
                contents,
                views,
                stacks,
                waits,
                changedDetail);
    }

    public record Tool(String name, String version) {}

    /// The analysis's own circumstances: the only part that differs between two runs on the same inputs.
    ///
    /// @param options that change what the report says, as a user gives them; null in reports that do not tell
    public record Analysis(
            String startedAt, long durationMillis, @Nullable List<String> options) {
        public Analysis(String startedAt, long durationMillis) {
            this(startedAt, durationMillis, null);
        }
    }

    /// @param kind `hprof`, `thread-dump`, `erlang-crash-dump`, `erlang-capture` or `erlang-shell`
    /// @param bytes of the file as given, compressed or not
    /// @param capturedAt null if the dump does not say
    /// @param complete whether nothing in it is known to be damaged or missing
    /// @param coverage null in reports that do not tell
    public record Input(
            String name,
            String kind,
            long bytes,
            String sha256,
            @Nullable String capturedAt,
            boolean complete,
            @Nullable Coverage coverage,
            List<Warning> warnings) {

        /// Without coverage.
        public Input(
                String name,
                String kind,
                long bytes,
                String sha256,
                @Nullable String capturedAt,
                boolean complete,
                List<Warning> warnings) {
            this(name, kind, bytes, sha256, capturedAt, complete, null, warnings);
        }
    }

    /// @param effect what cannot be relied on because of it
    public record Warning(String text, String effect, Source source) {}

    /// @param kind `jvm` or `erlang`
    public record RuntimeInfo(String kind, @Nullable String version) {}

    public record NotChecked(
            String what, String because, @Nullable String command) {}
}
