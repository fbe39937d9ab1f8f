package dev.holdup.report;

import dev.holdup.analysis.comparison.Comparer;
import dev.holdup.analysis.comparison.Comparison;
import dev.holdup.analysis.findings.IncidentReport;
import java.util.LinkedHashMap;
import java.util.Map;

/// Two of the sample reports beside each other: one for each shape that a comparison can take.
final class SampleComparisons {
    private SampleComparisons() {}

    static Map<String, Comparison> all() {
        Map<String, Comparison> all = new LinkedHashMap<>();
        all.put("comparison-new", of(SampleReports.healthy(), SampleReports.heldByObject()));
        all.put("comparison-changed", of(SampleReports.heapOnly(), SampleReports.deadlock()));
        all.put("comparison-node", of(SampleNode.lager(), SampleNode.lager()));
        all.put("comparison-unlike", of(SampleReports.heapOnly(), SampleNode.lager()));
        return all;
    }

    static Comparison of(IncidentReport before, IncidentReport after) {
        return Comparer.compare(
                "monday/report.json", before, "tuesday/", after, new IncidentReport.Tool("holdup", "0.1.0"));
    }
}
