package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFormatTest {
    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void whatHoldupWritesIsToldByItsContent(ReportFormat format) throws IOException {
        Optional<ReportFormat> told = format == ReportFormat.TEXT ? Optional.empty() : Optional.of(format);
        for (IncidentReport report : SampleReports.all().values()) {
            assertThat(ReportFormat.ofContent(GoldenReportsTest.written(format.writer(), report)))
                    .isEqualTo(told);
        }
        for (Comparison comparison : SampleComparisons.all().values()) {
            assertThat(ReportFormat.ofContent(ComparisonReportTest.drawn(comparison, format)))
                    .isEqualTo(told);
        }
        assertThat(ReportFormat.ofContent(GoldenReportsTest.written(
                        format.writer(), HostileReports.withGroups(200, SampleReports.healthy()))))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "JAVA PROFILE 1.0.2",
                "{\"threadDump\": {}}",
                "<!DOCTYPE html><title>x</title>",
                "# Notes\n\n_mine_",
                "Full thread dump OpenJDK 64-Bit Server VM"
            })
    void everythingElseIsNot(String text) {
        assertThat(ReportFormat.ofContent(text)).isEmpty();
    }

    @Test
    void whatHoldsAByteOfZeroIsNoReport() throws IOException {
        String page = GoldenReportsTest.written(new HtmlReport(), SampleReports.healthy());
        assertThat(ReportFormat.ofContent(page + '\0')).isEmpty();
    }
}
