package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownReportTest {
    @Test
    void staysUnderItsLengthWithTenThousandGroups() throws IOException {
        String text = written(new MarkdownReport(), HostileReports.withGroups(10_000, SampleReports.stalledLogging()));
        assertThat(text).hasSizeLessThan(MarkdownReport.LENGTH_LIMIT).contains("_and 9975 more, in report.json_");
    }

    static Stream<String> hostileNames() {
        return HostileReports.NAMES.stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostileNames")
    void staysUnderItsLengthWhateverTheNames(String name) throws IOException {
        String text = written(new MarkdownReport(), HostileReports.withGroups(1_001, HostileReports.everyTextIs(name)));
        assertThat(text).hasSizeLessThan(MarkdownReport.LENGTH_LIMIT);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostileNames")
    void outsideCodeNothingIsMarkupButOurs(String name) throws IOException {
        String text = written(new MarkdownReport(), HostileReports.everyTextIs(name));
        assertThat(text.codePoints().filter(MarkdownReportTest::actsOnTheReader))
                .isEmpty();
        for (String line : withoutCode(text)) {
            assertThat(line).doesNotContainPattern("(?<!\\\\)[\\[\\]~$]|<|https?:|www\\.|@|#\\d|GH-\\d|JIRA-\\d");
            assertThat(line).doesNotContainPattern("^(#{1,6} heading|> quote|- item|1\\. one|---)");
        }
    }

    @Test
    void tableRowsKeepTheirCells() throws IOException {
        String text = written(new MarkdownReport(), HostileReports.everyTextIs("a|b `c` | d"));
        List<String> rows =
                text.lines().filter(line -> line.startsWith("| 1 | ")).toList();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().split("(?<!\\\\)\\|", -1)).hasSize(8);
    }

    /// Lines of the text with code spans and blocks taken out, as CommonMark finds them.
    private static List<String> withoutCode(String text) {
        List<String> outside = new ArrayList<>();
        String fence = "";
        for (String line : text.split("\n", -1)) {
            if (!fence.isEmpty()) {
                fence = line.equals(fence) ? "" : fence;
            } else if (line.matches("`{3,}text")) {
                fence = line.substring(0, line.length() - 4);
            } else {
                outside.add(line.replaceAll("(?<![`\\\\])(`+)(?!`).*?(?<!`)\\1(?!`)", "CODE"));
            }
        }
        assertThat(fence).as("a code block is left open").isEmpty();
        return outside;
    }

    private static boolean actsOnTheReader(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint != '\n'
                && (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE);
    }
}
