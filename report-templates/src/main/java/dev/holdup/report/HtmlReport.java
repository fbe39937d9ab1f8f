package dev.holdup.report;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.page.ReportPage;
import dev.holdup.report.text.VisibleReport;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.Writer;

/// One HTML file that needs nothing else: style and script inside, named by hash in its content security policy.
public final class HtmlReport implements ReportWriter {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.holdup.report.jte");

    @Override
    public void write(IncidentReport report, Writer out) throws IOException {
        out.write(rendered("report.jte", ReportPage.of(VisibleReport.of(report))));
        out.flush();
    }

    /// @param page what the template takes, with every text made visible
    static String rendered(String template, Record page) {
        StringOutput text = new StringOutput(1 << 16);
        TEMPLATES.render(template, page, text);
        return text.toString();
    }
}
