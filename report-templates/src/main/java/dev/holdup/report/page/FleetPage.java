package dev.holdup.report.page;

import dev.holdup.analysis.findings.ByteFormat;
import dev.holdup.analysis.findings.CountFormat;
import dev.holdup.report.fleet.FleetRow;
import dev.holdup.report.fleet.FleetSummary;
import dev.holdup.report.fleet.FleetSummary.Recurring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All that the template of a fleet needs.
///
/// @param incidents newest first, capped
public record FleetPage(
        FleetSummary summary,
        Capped<Recurring> recurring,
        Capped<FleetRow> incidents,
        List<Figure> figures,
        List<Recurring> newOnes,
        PageAssets assets) {
    private static final int MOST_SIGNATURES = 500;
    private static final int MOST_INCIDENTS = 2_000;
    private static final int MOST_SERVICES = 3;

    /// A bar of a trend, in percent of the drawing's width and height.
    public record Bar(String x, String width, String y, String height) {}

    public static FleetPage of(List<FleetRow> rows) {
        FleetSummary summary = FleetSummary.of(rows);
        List<FleetRow> newestFirst = rows.stream()
                .sorted(Comparator.comparing(FleetRow::time, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                        .reversed()
                        .thenComparing(FleetRow::incident))
                .toList();
        List<Recurring> newOnes =
                summary.recurring().stream().filter(Recurring::isNew).toList();
        long culprits =
                summary.recurring().stream().mapToLong(Recurring::occurrences).sum();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(CountFormat.count(rows.size()), "", rows.size() == 1 ? "incident" : "incidents", ""));
        figures.add(new Figure(CountFormat.count(culprits), "", "with a culprit", ""));
        figures.add(new Figure(
                CountFormat.count(summary.recurring().size()),
                "",
                summary.recurring().size() == 1 ? "cause" : "different causes",
                ""));
        figures.add(new Figure(CountFormat.count(newOnes.size()), "", "new in the last week", ""));
        return new FleetPage(
                summary,
                Capped.of(summary.recurring(), MOST_SIGNATURES),
                Capped.of(newestFirst, MOST_INCIDENTS),
                figures,
                newOnes,
                PageAssets.FLEET);
    }

    /// What the page is about, in one sentence.
    public String headline() {
        if (summary.recurring().isEmpty()) {
            return summary.incidents() == 0 ? "No incident has been analyzed yet." : "No incident has a culprit.";
        }
        Recurring first = summary.recurring().getFirst();
        String cost = first.bytes() > 0 ? " and kept " + ByteFormat.bytes(first.bytes()) + " alive" : "";
        return "The costliest cause came " + times(first.occurrences()) + ", held up "
                + CountFormat.counted(first.threads(), unit(first.worst())) + cost + ".";
    }

    public static String unit(FleetRow row) {
        return "erlang".equals(row.runtime()) ? "process" : "thread";
    }

    public static String times(int count) {
        return count == 1 ? "once" : count == 2 ? "twice" : CountFormat.count(count) + " times";
    }

    /// `2026-11-03`, or a dash.
    public static String day(@Nullable Instant time) {
        return time == null ? "–" : time.toString().substring(0, 10);
    }

    /// What the figure sorts by.
    public static String sortable(@Nullable Instant time) {
        return time == null ? "-1" : Long.toString(time.getEpochSecond());
    }

    public static String service(String name) {
        return name.isEmpty() ? "–" : name;
    }

    /// Those with the most incidents, and how many more there are.
    public static String services(Recurring recurring) {
        List<String> most = recurring.incidentsByService().entrySet().stream()
                .sorted(Collections.reverseOrder(java.util.Map.Entry.comparingByValue()))
                .map(entry -> service(entry.getKey())
                        + (entry.getValue() > 1 ? " × " + CountFormat.count(entry.getValue()) : ""))
                .toList();
        return most.stream().limit(MOST_SERVICES).collect(Collectors.joining(", "))
                + (most.size() > MOST_SERVICES ? " and " + (most.size() - MOST_SERVICES) + " more" : "");
    }

    /// Where the report lies, seen from the index; null if there is none.
    public static @Nullable String report(FleetRow row) {
        return row.status().equals(FleetRow.FAILED) ? null : "incidents/" + row.incident() + "/report.html";
    }

    public static List<Bar> trend(Recurring recurring) {
        List<Integer> counts = recurring.occurrencesBySpan();
        double most = Math.max(1, Collections.max(counts));
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0) {
                double height = Math.max(0.12, counts.get(i) / most);
                bars.add(new Bar(
                        percent((double) i / counts.size()),
                        percent(0.8 / counts.size()),
                        percent(1 - height),
                        percent(height)));
            }
        }
        return bars;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }

    /// The trend in a word: by the last third against the two before.
    public static String trendWord(Recurring recurring) {
        List<Integer> counts = recurring.occurrencesBySpan();
        int third = counts.size() / 3;
        int recent = counts.subList(2 * third, counts.size()).stream()
                .mapToInt(Integer::intValue)
                .sum();
        int before = counts.subList(0, 2 * third).stream()
                .mapToInt(Integer::intValue)
                .sum();
        return recurring.isNew()
                ? "new"
                : recent == 0 && before == 0
                        ? "unknown"
                        : recent * 2 > before * 1.25
                                ? "more often"
                                : recent * 2 < before * 0.8 ? "less often" : "as before";
    }
}
