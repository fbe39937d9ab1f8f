package dev.holdup.report;

import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.io.Writer;

/// Draws a report in one form. The same report gives the same characters; the writer is flushed, not closed.
public sealed interface ReportWriter permits HtmlReport, JiraReport, JsonReport, MarkdownReport, TextReport {
    void write(IncidentReport report, Writer out) throws IOException;
}
