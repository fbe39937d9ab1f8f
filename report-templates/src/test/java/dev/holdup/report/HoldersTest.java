package dev.holdup.report;

import static dev.holdup.report.GoldenReportsTest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.analysis.findings.Group;
import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.analysis.findings.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A pool has no owner: every form of the report names those who hold what it handed out.
class HoldersTest {
    private static final String HOLDING = "com.acme.shop.Report.query";

    @Test
    void thePageCountsThemAndShowsEachWithItsStack() throws IOException {
        String page = written(new HtmlReport(), report("report-1"));

        assertThat(page)
                .contains("2 of 2 connections in use")
                .contains("report-1")
                .contains("report-2")
                .contains("waiting for one: 200")
                .contains("2 holders")
                .contains("com.acme.shop.Report.sum")
                .contains("its frames reach what the pool handed out");
    }

    @Test
    void markdownAndTextNameThem() throws IOException {
        assertThat(written(new MarkdownReport(), report("report-1")))
                .contains("## Who holds it")
                .contains("| `report-1` | sleeping in com.acme.shop.Report.sum |")
                .contains("`" + HOLDING + "`");
        assertThat(written(new TextReport(false), report("report-1")))
                .contains("2 of 2 connections in use")
                .contains("report-2, sleeping in com.acme.shop.Report.sum");
    }

    @Test
    void aHostileNameOfAHolderIsEscaped() throws IOException {
        assertThat(written(new HtmlReport(), report("<script>alert(1)</script>")))
                .doesNotContain("<script>alert");
        assertThat(written(new MarkdownReport(), report("<script>alert(1)</script>")))
                .doesNotContain("\n<script>");
    }

    @Test
    void aSavedReportRendersTheSame() throws Exception {
        IncidentReport report = report("report-1");
        IncidentReport read =
                JsonReport.read("report.json", written(new JsonReport(), report).getBytes(StandardCharsets.UTF_8));

        assertThat(read.groups()).isEqualTo(report.groups());
        assertThat(written(new HtmlReport(), read)).isEqualTo(written(new HtmlReport(), report));
    }

    private static IncidentReport report(String holder) {
        IncidentReport from = SampleReports.stalledLogging();
        Verdict verdict = from.verdict();
        int index = Objects.requireNonNull(verdict.group());
        List<Group> groups = new ArrayList<>(from.groups());
        groups.set(index, withPool(groups.get(index), holder));
        Verdict ownerless = new Verdict(
                verdict.kind(),
                verdict.headline(),
                verdict.confidence(),
                verdict.confidenceBecause(),
                verdict.subsystem(),
                verdict.cause(),
                verdict.blockedFrame(),
                verdict.units(),
                verdict.retainedBytes(),
                verdict.retainedShare(),
                verdict.group(),
                null,
                verdict.explanation(),
                verdict.evidence(),
                verdict.remedies(),
                verdict.secondary());
        return new IncidentReport(
                from.schemaVersion(),
                from.tool(),
                from.analysis(),
                from.inputs(),
                from.runtime(),
                from.memory(),
                from.units(),
                ownerless,
                groups,
                from.deadlocks(),
                from.suspects(),
                from.findings(),
                from.histogram(),
                from.unitTable(),
                from.timeline(),
                from.notChecked());
    }

    private static Group withPool(Group group, String holder) {
        Group.Resource pool = new Group.Resource(
                "com.zaxxer.hikari.pool.HikariPool",
                "0xfac41098",
                "connections",
                2L,
                2L,
                List.of(new Group.Figure("waiting for one", 200)),
                "its frames reach what the pool handed out, in the heap",
                2,
                List.of(holder(holder, "#31"), holder("report-2", "#32")));
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
                null,
                group.members(),
                group.stack(),
                group.topRetained(),
                group.explanation(),
                pool,
                null);
    }

    private static Group.Holder holder(String unit, String id) {
        return new Group.Holder(
                unit,
                id,
                "sleeping",
                "sleeping in com.acme.shop.Report.sum",
                "com.acme.shop.Report.sum",
                HOLDING,
                "com.zaxxer.hikari.pool.PoolEntry",
                1,
                List.of("java.lang.Thread.sleep(Native Method)", "com.acme.shop.Report.sum(Report.java:7)"));
    }
}
