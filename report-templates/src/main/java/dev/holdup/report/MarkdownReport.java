package dev.holdup.report;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.ticket.GitHubMarkup;
import java.io.IOException;
import java.io.Writer;

/// The report as Markdown, for an issue or a comment on GitHub: never longer than it takes.
public final class MarkdownReport implements ReportWriter {
    private final int spare;

    public MarkdownReport() {
        this(0);
    }

    /// @param spare characters to leave free of what GitHub takes
    public MarkdownReport(int spare) {
        this.spare = spare;
    }

    @Override
    public void write(IncidentReport report, Writer out) throws IOException {
        out.write(ReportTicket.of(report).drawn(new GitHubMarkup(), spare));
        out.flush();
    }
}
