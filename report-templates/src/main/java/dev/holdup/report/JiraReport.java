package dev.holdup.report;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.ticket.JiraMarkup;
import java.io.IOException;
import java.io.Writer;

/// The report in Jira's wiki markup: never longer than a comment may be.
public final class JiraReport implements ReportWriter {
    private final int spare;

    public JiraReport() {
        this(0);
    }

    /// @param spare characters to leave free of what Jira takes
    public JiraReport(int spare) {
        this.spare = spare;
    }

    @Override
    public void write(IncidentReport report, Writer out) throws IOException {
        out.write(ReportTicket.of(report).drawn(new JiraMarkup(), spare));
        out.flush();
    }
}
