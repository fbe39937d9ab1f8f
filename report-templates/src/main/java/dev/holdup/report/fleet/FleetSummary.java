package dev.holdup.report.fleet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What recurs in a fleet, since when, where, and at what cost.
///
/// "New" is counted back from the newest incident and not from today, so that the same rows give the same summary.
///
/// @param recurring by bytes, then by threads
/// @param services by incidents with a culprit
/// @param first and `last`: times of the oldest and newest incident, null if none has one
/// @param trendFrom when the first of the trends' spans begins; each is `trendSpan` long
/// @param without a culprit: healthy and inconclusive ones
public record FleetSummary(
        List<Recurring> recurring,
        List<Service> services,
        int incidents,
        int failed,
        int partial,
        int without,
        @Nullable Instant first,
        @Nullable Instant last,
        @Nullable Instant trendFrom,
        Duration trendSpan) {
    public static final int TREND_SPANS = 24;
    private static final Duration NEW_FOR = Duration.ofDays(7);

    /// Incidents with one signature.
    ///
    /// @param worst the incident that costs the most
    /// @param bytes kept by all occurrences together: how much one keeps times how often; 0 without heap dumps
    /// @param threads held up in all occurrences together
    /// @param first time it was seen, null if no occurrence has a time
    /// @param incidentsByService names of services without a name are empty
    /// @param occurrencesBySpan of the trend
    /// @param isNew seen for the first time in the week before the newest incident
    public record Recurring(
            String signature,
            FleetRow worst,
            int occurrences,
            long bytes,
            long threads,
            @Nullable Instant first,
            @Nullable Instant last,
            TreeMap<String, Integer> incidentsByService,
            List<Integer> occurrencesBySpan,
            boolean isNew) {}

    /// @param worst its costliest signature; null if it has none
    public record Service(
            String name,
            int incidents,
            int withCulprit,
            long bytes,
            long threads,
            @Nullable String worst) {}

    public static FleetSummary of(Collection<FleetRow> rows) {
        List<Instant> times = rows.stream()
                .map(FleetSummary::time)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        Instant first = times.isEmpty() ? null : times.getFirst();
        Instant last = times.isEmpty() ? null : times.getLast();
        Duration span = first == null || last == null
                ? Duration.ofDays(1)
                : Duration.ofDays(Math.max(1, Duration.between(first, last).toDays() / TREND_SPANS + 1));
        Instant from =
                last == null ? null : last.minus(span.multipliedBy(TREND_SPANS)).plusMillis(1);
        Map<String, List<FleetRow>> bySignature = new HashMap<>();
        Map<String, List<FleetRow>> byService = new HashMap<>();
        for (FleetRow row : rows) {
            if (row.signature() != null) {
                bySignature
                        .computeIfAbsent(row.signature(), _ -> new ArrayList<>())
                        .add(row);
            }
            byService.computeIfAbsent(row.service(), _ -> new ArrayList<>()).add(row);
        }
        List<Recurring> recurring = new ArrayList<>();
        bySignature.forEach((signature, same) -> recurring.add(recurring(signature, same, from, span, last)));
        recurring.sort(Comparator.comparingLong(Recurring::bytes)
                .thenComparingLong(Recurring::threads)
                .thenComparingInt(Recurring::occurrences)
                .reversed()
                .thenComparing(Recurring::signature));
        List<Service> services = new ArrayList<>();
        byService.forEach((name, its) -> services.add(service(name, its)));
        services.sort(Comparator.comparingInt(Service::withCulprit)
                .thenComparingInt(Service::incidents)
                .reversed()
                .thenComparing(Service::name));
        return new FleetSummary(
                recurring,
                services,
                rows.size(),
                count(rows, FleetRow.FAILED),
                count(rows, FleetRow.PARTIAL),
                (int) rows.stream()
                        .filter(row -> row.signature() == null && !row.status().equals(FleetRow.FAILED))
                        .count(),
                first,
                last,
                from,
                span);
    }

    private static int count(Collection<FleetRow> rows, String status) {
        return (int) rows.stream().filter(row -> row.status().equals(status)).count();
    }

    static @Nullable Instant time(FleetRow row) {
        try {
            return row.time() == null ? null : Instant.parse(row.time());
        } catch (DateTimeException foreign) {
            return null;
        }
    }

    private static Recurring recurring(
            String signature, List<FleetRow> same, @Nullable Instant from, Duration span, @Nullable Instant newest) {
        TreeMap<String, Integer> services = new TreeMap<>();
        int[] occurrencesBySpan = new int[TREND_SPANS];
        Instant first = null;
        Instant last = null;
        for (FleetRow row : same) {
            services.merge(row.service(), 1, Integer::sum);
            Instant time = time(row);
            if (time != null && from != null) {
                first = first == null || time.isBefore(first) ? time : first;
                last = last == null || time.isAfter(last) ? time : last;
                long index = Duration.between(from, time).dividedBy(span);
                occurrencesBySpan[Math.clamp(index, 0, TREND_SPANS - 1)]++;
            }
        }
        FleetRow worst = same.stream()
                .min(Comparator.comparingLong(FleetSummary::bytes)
                        .thenComparingLong(FleetSummary::threads)
                        .reversed()
                        .thenComparing(FleetRow::incident))
                .orElseThrow();
        return new Recurring(
                signature,
                worst,
                same.size(),
                same.stream().mapToLong(FleetSummary::bytes).sum(),
                same.stream().mapToLong(FleetSummary::threads).sum(),
                first,
                last,
                services,
                java.util.Arrays.stream(occurrencesBySpan).boxed().toList(),
                first != null && newest != null && first.isAfter(newest.minus(NEW_FOR)));
    }

    private static Service service(String name, List<FleetRow> rows) {
        List<FleetRow> culprits =
                rows.stream().filter(row -> row.signature() != null).toList();
        return new Service(
                name,
                rows.size(),
                culprits.size(),
                culprits.stream().mapToLong(FleetSummary::bytes).sum(),
                culprits.stream().mapToLong(FleetSummary::threads).sum(),
                culprits.stream()
                        .min(Comparator.comparingLong(FleetSummary::bytes)
                                .thenComparingLong(FleetSummary::threads)
                                .reversed()
                                .thenComparing(FleetRow::incident))
                        .map(FleetRow::signature)
                        .orElse(null));
    }

    private static long bytes(FleetRow row) {
        Long bytes = row.retainedBytes();
        return bytes == null ? 0 : bytes;
    }

    private static long threads(FleetRow row) {
        Long units = row.verdictUnits();
        return units == null ? 0 : units;
    }
}
