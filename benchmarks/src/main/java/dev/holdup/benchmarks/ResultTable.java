package dev.holdup.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The figures of a dump as aligned text.
final class ResultTable {
    private static final List<String> HEADER = List.of(
            "",
            "seconds",
            "least – most",
            "× reading",
            "CPU s",
            "× reading",
            "tables B/object",
            "beside file MB",
            "B/object");

    private final List<List<String>> rows = new ArrayList<>();

    private ResultTable() {}

    static String of(DumpResult result) {
        ResultTable table = new ResultTable();
        table.rows.add(HEADER);
        for (Subject subject : result.runs().keySet()) {
            table.add(result, subject);
        }
        return String.format(
                        Locale.ROOT,
                        "%s: %.2f GB, %.1f million objects; %d worker threads%n",
                        result.name(),
                        result.bytes() / 1e9,
                        result.objects() / 1e6,
                        result.threads())
                + table.text();
    }

    private void add(DumpResult result, Subject subject) {
        Spread seconds = result.spread(subject, Measurement::seconds);
        double cpuSeconds = result.spread(subject, Measurement::cpuSeconds).median();
        double tables = result.spread(subject, Measurement::tableBytes).median();
        double beside = result.spread(subject, Measurement::besideFileBytes).median();
        rows.add(List.of(
                subject.label(),
                seconds(seconds.median()),
                seconds(seconds.least()) + " – " + seconds(seconds.most()),
                times(result.timesReading(seconds.median())),
                seconds(cpuSeconds),
                times(result.timesReadingCpu(cpuSeconds)),
                tables == 0 ? "" : one(tables / result.objects()),
                beside == 0 ? "" : one(beside / 1e6),
                beside == 0 || result.objects() == 0 ? "" : one(beside / result.objects())));
        for (String step : result.steps(subject)) {
            Spread part = result.stepSpread(subject, step);
            rows.add(List.of(
                    "  " + step,
                    seconds(part.median()),
                    seconds(part.least()) + " – " + seconds(part.most()),
                    times(result.timesReading(part.median())),
                    "",
                    "",
                    "",
                    "",
                    ""));
        }
    }

    private static String times(double times) {
        return String.format(Locale.ROOT, "%.2f", times);
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private static String one(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }

    private String text() {
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(row.getFirst())
                    .repeat(' ', widths[0] - row.getFirst().length());
            for (int i = 1; i < widths.length; i++) {
                line.repeat(' ', 2 + widths[i] - row.get(i).length()).append(row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
