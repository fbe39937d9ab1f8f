package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdup.analysis.findings.Detail;
import dev.holdup.analysis.findings.IncidentReport;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The page of a report whose lists of the heap are longer than a page shows, in each detail.
class DetailOfPageTest {
    /// More than any table of the page shows in normal detail.
    private static final int ROWS = 1_000;

    /// The few rows of these are the report's in every detail.
    private static final Set<String> OF_ALL_THERE_IS =
            Set.of("Accumulation points", "Depth of the dominator tree", "Immediate dominators");

    @Test
    void everyTableOfTheHeapIsLongerInMoreDetail() throws Exception {
        IncidentReport report = lengthened();
        Map<String, Integer> low = rowsByTable(written(new HtmlReport(), report.in(Detail.LOW)));
        Map<String, Integer> normal = rowsByTable(written(new HtmlReport(), report.in(Detail.NORMAL)));
        Map<String, Integer> high = rowsByTable(written(new HtmlReport(), report.in(Detail.HIGH)));

        assertThat(normal.keySet())
                .contains("Collections by field", "Arrays by class", "Duplicate strings", "References by class")
                .hasSizeGreaterThan(20);
        normal.forEach((table, rows) -> {
            assertThat(low.get(table)).as(table).isLessThan(rows);
            assertThat(rows).as(table).isLessThan(high.get(table)).isLessThanOrEqualTo(200);
        });
    }

    /// Rows of the tables of the views, by the name of the table.
    private static Map<String, Integer> rowsByTable(String html) {
        Map<String, Integer> rows = new TreeMap<>();
        String views = Pattern.compile("(?s)<section id=\"views/.*?</section>")
                .matcher(html)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining());
        Matcher table = Pattern.compile("(?s)aria-label=\"([^\"]+)\">\\s*<table class=\"big\".*?</table>")
                .matcher(views);
        while (table.find()) {
            if (!OF_ALL_THERE_IS.contains(table.group(1))) {
                rows.put(table.group(1), table.group().split("<tr>", -1).length - 2);
            }
        }
        return rows;
    }

    /// A sample of which each list in `views` has its first element many times.
    private static IncidentReport lengthened() throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode report = mapper.readTree(written(new JsonReport(), SampleReports.stalledLogging()));
        lengthen(report.get("views"));
        return JsonReport.read("report.json", mapper.writeValueAsString(report).getBytes(StandardCharsets.UTF_8));
    }

    private static void lengthen(JsonNode node) {
        if (node instanceof ArrayNode array && !array.isEmpty() && array.get(0) instanceof ObjectNode first) {
            while (array.size() < ROWS) {
                array.add(first.deepCopy());
            }
        } else if (node instanceof ObjectNode object) {
            object.forEach(DetailOfPageTest::lengthen);
        }
    }
}
