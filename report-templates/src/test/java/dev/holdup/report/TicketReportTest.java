package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.ticket.GitHubMarkup;
import dev.holdup.report.ticket.JiraMarkup;
import dev.holdup.report.ticket.Markup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TicketReportTest {
    private static final ReportWriter GITHUB = new MarkdownReport();
    private static final ReportWriter JIRA = new JiraReport();

    static Stream<Markup> trackers() {
        return Stream.of(new GitHubMarkup(), new JiraMarkup());
    }

    private static ReportWriter writer(Markup markup) {
        return switch (markup) {
            case GitHubMarkup _ -> GITHUB;
            case JiraMarkup _ -> JIRA;
        };
    }

    static Stream<String> hostileNames() {
        return Stream.concat(HostileReports.NAMES.stream(), Stream.of("x".repeat(100_000), "{\\|".repeat(40_000)));
    }

    static Stream<Arguments> hostileNamesInEveryTracker() {
        return trackers().flatMap(markup -> hostileNames().map(name -> Arguments.of(markup, name)));
    }

    @ParameterizedTest
    @MethodSource("trackers")
    void staysUnderTheTrackersLengthWithTenThousandGroups(Markup markup) throws IOException {
        String text = written(writer(markup), HostileReports.withGroups(10_000, SampleReports.stalledLogging()));
        assertThat(text).hasSizeLessThanOrEqualTo(markup.lengthLimit()).contains("more, in report.json");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostileNamesInEveryTracker")
    void staysUnderItsLengthWhateverTheNames(Markup markup, String name) throws IOException {
        IncidentReport report = HostileReports.withGroups(1_001, HostileReports.everyTextIs(name));
        assertThat(written(writer(markup), report)).hasSizeLessThanOrEqualTo(markup.lengthLimit());
    }

    @Test
    void whatMattersLeastIsDroppedFirstAndNamed() throws IOException {
        IncidentReport report = HostileReports.withGroups(1_001, HostileReports.everyTextIs("{name}".repeat(60)));
        String text = written(JIRA, report);
        assertThat(text)
                .contains("h3. What to do")
                .containsPattern("_Left out for length, and in report\\.json: .*Inputs")
                .doesNotContain("h3. Inputs", "h3. Waste");
    }

    @Test
    void whatIsLongIsFoldedOnGitHub() throws IOException {
        String text = written(GITHUB, SampleReports.heldByObject());
        assertThat(text).contains("<details>\n<summary><b>Waste</b></summary>\n\n| Kind |");
        assertThat(text.split("<details>", -1)).hasSameSizeAs(text.split("</details>", -1));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostileNames")
    void outsideCodeNothingIsMarkdownButOurs(String name) throws IOException {
        String text = written(GITHUB, HostileReports.everyTextIs(name));
        assertThat(text.codePoints().filter(TicketReportTest::actsOnTheReader)).isEmpty();
        for (String line : withoutCode(text)) {
            String others = line.replaceAll("^</?(details|summary)>(<b>[\\w ,']+</b></summary>)?$", "");
            assertThat(others)
                    .doesNotContainPattern("(?<!\\\\)[\\[\\]~$]|<|https?:|www\\.|@|#\\d|GH-\\d|JIRA-\\d|:tada:");
            assertThat(others).doesNotContainPattern("^(#{1,6} heading|> quote|- item|1\\. one|---)");
        }
    }

    @Test
    void wordsThatCloseIssuesCloseNone() throws IOException {
        String text = written(
                GITHUB, HostileReports.everyTextIs("fixes #12, closes acme/shop#3 and resolves GH-4 for @acme/ops"));
        assertThat(String.join("\n", withoutCode(text))).doesNotContain("#12", "#3", "GH-4", "@acme");
    }

    @Test
    void tableRowsKeepTheirCells() throws IOException {
        String text = written(GITHUB, HostileReports.everyTextIs("a|b `c` | d"));
        List<String> rows =
                text.lines().filter(line -> line.startsWith("| 1 | ")).toList();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().split("(?<!\\\\)\\|", -1)).hasSize(8);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostileNames")
    void nothingIsJiraMarkupButOurs(String name) throws IOException {
        String text = written(JIRA, HostileReports.everyTextIs(name));
        assertThat(text.codePoints().filter(TicketReportTest::actsOnTheReader)).isEmpty();
        List<String> blocks = List.of(text.split("\\{noformat}", -1));
        assertThat(blocks.size() % 2).as("each block of code ends").isOne();
        for (int outside = 0; outside < blocks.size(); outside += 2) {
            for (String line : blocks.get(outside).split("\n", -1)) {
                // Escaped characters and our own markup out of the way.
                String left = line.replaceAll("\\\\[{}\\[\\]|!*^~@_+?()-]", "")
                        .replaceAll("(?<!\\{)\\{\\{(?!\\{)|}}(?!})", "")
                        .replaceAll("^(\\*+ |h[1-3]\\. |\\|\\|?|_(?=.*_$))|\\|\\|?(?=.)|\\|+$|_$", "")
                        .replaceAll("\\*(?=[^*]*\\*)|\\*(?=[^*]*$)", "");
                assertThat(left).doesNotContainPattern("[{}\\[\\]!~@\\\\]|://|^#|^h1\\.|^bq\\.|JIRA-42|mailto:|-{2}");
            }
        }
    }

    @Test
    void jiraTablesKeepTheirCells() throws IOException {
        String text = written(JIRA, HostileReports.everyTextIs("a|b || {{c}} |"));
        List<String> rows = text.lines().filter(line -> line.startsWith("|1|")).toList();
        assertThat(rows).hasSize(1);
        assertThat(Pattern.compile("(?<!\\\\)\\|").split(rows.getFirst(), -1)).hasSize(8);
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
