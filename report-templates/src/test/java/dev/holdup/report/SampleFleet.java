package dev.holdup.report;

import dev.holdup.analysis.findings.IncidentReport;
import dev.holdup.report.fleet.FleetRow;
import dev.holdup.report.fleet.FleetRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Rows of a fleet, made of sample reports: one cause all along, one that is new, healthy ones, one that failed.
final class SampleFleet {
    static final int INCIDENTS = 30;

    private static final Instant BEGIN = Instant.parse("2026-05-04T08:00:00Z");
    private static final String[] SERVICES = {"shop", "pay", "search"};

    private SampleFleet() {}

    static List<FleetRow> rows() {
        List<FleetRow> rows = new ArrayList<>();
        for (int i = 0; i < INCIDENTS; i++) {
            rows.add(row(i));
        }
        return rows;
    }

    private static FleetRow row(int i) {
        if (i % 10 == 9) {
            return FleetRows.failed(origin(i), "heap.hprof: the file is empty");
        }
        boolean last = i >= INCIDENTS - 2;
        return FleetRows.of(
                origin(i), last ? SampleReports.deadlock() : i % 3 == 2 ? SampleReports.healthy() : blocked(i));
    }

    private static IncidentReport blocked(int i) {
        return i % 2 == 0 ? SampleReports.stalledLogging() : SampleReports.heldByObject();
    }

    static FleetRows.Origin origin(int i) {
        return new FleetRows.Origin(
                String.format("%016x", i + 1),
                SERVICES[i % SERVICES.length],
                "web-" + i % 2,
                BEGIN.plus(Duration.ofDays(5L * i)).toString(),
                SERVICES[i % SERVICES.length] + "/" + i + "/heap.hprof",
                2,
                1_000_000L + i,
                "0.1.0");
    }
}
