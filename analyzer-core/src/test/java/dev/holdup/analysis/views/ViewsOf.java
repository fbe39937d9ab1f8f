package dev.holdup.analysis.views;

import dev.holdup.analysis.AnalysisOutcome;
import dev.holdup.analysis.AnalyzerOptions;
import dev.holdup.analysis.IncidentAnalyzer;
import dev.holdup.analysis.Progress;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.ViewName;
import dev.holdup.analysis.heap.MemoryLimit;
import dev.holdup.analysis.rules.RuleBook;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The report of a heap dump.
final class ViewsOf {
    private ViewsOf() {}

    static IncidentReport report(Path dump, Set<ViewName> views, boolean showValues) {
        AnalyzerOptions options =
                new AnalyzerOptions("test", 2, MemoryLimit.ofMachine(), RuleBook.builtIn(), views, showValues);
        return switch (new IncidentAnalyzer(options).analyze(List.of(dump), Progress.SILENT)) {
            case AnalysisOutcome.Analyzed(IncidentReport analyzed) -> analyzed;
            case AnalysisOutcome.Failed(String message) -> throw new AssertionError(message);
        };
    }
}
