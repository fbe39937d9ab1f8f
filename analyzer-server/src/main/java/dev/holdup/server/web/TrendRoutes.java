package dev.holdup.server.web;

import dev.holdup.server.access.Role;
import dev.holdup.server.store.IncidentRow;
import dev.holdup.server.store.IncidentSearch;
import dev.holdup.server.store.StoredReport;
import dev.holdup.server.store.TrendQuery;
import dev.holdup.server.store.TrendSearch;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How often there were incidents, by day or week: of a service, of a verdict, with a signature.
record TrendRoutes(IncidentSearch search, TrendSearch trends) {
    private static final int DAYS = 90;
    private static final int MOST_DAYS = 3660;

    void addTo(RoutesConfig routes) {
        routes.get("/api/trend", this::count, Role.READ);
    }

    private record Point(String from, long incidents, long units, long retainedBytes) {}

    private record Trend(String by, List<Point> points) {}

    private void count(Context request) throws Problem {
        String by = given(request, "by");
        TrendSearch.Span span = switch (by == null ? "day" : by) {
            case "day" -> TrendSearch.Span.DAY;
            case "week" -> TrendSearch.Span.WEEK;
            default -> throw Problem.badRequest("by must be day or week.");
        };
        TrendQuery query = new TrendQuery(
                Instant.now().minus(Duration.ofDays(days(request))),
                given(request, "service"),
                given(request, "kind"),
                like(given(request, "like")));
        List<Point> points = trends.count(query, span).stream()
                .map(point ->
                        new Point(point.from().toString(), point.incidents(), point.units(), point.retainedBytes()))
                .toList();
        Answers.json(request, 200, new Trend(span.name().toLowerCase(Locale.ROOT), points));
    }

    private @Nullable StoredReport like(@Nullable String id) throws Problem {
        if (id == null) {
            return null;
        }
        IncidentRow row = search.find(id).orElseThrow(() -> Problem.notFound("incident"));
        if (row.report() == null) {
            throw new Problem(404, "no-report", "The incident has no report yet: its state tells how far it is.");
        }
        return row.report();
    }

    private static @Nullable String given(Context request, String name) {
        String value = request.queryParam(name);
        return value == null || value.isBlank() ? null : value.strip().replace("\0", "");
    }

    private static int days(Context request) throws Problem {
        String given = given(request, "days");
        try {
            int days = given == null ? DAYS : Integer.parseInt(given);
            if (days >= 1 && days <= MOST_DAYS) {
                return days;
            }
        } catch (NumberFormatException none) {
            // Said below.
        }
        throw Problem.badRequest("days must be a number from 1 to " + MOST_DAYS + ".");
    }
}
