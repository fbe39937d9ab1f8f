package dev.holdup.benchmarks;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What all views of the heap add to an analysis without them. Each run is set against the one of the same round, so
/// that what else the machine did meets both.
final class CostOfViews {
    private CostOfViews() {}

    /// A line with the median and the bounds; empty if only one of the two was measured.
    static String text(DumpResult result) {
        if (!result.runs().keySet().containsAll(Subject.OF_VIEWS)) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "views of the heap add %s of the time, %s of the CPU time, %s of the memory beside the file%n",
                percent(added(result, Measurement::seconds)),
                percent(added(result, Measurement::cpuSeconds)),
                percent(added(result, Measurement::besideFileBytes)));
    }

    /// Part of the figure without views that comes on top with them.
    static Spread added(DumpResult result, ToDoubleFunction<Measurement> figure) {
        var without = result.runs(Subject.WITHOUT_VIEWS);
        var with = result.runs(Subject.INCIDENT);
        return Spread.of(IntStream.range(0, Math.min(without.size(), with.size()))
                .mapToDouble(
                        round -> figure.applyAsDouble(with.get(round)) / figure.applyAsDouble(without.get(round)) - 1));
    }

    private static String percent(Spread part) {
        return String.format(
                Locale.ROOT, "%.0f %% (%.0f – %.0f)", 100 * part.median(), 100 * part.least(), 100 * part.most());
    }
}
