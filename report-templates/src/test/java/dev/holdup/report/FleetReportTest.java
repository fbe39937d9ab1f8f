package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.report.fleet.FleetRow;
import dev.holdup.report.fleet.FleetRows;
import dev.holdup.report.fleet.FleetSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What recurs in a fleet, and how it is told.
class FleetReportTest {

    @Test
    void causesAreRankedByWhatAllTheirOccurrencesCost() {
        FleetSummary summary = FleetSummary.of(SampleFleet.rows());

        long bytes = Long.MAX_VALUE;
        int occurrences = 0;
        for (FleetSummary.Recurring cause : summary.recurring()) {
            List<FleetRow> same = SampleFleet.rows().stream()
                    .filter(row -> cause.signature().equals(row.signature()))
                    .toList();
            assertThat(cause.occurrences()).isEqualTo(same.size());
            assertThat(cause.bytes())
                    .isEqualTo(same.stream()
                            .mapToLong(row -> row.retainedBytes() == null ? 0 : row.retainedBytes())
                            .sum())
                    .isLessThanOrEqualTo(bytes);
            assertThat(cause.occurrencesBySpan().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .isEqualTo(same.size());
            assertThat(cause.first()).isEqualTo(same.getFirst().time());
            bytes = cause.bytes();
            occurrences += cause.occurrences();
        }
        assertThat(summary.recurring()).hasSize(3);
        assertThat(occurrences + summary.without() + summary.failed()).isEqualTo(SampleFleet.INCIDENTS);
    }

    @Test
    void aCauseIsNewIfTheWeekBeforeTheNewestIncidentHasSeenItFirst() {
        FleetSummary summary = FleetSummary.of(SampleFleet.rows());

        assertThat(summary.recurring())
                .filteredOn(FleetSummary.Recurring::isNew)
                .extracting(cause -> cause.worst().verdict())
                .containsExactly("deadlock");
    }

    @Test
    void namesThatTheJvmMakesUpDoNotSplitACause() {
        FleetRow row = FleetRows.of(SampleFleet.origin(1), SampleReports.stalledLogging());

        assertThat(row.signature()).startsWith("blocked · logging.");
        assertThat(FleetRows.of(SampleFleet.origin(2), SampleReports.healthy()).signature())
                .isNull();
    }

    @Test
    void theSameRowsInAnotherOrderGiveTheSamePage() {
        List<FleetRow> rows = SampleFleet.rows();

        assertThat(FleetReport.html(rows.reversed())).isEqualTo(FleetReport.html(rows));
        assertThat(FleetReport.markdown(rows.reversed()).lines().limit(12).toList())
                .isEqualTo(FleetReport.markdown(rows).lines().limit(12).toList());
    }

    @Test
    void hostileNamesStayText() {
        FleetRows.Origin origin =
                new FleetRows.Origin("1", "</script><img src=x>", "@all", null, "a|b`c\u202e<b>.hprof", 1, 1, "0.1");
        List<FleetRow> rows = List.of(FleetRows.failed(origin, "</td> [x](http://evil) @all\u001b[31m"));

        assertThat(FleetReport.html(rows)).doesNotContain("<img", "<b>", "\u001b", "\u202e");
        assertThat(FleetReport.markdown(rows))
                .doesNotContain(" [x](", "\u001b", "\u202e")
                .contains("`[x](http://evil)`", "`@all");
    }

    @Test
    void anEmptyFleetIsAPage() {
        assertThat(FleetReport.html(List.of())).contains("No incident has been analyzed yet.");
        assertThat(FleetReport.markdown(List.of())).startsWith("# 0 incidents");
    }
}
