package dev.holdup.report;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.ticket.JiraMarkup;
import java.io.IOException;
import java.io.Writer;

/// The report in Jira's wiki markup: never longer than a comment may be.
public final class JiraReport implements ReportWriter {

    @Override
    public void write(IncidentReport report, Writer out) throws IOException {
        out.write(ReportTicket.of(report).drawn(new JiraMarkup()));
        out.flush();
    }
}
