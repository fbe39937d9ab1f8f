package dev.holdup.server.web;

import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// What happened since the start, counted, and how long it took.
final class Tally {
    private static final String BEGUN = "holdup.begun";

    private final Map<Count, ConcurrentSkipListMap<String, LongAdder>> countByLabel = new EnumMap<>(Count.class);
    private final Map<Time, Durations> durations = new EnumMap<>(Time.class);

    /// Something that is counted, each with one label.
    enum Count {
        REQUESTS("holdup_requests_total", "Requests answered.", "status"),
        AUTH_FAILURES("holdup_auth_failures_total", "Requests with a token or cookie that is none.", "by"),
        RATE_LIMITED("holdup_rate_limited_total", "Requests refused since there were too many.", "limit"),
        ANALYSES("holdup_analyses_total", "Analyses that ended.", "end");

        private final String figure;
        private final String help;
        private final String label;

        Count(String figure, String help, String label) {
            this.figure = figure;
            this.help = help;
            this.label = label;
        }
    }

    /// Something that takes time.
    enum Time {
        REQUEST("holdup_request_duration_seconds", "From a request's head to its answer.", 0.01, 0.1, 1.0, 10.0, 100.0),
        QUEUE_WAIT(
                "holdup_queue_wait_seconds",
                "From when an analysis might begin to its begin.",
                1.0,
                10.0,
                60.0,
                600.0,
                3600.0),
        ANALYSIS(
                "holdup_analysis_duration_seconds",
                "From an analysis' begin to its end.",
                1.0,
                5.0,
                15.0,
                60.0,
                300.0,
                1800.0);

        private final String figure;
        private final String help;

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Double> upperSeconds;

        Time(String figure, String help, Double... upperSeconds) {
            this.figure = figure;
            this.help = help;
            this.upperSeconds = List.of(upperSeconds);
        }
    }

    /// Counts by bucket, the last for all that took longer.
    private static final class Durations {
        private final LongAdder[] countByBucket;
        private final LongAdder nanos = new LongAdder();

        private Durations(Time what) {
            countByBucket = new LongAdder[what.upperSeconds.size() + 1];
            java.util.Arrays.setAll(countByBucket, _ -> new LongAdder());
        }
    }

    Tally() {
        for (Count what : Count.values()) {
            countByLabel.put(what, new ConcurrentSkipListMap<>());
        }
        for (Time what : Time.values()) {
            durations.put(what, new Durations(what));
        }
    }

    /// @param label one of few, never a client's word
    void count(Count what, String label) {
        counts(what).computeIfAbsent(label, _ -> new LongAdder()).increment();
    }

    private ConcurrentSkipListMap<String, LongAdder> counts(Count what) {
        return countByLabel.getOrDefault(what, new ConcurrentSkipListMap<>());
    }

    void took(Time what, Duration time) {
        Durations those = durations.get(what);
        if (those == null) {
            return;
        }
        double seconds = time.toNanos() / 1e9;
        int bucket = 0;
        while (bucket < what.upperSeconds.size() && seconds > what.upperSeconds.get(bucket)) {
            bucket++;
        }
        those.countByBucket[bucket].increment();
        those.nanos.add(time.toNanos());
    }

    /// Counts all requests.
    void addTo(RoutesConfig routes) {
        routes.before(request -> request.attribute(BEGUN, System.nanoTime()));
        routes.after(request -> {
            count(Count.REQUESTS, request.statusCode() / 100 + "xx");
            Long begun = request.attribute(BEGUN);
            if (begun != null) {
                took(Time.REQUEST, Duration.ofNanos(System.nanoTime() - begun));
            }
        });
    }

    /// In the text format of Prometheus.
    void writeTo(StringBuilder text) {
        countByLabel.forEach((what, counts) -> {
            head(text, what.figure, what.help, "counter");
            counts.forEach((label, count) -> text.append(what.figure)
                    .append('{')
                    .append(what.label)
                    .append("=\"")
                    .append(label)
                    .append("\"} ")
                    .append(count.sum())
                    .append('\n'));
        });
        durations.forEach((what, those) -> {
            head(text, what.figure, what.help, "histogram");
            long all = 0;
            for (int bucket = 0; bucket < those.countByBucket.length; bucket++) {
                all += those.countByBucket[bucket].sum();
                String upper = bucket < what.upperSeconds.size()
                        ? what.upperSeconds.get(bucket).toString()
                        : "+Inf";
                text.append(what.figure).append("_bucket{le=\"").append(upper).append("\"} ");
                text.append(all).append('\n');
            }
            text.append(what.figure).append("_sum ");
            text.append(String.format(Locale.ROOT, "%.6f", those.nanos.sum() / 1e9))
                    .append('\n');
            text.append(what.figure).append("_count ").append(all).append('\n');
        });
    }

    static void head(StringBuilder text, String figure, String help, String type) {
        text.append("# HELP ").append(figure).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(figure).append(' ').append(type).append('\n');
    }
}
