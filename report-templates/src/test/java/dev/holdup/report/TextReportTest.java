package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.text.TerminalText;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextReportTest {
    static Stream<IncidentReport> reports() {
        return Stream.concat(
                SampleReports.all().values().stream(),
                Stream.concat(
                        Stream.of(
                                HostileReports.everyText(),
                                HostileReports.withGroups(500, SampleReports.stalledLogging())),
                        HostileReports.NAMES.stream().map(HostileReports::everyTextIs)));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("reports")
    void fitsTheTerminal(IncidentReport report) throws IOException {
        String text = written(new TextReport(false), report);
        assertThat(text.lines())
                .allSatisfy(line -> assertThat(TerminalText.columns(line)).isLessThanOrEqualTo(80));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("reports")
    void nothingInItActsOnTheTerminal(IncidentReport report) throws IOException {
        String text = written(new TextReport(false), report);
        assertThat(text.codePoints()
                        .filter(point -> (point != '\n' && Character.getType(point) == Character.CONTROL)
                                || Character.getType(point) == Character.FORMAT))
                .isEmpty();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("reports")
    void coloursAreOursAloneAndAlwaysReset(IncidentReport report) throws IOException {
        String coloured = written(new TextReport(true), report);
        String ours = "\u001B\\[(?:0|1|2|1;3[1-4])m";
        assertThat(coloured.replaceAll(ours, "")).isEqualTo(written(new TextReport(false), report));
        assertThat(coloured.lines()).allSatisfy(line -> {
            if (line.contains("\u001B")) {
                assertThat(line.substring(line.lastIndexOf('\u001B'))).startsWith("\u001B[0m");
            }
        });
    }

    @Test
    void isAboutOneScreen() throws IOException {
        assertThat(written(new TextReport(false), HostileReports.withGroups(500, SampleReports.stalledLogging()))
                        .lines())
                .hasSizeLessThan(75);
    }
}
