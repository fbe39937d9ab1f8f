package dev.holdup.server.store;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.Query;

/// Counts incidents that have a report by the day or week when they occurred.
public final class TrendSearch {
    /// Of which a trend is counted, the newest.
    private static final int MOST_ROWS = 100_000;

    private final Database database;

    public TrendSearch(Database database) {
        this.database = database;
    }

    /// What a trend is counted by. Days are those of UTC, weeks begin on Monday.
    public enum Span {
        DAY,
        WEEK;

        LocalDate firstOf(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            };
        }
    }

    /// @param from first day
    /// @param units of their verdicts
    /// @param retainedBytes of their verdicts, as far as known
    public record Point(LocalDate from, long incidents, long units, long retainedBytes) {
        Point with(Point other) {
            return new Point(
                    from, incidents + other.incidents, units + other.units, retainedBytes + other.retainedBytes);
        }
    }

    /// Oldest first; without those that have no incident.
    public List<Point> count(TrendQuery wanted, Span span) {
        StringBuilder sql = new StringBuilder("""
                select coalesce(i.occurred_at, i.created_at) happened, r.units, r.retained_bytes
                from incident i join report r on r.incident_id = i.id
                where coalesce(i.occurred_at, i.created_at) >= :since""");
        if (wanted.service() != null) {
            sql.append(" and i.service = :service");
        }
        if (wanted.kind() != null) {
            sql.append(" and r.kind = :kind");
        }
        StoredReport like = wanted.like();
        if (like != null) {
            sql.append(" and r.kind = :likeKind and r.category = :category and r.cause = :cause"
                    + " and r.blocked_frame is not distinct from :blockedFrame");
        }
        sql.append(" order by 1 desc fetch first ").append(MOST_ROWS).append(" rows only");
        List<Point> rows = database.jdbi().withHandle(handle -> {
            Query query = handle.createQuery(sql.toString()).bind("since", wanted.since());
            if (wanted.service() != null) {
                query.bind("service", wanted.service());
            }
            if (wanted.kind() != null) {
                query.bind("kind", wanted.kind());
            }
            if (like != null) {
                query.bind("likeKind", like.kind())
                        .bind("category", like.category())
                        .bind("cause", like.cause())
                        .bind("blockedFrame", like.blockedFrame());
            }
            return query.map((row, _) -> new Point(
                            span.firstOf(row.getTimestamp(1)
                                    .toInstant()
                                    .atZone(ZoneOffset.UTC)
                                    .toLocalDate()),
                            1,
                            row.getInt(2),
                            row.getLong(3)))
                    .list();
        });
        Map<LocalDate, Point> points = new TreeMap<>();
        rows.forEach(point -> points.merge(point.from(), point, Point::with));
        return new ArrayList<>(points.values());
    }
}
