package dev.holdup.report;

import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.report.page.ComparisonPage;
import dev.holdup.report.text.VisibleComparison;
import dev.holdup.report.ticket.GitHubMarkup;
import dev.holdup.report.ticket.JiraMarkup;
import dev.holdup.report.ticket.Markup;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/// Draws a comparison in the forms that reports come in. The same comparison gives the same characters; the writer is
/// flushed, not closed.
public final class ComparisonReport {
    private ComparisonReport() {}

    public static void write(Comparison comparison, ReportFormat format, Writer out) throws IOException {
        if (format == ReportFormat.JSON) {
            out.write(RecordJson.of(comparison));
        } else {
            Comparison visible = VisibleComparison.of(comparison);
            out.write(
                    switch (format) {
                        case HTML, JSON -> HtmlReport.rendered("comparison.jte", ComparisonPage.of(visible));
                        case MARKDOWN -> ticket(comparison, new GitHubMarkup(), 0);
                        case JIRA -> ticket(comparison, new JiraMarkup(), 0);
                        case TEXT -> ComparisonText.of(visible, false);
                    });
        }
        out.flush();
    }

    /// The text of a ticket, which leaves some of what the tracker takes free.
    ///
    /// @param spare in characters
    public static String ticket(Comparison comparison, Markup markup, int spare) {
        return ComparisonTicket.of(VisibleComparison.of(comparison)).drawn(markup, spare);
    }

    /// The summary for a terminal.
    ///
    /// @param colours ANSI escape sequences of our own; names from dumps never bring any
    public static void writeSummary(Comparison comparison, boolean colours, Writer out) throws IOException {
        out.write(ComparisonText.of(VisibleComparison.of(comparison), colours));
        out.flush();
    }

    /// Reads what [#write] wrote as JSON.
    ///
    /// @throws UnreadableReportException if it is not JSON, no comparison, or of another schema version
    public static Comparison read(Path file) throws IOException, UnreadableReportException {
        return JsonReport.read(file, Comparison.class, Comparison.SCHEMA_VERSION);
    }
}
