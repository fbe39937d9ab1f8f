package dev.holdup.analysis;

import dev.holdup.analysis.findings.IncidentReport;

/// What became of an incident's files.
public sealed interface AnalysisOutcome {

    /// Analysed, perhaps partly: the report says what is missing.
    record Analyzed(IncidentReport report) implements AnalysisOutcome {}

    /// Nothing could be analysed.
    ///
    /// @param message one sentence that names the file and says what to do
    record Failed(String message) implements AnalysisOutcome {}
}
