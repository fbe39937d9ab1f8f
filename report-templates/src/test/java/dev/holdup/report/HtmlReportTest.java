package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
    static Stream<IncidentReport> reports() {
        return Stream.concat(
                SampleReports.all().values().stream(),
                Stream.concat(
                        Stream.of(HostileReports.everyText()),
                        HostileReports.NAMES.stream().map(HostileReports::everyTextIs)));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("reports")
    void leadsNowhereOutsideThePage(IncidentReport report) throws IOException {
        String html = written(new HtmlReport(), report);
        assertThat(attributes(html, "href"))
                .allSatisfy(value -> assertThat(value).startsWith("#"));
        assertThat(markup(html)).doesNotContainPattern("<(?:img|link|iframe|object|embed|base|form|a href=\"[^#])");
        assertThat(markup(html)).doesNotContainPattern("<[^>]*\\s(?:src|srcset|on\\w+|style|action)=");
        assertThat(html).doesNotContain("@import", "url(http");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("reports")
    void anchorsLeadToWhatIsThere(IncidentReport report) throws IOException {
        String html = written(new HtmlReport(), report);
        List<String> ids = attributes(html, "id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(attributes(html, "href")).allSatisfy(value -> assertThat(ids).contains(value.substring(1)));
    }

    @Test
    void policyNamesStyleAndScriptsByTheirHash() throws Exception {
        String html = written(new HtmlReport(), SampleReports.healthy());
        String policy = attributes(html, "content").getFirst().replace("&#39;", "'");
        assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-").doesNotContain("unsafe");
        List<String> inline = new ArrayList<>();
        Matcher element = Pattern.compile("(?s)<(?:style|script type=\"module\")>(.*?)</(?:style|script)>")
                .matcher(html);
        while (element.find()) {
            inline.add(element.group(1));
        }
        assertThat(inline).hasSize(2);
        for (String text : inline) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("reports")
    void textFromTheDumpStaysText(IncidentReport report) throws IOException {
        String html = written(new HtmlReport(), report);
        assertThat(markup(html)).doesNotContain("<script>", "<img", "<!--", "49 @raw");
        assertThat(html.split("<script", -1)).hasSize(3);
        assertThat(html.codePoints()
                        .filter(point -> (point != '\n' && Character.getType(point) == Character.CONTROL)
                                || Character.getType(point) == Character.FORMAT
                                || Character.getType(point) == Character.SURROGATE))
                .isEmpty();
    }

    @Test
    void pageOfAHugeIncidentStaysSmall() throws IOException {
        String html = written(new HtmlReport(), HostileReports.withGroups(200, SampleReports.stalledLogging()));
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_500_000);
        assertThat(html).contains("more threads, in report.json").contains("and 160 more groups, in report.json");
    }

    @Test
    void figuresCarryTheirExactValue() throws IOException {
        assertThat(written(new HtmlReport(), SampleReports.stalledLogging()))
                .contains("<data value=\"38112044\" title=\"38\u202F112\u202F044 bytes\">38.1 MB</data>");
    }

    @Test
    void unknownMemoryIsSaidNotInvented() throws IOException {
        String html = written(new HtmlReport(), SampleReports.threadsOnly());
        assertThat(html).doesNotContain("Where the memory is", "retained</span>");
        assertThat(html).contains("There is no heap dump.", "jcmd PID GC.heap_dump heap.hprof");
    }

    /// The page without style and scripts, which are ours.
    private static String markup(String html) {
        return html.replaceAll("(?s)<style>.*?</style>", "").replaceAll("(?s)<script type=\"module\">.*?</script>", "");
    }

    private static List<String> attributes(String html, String name) {
        List<String> values = new ArrayList<>();
        Matcher attribute =
                Pattern.compile("<[a-z][^<>]*?\\s" + name + "=\"([^\"]*)\"").matcher(markup(html));
        while (attribute.find()) {
            values.add(attribute.group(1));
        }
        return values;
    }
}
