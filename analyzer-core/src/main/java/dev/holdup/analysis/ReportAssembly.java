package dev.holdup.analysis;

import dev.holdup.analysis.correlation.MemoryFacts;
import dev.holdup.analysis.correlation.NotCheckedList;
import dev.holdup.analysis.erlang.ErlangAnalysis;
import dev.holdup.analysis.findings.Coverage;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.Evidence;
import dev.holdup.analysis.findings.Finding;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.IncidentReport.Analysis;
import dev.holdup.analysis.findings.IncidentReport.Input;
import dev.holdup.analysis.findings.IncidentReport.NotChecked;
import dev.holdup.analysis.findings.IncidentReport.RuntimeInfo;
import dev.holdup.analysis.findings.IncidentReport.Tool;
import dev.holdup.analysis.findings.IncidentReport.Warning;
import dev.holdup.analysis.findings.Source;
import dev.holdup.analysis.findings.Suspect;
import dev.holdup.dumps.InputFile;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.ErlangCrashDump;
import dev.holdup.dumps.model.ErlangEvidence;
import dev.holdup.dumps.model.ErlangProcess;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.dumps.model.ParseWarning;
import dev.holdup.dumps.model.ReadExtent;
import dev.holdup.dumps.model.SourceLocation;
import dev.holdup.dumps.model.ThreadDump;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts the report together from what was found and where it came from.
final class ReportAssembly {
    private static final int MOST_WARNINGS = 50;

    private final AnalyzerOptions options;
    private final OpenDumps dumps;
    private final List<String> digests;

    /// @param digests SHA-256 of the inputs, in their order
    ReportAssembly(AnalyzerOptions options, OpenDumps dumps, List<String> digests) {
        this.options = options;
        this.dumps = dumps;
        this.digests = digests;
    }

    IncidentReport report(IncidentAnalyzer.Part part, Instant started, Duration took) {
        MemoryFacts memory = part.memory();
        List<Input> inputs = inputs(part.heapReading());
        List<Finding> findings = new ArrayList<>(part.correlation().findings());
        dumps.unreadable().forEach(unreadable -> findings.add(leftOut(unreadable)));
        return new IncidentReport(
                IncidentReport.SCHEMA_VERSION,
                new Tool("holdup", options.toolVersion()),
                new Analysis(started.toString(), took.toMillis(), options.given()),
                inputs,
                runtime(part.jvmVersion()),
                memory == null ? null : memory.memory(),
                part.correlation().units(),
                PartialEvidence.weighed(part.correlation().verdict(), inputs),
                part.correlation().groups(),
                part.correlation().deadlocks(),
                memory == null ? List.of() : suspects(memory),
                List.copyOf(findings),
                part.histogram(),
                part.correlation().unitTable(),
                part.correlation().timeline(),
                notChecked(part),
                null,
                part.correlation().contents(),
                part.views(),
                part.correlation().stacks(),
                part.correlation().waits(),
                detail());
    }

    /// Of an Erlang node.
    IncidentReport report(ErlangAnalysis node, ErlangCrashDump dump, Instant started, Duration took) {
        List<Finding> findings = new ArrayList<>(node.findings());
        List<Input> inputs = inputs(null);
        dumps.unreadable().forEach(unreadable -> findings.add(leftOut(unreadable)));
        return new IncidentReport(
                IncidentReport.SCHEMA_VERSION,
                new Tool("holdup", options.toolVersion()),
                new Analysis(started.toString(), took.toMillis(), options.given()),
                inputs,
                new RuntimeInfo("erlang", node.release().isEmpty() ? null : node.release()),
                node.memory(),
                node.units(),
                PartialEvidence.weighed(node.verdict(), inputs),
                node.groups(),
                node.deadlocks(),
                node.suspects(),
                List.copyOf(findings),
                List.of(),
                node.unitTable(),
                List.of(),
                node.notChecked(),
                node.facts(),
                null,
                null,
                null,
                null,
                detail());
    }

    private List<NotChecked> notChecked(IncidentAnalyzer.Part part) {
        HeapDump heap = dumps.heap();
        List<NotChecked> list = new ArrayList<>(part.correlation().notChecked());
        if (heap != null && part.heapReading() == null) {
            list.replaceAll(ReportAssembly::withoutObjects);
        }
        if (heap == null || !heap.valuesBlanked()) {
            return List.copyOf(list);
        }
        list.add(new NotChecked(
                "which strings, arrays and numbers are there twice, and which arrays end in nothing",
                "the values in the heap dump were made zero by holdup redact",
                "holdup analyze, with the dump from before"));
        return List.copyOf(list);
    }

