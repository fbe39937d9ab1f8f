package dev.holdup.analysis;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.rules.RuleBook;
import dev.holdup.samples.incidents.Incidents;
import dev.holdup.samples.incidents.Scale;
import dev.holdup.samples.incidents.Staging;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An incident staged with the real library, and what is known of it by construction.
record StagedIncident(String name, Path folder, JsonNode expected) {
    private static final int THREADS = 2;

    static StagedIncident stage(String name, Path parent) throws Exception {
        Path folder = parent.resolve(name);
        new Staging(Staging.ownJavaHome(), Scale.SMALL)
                .stage(Incidents.named(name).orElseThrow(), folder);
        JsonNode expected = JsonMapper.shared().readTree(folder.resolve("expected.json"));
        return new StagedIncident(name, folder, expected);
    }

    IncidentReport analyzed() {
        return analyze(List.of(heap(), threads(1), threads(2), threads(3)));
    }

    IncidentReport fromHeapAlone() {
        return analyze(List.of(heap()));
    }

    IncidentReport fromThreadsAlone() {
        return analyze(List.of(threads(1), threads(2), threads(3)));
    }

    List<String> members() {
        List<String> names = new ArrayList<>();
        expected.path("members").forEach(member -> names.add(member.asString()));
        return names;
    }

    private Path heap() {
        return folder.resolve("heap.hprof");
    }

    private Path threads(int number) {
        return folder.resolve("threads-" + number + ".txt");
    }

    private static IncidentReport analyze(List<Path> files) {
        AnalyzerOptions options = new AnalyzerOptions("test", THREADS, RuleBook.builtIn());
        return switch (new IncidentAnalyzer(options).analyze(files, Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport report) -> report;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }
}
