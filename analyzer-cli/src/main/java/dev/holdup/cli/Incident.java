package dev.holdup.cli;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import java.nio.file.Path;
import java.util.List;

/// One incident's way from its dumps to the report on disk and the summary on the terminal.
record Incident(List<Path> dumps, ReportFiles files, CommonOptions options, ViewOptions views) {

    ExitCode analyze() throws CommandFailure {
        AnalyzerOptions analyzerOptions = options.forAnalyzer(views);
        files.prepare(dumps);
        return switch (outcome(analyzerOptions)) {
            case AnalysisOutcome.Failed(String message) -> throw CommandFailure.unreadable(message);
            case AnalysisOutcome.Analyzed(var report) -> {
                files.write(report);
                Summary.print(report, files.paths(), options.showsColors());
                yield options.failOn().exitCodeFor(report.verdict().kind());
            }
        };
    }

    private AnalysisOutcome outcome(AnalyzerOptions analyzerOptions) {
        try (ProgressDisplay progress = options.messages().progress(Terminal.ofThisProcess())) {
            return new IncidentAnalyzer(analyzerOptions).analyze(dumps, progress);
        }
    }
}
