package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/// Any text is refused in one sentence, or it is a report: then it can be drawn in every form and compared with
/// another, and what is written of it is read back as the same report.
@Timeout(10)
class ReportJsonFuzzTest {
    static Stream<byte[]> seeds() throws IOException {
        return Stream.concat(SampleReports.all().values().stream(), Stream.of(SampleNode.lager()))
                .map(report -> written(report, ReportFormat.JSON).getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void anyTextIsAReportToBeDrawnOrIsRefused(byte[] json) throws Exception {
        IncidentReport report;
        try {
            report = JsonReport.read("fuzzed.json", json);
        } catch (UnreadableReportException refused) {
            assertThat(refused.getMessage()).startsWith("fuzzed.json").doesNotContain("tools.jackson");
            return;
        }
        String written = written(report, ReportFormat.JSON);
        IncidentReport again = JsonReport.read("again.json", written.getBytes(StandardCharsets.UTF_8));
        assertThat(written(again, ReportFormat.JSON)).isEqualTo(written);
        for (ReportFormat format : ReportFormat.values()) {
            String drawn = written(report, format);
            assertThat(drawn).isNotBlank().doesNotContain("\u001b");
            assertThat(written(again, format)).isEqualTo(drawn);
        }
        Comparison comparison = SampleComparisons.of(SampleReports.healthy(), report);
        for (ReportFormat format : ReportFormat.values()) {
            StringWriter out = new StringWriter();
            ComparisonReport.write(comparison, format, out);
            assertThat(out.toString()).isNotBlank().doesNotContain("\u001b");
        }
    }

    private static String written(IncidentReport report, ReportFormat format) {
        StringWriter out = new StringWriter();
        try {
            format.writer().write(report, out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return out.toString();
    }
}
