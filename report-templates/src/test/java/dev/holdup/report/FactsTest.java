package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the heap shows of a pool or queue stands with its group in every form of the report.
class FactsTest {
    private static final Group.Fact IN_USE =
            new Group.Fact("10 of 10 connections in use", "connections in use", 10, 10L, "com.acme.Pool", 200);

    @Test
    void everyFormShowsThemWithTheirGroup() throws IOException {
        IncidentReport report = report(IN_USE);

        assertThat(written(new HtmlReport(), report))
                .contains("<dt>In the heap</dt><dd>10 of 10 connections in use<br></dd>");
        assertThat(written(new MarkdownReport(), report))
                .contains("\n\nGroup 1 in the heap: 10 of 10 connections in use.\n");
        assertThat(written(new TextReport(false), report)).contains("in the heap: 10 of 10 connections in use\n");
        assertThat(written(new JsonReport(), report))
                .contains("\"label\": \"connections in use\"")
                .contains("\"limit\": 10");
    }

    @Test
    void aLabelFromARuleFileIsEscaped() throws IOException {
        Group.Fact hostile = new Group.Fact("1 <script>x</script>\u001b[2J", "x", 1, null, "com.acme.Pool", 1);

        assertThat(written(new HtmlReport(), report(hostile)))
                .contains("1 &lt;script&gt;x&lt;/script&gt;")
                .doesNotContain("<script>x");
        assertThat(written(new TextReport(false), report(hostile))).doesNotContain("\u001b[2J");
        assertThat(written(new MarkdownReport(), report(hostile))).doesNotContain("1 <script>");
    }

    @Test
    void aSavedReportRendersTheSame() throws Exception {
        IncidentReport report = report(IN_USE);
        IncidentReport read =
                JsonReport.read("report.json", written(new JsonReport(), report).getBytes(StandardCharsets.UTF_8));

        assertThat(read.groups()).isEqualTo(report.groups());
        assertThat(written(new MarkdownReport(), read)).isEqualTo(written(new MarkdownReport(), report));
    }

    private static IncidentReport report(Group.Fact fact) {
        IncidentReport from = SampleReports.stalledLogging();
        List<Group> groups = new ArrayList<>(from.groups());
        groups.set(0, with(groups.getFirst(), List.of(fact)));
        return new IncidentReport(
                from.schemaVersion(),
                from.tool(),
                from.analysis(),
                from.inputs(),
                from.runtime(),
                from.memory(),
                from.units(),
                from.verdict(),
                groups,
                from.deadlocks(),
                from.suspects(),
                from.findings(),
                from.histogram(),
                from.unitTable(),
                from.timeline(),
                from.notChecked());
    }

    private static Group with(Group group, List<Group.Fact> facts) {
        return new Group(
                group.subsystem(),
                group.blockedFrame(),
                group.activity(),
                group.idle(),
                group.role(),
                group.rule(),
                group.units(),
                group.retainedBytes(),
                group.sharedBytes(),
                group.waitsFor(),
                group.owner(),
                group.members(),
                group.stack(),
                group.topRetained(),
                group.explanation(),
                group.resource(),
                facts);
    }
}
