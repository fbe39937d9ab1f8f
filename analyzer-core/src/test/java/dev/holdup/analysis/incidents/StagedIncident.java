package dev.holdup.analysis.incidents;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.redaction.KeptFigures;
import dev.holdup.analysis.redaction.Redaction;
import dev.holdup.analysis.redaction.ThreadNames;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.dumps.DumpReader;
import dev.holdup.dumps.OpenDumps;
import dev.holdup.dumps.model.HeapDump;
import dev.holdup.samples.incidents.Incidents;
import dev.holdup.samples.incidents.Scale;
import dev.holdup.samples.incidents.Staging;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An incident staged with the real library, what is known of it by construction, and what was found, by which dumps.
///
/// @param redacted found by all dumps, of which that of the heap went through `holdup redact` before
record StagedIncident(String name, JsonNode expected, Map<Dumps, IncidentReport> reports, IncidentReport redacted) {
    private static final int THREADS = 2;

    /// The dumps are deleted: they are large.
    static StagedIncident stage(String name, Path parent) throws Exception {
        Path folder = parent.resolve(name);
        new Staging(Staging.ownJavaHome(), Scale.SMALL)
                .stage(Incidents.named(name).orElseThrow(), folder);
        JsonNode expected = JsonMapper.shared().readTree(folder.resolve("expected.json"));
        Path heap = folder.resolve("heap.hprof");
        List<Path> threads = List.of(
                folder.resolve("threads-1.txt"), folder.resolve("threads-2.txt"), folder.resolve("threads-3.txt"));
        Map<Dumps, IncidentReport> reports = new EnumMap<>(Dumps.class);
        reports.put(Dumps.ALL, analyze(List.of(heap, threads.get(0), threads.get(1), threads.get(2))));
        reports.put(Dumps.HEAP_ALONE, analyze(List.of(heap)));
        reports.put(Dumps.THREADS_ALONE, analyze(threads));
        // Of the same name, since evidence names its file.
        Path safe = Files.createDirectories(folder.resolve("redacted")).resolve("heap.hprof");
        redact(heap, safe);
        Files.delete(heap);
        IncidentReport redacted = analyze(List.of(safe, threads.get(0), threads.get(1), threads.get(2)));
        Files.delete(safe);
        return new StagedIncident(name, expected, reports, redacted);
    }

    private static void redact(Path heap, Path to) throws Exception {
        try (OpenDumps dumps = DumpReader.openAll(List.of(heap));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            HeapDump dump = Objects.requireNonNull(dumps.heap());
            Redaction.of(dump, KeptFigures.of(RuleBook.builtIn()), ThreadNames.KEPT)
                    .write(out);
        }
    }

    IncidentReport report(Dumps dumps) {
        return Objects.requireNonNull(reports.get(dumps));
    }

    /// What is known by these dumps: a field that is missing there is as by all of them.
    JsonNode known(Dumps dumps, String field) {
        JsonNode less = expected.path(dumps.field).path(field);
        return less.isMissingNode() ? expected.path(field) : less;
    }

    static IncidentReport analyze(List<Path> files) {
        AnalyzerOptions options = new AnalyzerOptions("test", THREADS, RuleBook.builtIn());
        return switch (new IncidentAnalyzer(options).analyze(files, Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }
}
