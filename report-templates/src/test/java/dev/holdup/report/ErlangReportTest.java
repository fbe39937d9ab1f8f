package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErlangReportTest {
    private final IncidentReport report = SampleNode.lager();

    @Test
    void speaksOfProcessesAndNeverOfThreads() throws IOException {
        for (ReportWriter writer : List.of(new HtmlReport(), new MarkdownReport(), new TextReport(false))) {
            String visible = text(written(writer, report));
            assertThat(visible)
                    .as(writer.getClass().getSimpleName())
                    .containsIgnoringCase("processes")
                    .contains("lager_event", "async_threshold")
                    .doesNotContainIgnoringCase("thread")
                    .doesNotContain("JVM", "GC root", "class loader");
        }
    }

    @Test
    void thePageTellsMemoryByKindMailboxesReductionsAndCurrentFunctions() throws IOException {
        String html = text(written(new HtmlReport(), report));
        assertThat(html)
                .contains(
                        "all that the runtime has allocated",
                        "Mailbox",
                        "Reductions",
                        "Current function",
                        "232 769",
                        "{notify,{log,_}}",
                        "tcp_proxy:init/1",
                        "1 048 576",
                        "#Port<0.6>");
    }

    /// Without styles and scripts, which are the same for every report, and without markup.
    private static String text(String written) {
        return written.replaceAll("(?s)<(style|script)[^>]*>.*?</\\1>", "")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("\\", "")
                .replace("&#39;", "'")
                .replace("\u202f", " ")
                .replace("\u00a0", " ");
    }
}