    /// A heap dump was given, but it could not be looked at.
    private static NotChecked withoutObjects(NotChecked notChecked) {
        return notChecked.because().equals(NotCheckedList.NO_HEAP)
                ? new NotChecked(notChecked.what(), "the heap dump ends before its first object", notChecked.command())
                : notChecked;
    }

    private @Nullable String detail() {
        return options.detail() == Detail.NORMAL ? null : options.detail().word();
    }

    /// Largest first, whoever keeps them.
    private static List<Suspect> suspects(MemoryFacts memory) {
        return Stream.concat(memory.suspects().stream(), memory.pinned().stream())
                .sorted(Comparator.comparingLong(Suspect::retainedBytes).reversed())
                .toList();
    }

    private static Finding leftOut(ParseWarning unreadable) {
        String text = unreadable.location().input() + " is not in the analysis: " + unreadable.what();
        return new Finding(
                "input-left-out", "medium", text, List.of(new Evidence(text, source(unreadable.location()))));
    }

    private RuntimeInfo runtime(String heapsVersion) {
        String version = heapsVersion.isEmpty() ? JvmVersion.of(dumps.threadDumps()) : heapsVersion;
        return new RuntimeInfo("jvm", version.isEmpty() ? null : version);
    }

    /// @param heapReading null without a heap dump, and for one without objects
    private List<Input> inputs(@Nullable HeapReading heapReading) {
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < dumps.inputs().size(); i++) {
            InputFile file = dumps.inputs().get(i);
            List<ParseWarning> warnings = new ArrayList<>();
            boolean complete = true;
            String capturedAt = null;
            Coverage coverage = null;
            HeapDump heap = dumps.heap();
            if (heap != null && heap.input().equals(file.name())) {
                HeapReading reading = heapReading == null ? HeapReading.withoutObjects(heap) : heapReading;
                warnings.addAll(reading.warnings());
                complete = reading.complete();
                coverage = reading.coverage();
                capturedAt = text(heap.capturedAt());
            }
            ErlangCrashDump erlang = dumps.erlang();
            if (erlang != null && erlang.input().equals(file.name())) {
                warnings.addAll(erlang.warnings());
                complete = erlang.complete();
                coverage = coverage(erlang);
                capturedAt = erlang.node().writtenAt();
            }
            int threads = 0;
            boolean anyWhole = false;
            for (ThreadDump dump : dumps.threadDumps()) {
                if (dump.location().input().equals(file.name())) {
                    warnings.addAll(dump.warnings());
                    complete &= dump.complete();
                    anyWhole |= dump.complete();
                    threads = Math.max(threads, dump.threads().size());
                    coverage = new Coverage(null, null, null, null, null, threads, 0, 0, anyWhole);
                    capturedAt = capturedAt == null ? text(dump.capturedAt()) : capturedAt;
                }
            }
            inputs.add(new Input(
                    file.name(),
                    file.format().id(),
                    file.bytes(),
                    digests.get(i),
                    capturedAt,
                    complete,
                    coverage,
                    warnings.stream()
                            .limit(MOST_WARNINGS)
                            .map(warning -> new Warning(warning.what(), warning.effect(), source(warning.location())))
                            .toList()));
        }
        return List.copyOf(inputs);
    }

    private static Coverage coverage(ErlangCrashDump node) {
        long stacks =
                node.processes().stream().filter(ErlangProcess::stackDumped).count();
        boolean ofCrash = node.evidence() == ErlangEvidence.CRASH_DUMP;
        ReadExtent extent = node.extent();
        return new Coverage(
                extent == null ? null : (Long) extent.bytes(),
                extent == null ? null : (Long) extent.readBytes(),
                extent == null ? null : (Long) extent.missingBytes(),
                null,
                null,
                node.processes().size(),
                0,
                ofCrash && !node.complete() ? (int) (node.processes().size() - stacks) : 0,
                node.showsAllProcesses());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static Source source(SourceLocation location) {
        return switch (location) {
            case SourceLocation.InFile(String input, long offset) -> new Source(input, null, offset);
            case SourceLocation.InText(String input, int line) -> new Source(input, line, null);
        };
    }
}
